package io.wardtally.examples.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * What somebody would write who needs the same guarantees and nothing else: the same rows, the version compared and set, the
 * request id, a pseudonym, a keyed digest over each fact and over each row it led to, salted personal values.
 */
final class HandWritten implements Pairs.Variant {

    private static final String ASSET_COLUMNS =
            "a.id, a.version, a.life, a.present_condition, a.holds, a.name, a.category, a.manufacturer, a.model, a.serial,"
                    + " a.vendor, a.owned_since, a.owned_until, a.department, a.room, a.last_used";
    private static final String SESSION_COLUMNS =
            "s.id, s.started, s.ended, s.expected_nanos, s.reason, s.notes, s.user_id, s.department, s.patient, s.handovers,"
                    + " s.voided, s.end_clamped, s.override_id";
    private static final String READ_ASSET = "select " + ASSET_COLUMNS + ", s.id, r.answer from wt_asset a"
            + " left join wt_session s on s.active_asset_id = a.id left join wt_request r on r.id = ? where a.id = ?";
    private static final String READ_SESSION = "select " + ASSET_COLUMNS + ", " + SESSION_COLUMNS
            + ", r.answer from wt_session s join wt_asset a on a.id = s.asset_id"
            + " left join wt_request r on r.id = ? where s.id = ?";
    private static final String REQUEST =
            "insert into wt_request (id, content, key_version, answer, answered) values (?, ?, ?, ?, ?)";
    private static final String ASSET =
            "update wt_asset set version = ?, present_condition = ?, status = ?, last_used = ? where id = ? and version = ?";
    private static final String BEGIN =
            "insert into wt_session (id, asset_id, started, expected_nanos, reason, user_id,"
                    + " department, patient, handovers, voided, end_clamped) values (?, ?, ?, ?, ?, ?, ?, ?, 0, false, false)";
    private static final String END = "update wt_session set ended = ?, notes = ? where id = ?";
    private static final String FACT =
            "insert into wt_fact (subject_kind, subject_id, sequence_no, happened, recorded, by_id,"
                    + " by_role, by_department, fact_type, details, personal, state, key_version, digest)"
                    + " values ('asset', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?)";

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final HexFormat HEX = HexFormat.of();

    private final DataSource source;
    private final boolean waits;
    private final SecretKeySpec key = new SecretKeySpec(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}, "HmacSHA256");
    private final ThreadLocal<Mac> macs = ThreadLocal.withInitial(this::mac);

    HandWritten(DataSource source, boolean waits) {
        this.source = source;
        this.waits = waits;
    }

    private Mac mac() {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private byte[] digest(String text) {
        return macs.get().doFinal(text.getBytes(UTF_8));
    }

    private String fingerprint(String text) {
        return HEX.formatHex(digest(text));
    }

    private static String salt() {
        byte[] salt = new byte[16];
        RANDOM.nextBytes(salt);
        return HEX.formatHex(salt);
    }

    @Override
    public void pair(String asset, String patient, String request) throws SQLException {
        end(start(asset, patient, request + "s"), request + "e");
    }

    private UUID start(String asset, String patient, String request) throws SQLException {
        String pseudonym = "pn1.1." + fingerprint("usage" + patient).substring(0, 26);
        try (Connection connection = source.getConnection()) {
            long version;
            String row;
            try (PreparedStatement read = connection.prepareStatement(READ_ASSET)) {
                read.setString(1, request);
                read.setString(2, asset);
                try (ResultSet found = read.executeQuery()) {
                    if (!found.next()) {
                        throw new SQLException("unknown");
                    }
                    version = found.getLong(2);
                    boolean free = found.getString(3).equals("IN_SERVICE")
                            && found.getString(4).equals("READY")
                            && found.getString(5) == null
                            && found.getObject(17) == null;
                    if (!free || found.getString(18) != null) {
                        throw new SQLException("in use, or repeated");
                    }
                    row = columns(found, 6, 16);
                }
            }
            Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
            OffsetDateTime at = now.atOffset(ZoneOffset.UTC);
            UUID id = UUID.randomUUID();
            String salts = "patient=" + salt() + " " + pseudonym + "\nreason=" + salt() + " because\n";
            String details = "session=" + id + "\nuser=sarah\ndepartment=icu\npatient=" + fingerprint(salts)
                    + "\nreason=" + fingerprint(salts + "r") + "\nexpected=PT4H\n";
            String state = "asset=" + fingerprint(asset + row + "IN_USE") + "\nsession/" + id + "="
                    + fingerprint(id + asset + at + pseudonym + "because" + "sarahicu") + "\n";
            connection.setAutoCommit(false);
            try {
                remember(connection, request, "started " + id + " " + asset + " " + at + " sarah icu " + pseudonym, at);
                advance(connection, asset, version, "IN_USE", "IN_USE", null);
                try (PreparedStatement insert = connection.prepareStatement(BEGIN)) {
                    insert.setObject(1, id);
                    insert.setString(2, asset);
                    insert.setObject(3, at);
                    insert.setLong(4, 14_400_000_000_000L);
                    insert.setString(5, "because");
                    insert.setString(6, "sarah");
                    insert.setString(7, "icu");
                    insert.setString(8, pseudonym);
                    insert.executeUpdate();
                }
                fact(connection, asset, version + 1, at, "SessionStarted", details, salts, state);
                connection.commit();
                return id;
            } catch (SQLException failed) {
                connection.rollback();
                throw failed;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private void end(UUID session, String request) throws SQLException {
        try (Connection connection = source.getConnection()) {
            long version;
            String asset;
            String row;
            try (PreparedStatement read = connection.prepareStatement(READ_SESSION)) {
                read.setString(1, request);
                read.setObject(2, session);
                try (ResultSet found = read.executeQuery()) {
                    if (!found.next() || found.getString(30) != null) {
                        throw new SQLException("unknown, or repeated");
                    }
                    asset = found.getString(1);
                    version = found.getLong(2);
                    row = columns(found, 6, 29);
                }
            }
            OffsetDateTime at = Instant.now().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
            String salts = "notes=" + salt() + " No issues\n";
            String details = "session=" + session + "\nnotes=" + fingerprint(salts) + "\n";
            String state = "asset=" + fingerprint(asset + row + "READY") + "\nsession/" + session + "="
                    + fingerprint(session + row + at) + "\n";
            connection.setAutoCommit(false);
            try {
                remember(connection, request, "ended " + session + " " + row, at);
                advance(connection, asset, version, "READY", "AVAILABLE", at);
                try (PreparedStatement update = connection.prepareStatement(END)) {
                    update.setObject(1, at);
                    update.setString(2, "No issues");
                    update.setObject(3, session);
                    update.executeUpdate();
                }
                fact(connection, asset, version + 1, at, "SessionEnded", details, salts, state);
                connection.commit();
            } catch (SQLException failed) {
                connection.rollback();
                throw failed;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    /** All that a fingerprint is to hold. */
    private static String columns(ResultSet found, int first, int last) throws SQLException {
        StringBuilder all = new StringBuilder();
        for (int column = first; column <= last; column++) {
            all.append(found.getString(column)).append('\t');
        }
        return all.toString();
    }

    // H2 has a time-out for locks anyway.
    private void bePatient(PreparedStatement statement) throws SQLException {
        if (waits) {
            statement.setQueryTimeout(2);
        }
    }

    private void remember(Connection connection, String request, String answer, OffsetDateTime at) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(REQUEST)) {
            bePatient(insert);
            insert.setString(1, request);
            insert.setBytes(2, digest(answer));
            insert.setInt(3, 1);
            insert.setString(4, answer);
            insert.setObject(5, at);
            insert.executeUpdate();
        }
    }

    private void advance(
            Connection connection,
            String asset,
            long version,
            String condition,
            String status,
            @Nullable OffsetDateTime used)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(ASSET)) {
            bePatient(update);
            update.setLong(1, version + 1);
            update.setString(2, condition);
            update.setString(3, status);
            update.setObject(4, used);
            update.setString(5, asset);
            update.setLong(6, version);
            if (update.executeUpdate() != 1) {
                throw new SQLException("somebody was faster");
            }
        }
    }

    private void fact(
            Connection connection,
            String asset,
            long sequence,
            OffsetDateTime at,
            String type,
            String details,
            String personal,
            String state)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(FACT)) {
            insert.setString(1, asset);
            insert.setLong(2, sequence);
            insert.setObject(3, at);
            insert.setObject(4, at);
            insert.setString(5, "sarah");
            insert.setString(6, "NURSE");
            insert.setString(7, "icu");
            insert.setString(8, type);
            insert.setString(9, details);
            insert.setString(10, personal);
            insert.setString(11, state);
            insert.setBytes(12, digest("st-mary" + asset + sequence + at + "sarah" + type + details + state));
            insert.executeUpdate();
        }
    }
}
