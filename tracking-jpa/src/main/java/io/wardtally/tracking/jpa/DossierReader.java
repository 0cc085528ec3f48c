package io.wardtally.tracking.jpa;

import io.wardtally.tracking.RequestId;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.asset.Identifier;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.session.EmergencyOverride;
import io.wardtally.tracking.session.OverrideId;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.store.RememberedAnswer;
import io.wardtally.tracking.store.Dossier;
import io.wardtally.tracking.store.FindResult;
import io.wardtally.tracking.store.DossierKey;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads dossiers. The asset, its open session and the request's answer come in one statement. What is seldom there, an
 * override that awaits review or the open session beside one that has ended, comes in further ones, and the version tells
 * whether all that belongs together.
 */
final class DossierReader {

    private static final int OVERRIDES_IN_A_DOSSIER = 20;
    private static final int MOST_TRIES = 100;

    private static final String SESSION_COLUMNS = SessionRow.COLUMNS.of("s") + ", " + SessionRow.HANDOVER.of("h");
    private static final String HANDOVERS = " left join wt_handover h on h.session_id = s.id";
    private static final String ASSETS = "select " + AssetRow.COLUMNS.of("a")
            + ", exists (select 1 from wt_override o where o.asset_id = a.id and o.reviewed is null), "
            + SESSION_COLUMNS;
    private static final String ANSWER = ", " + AnswerRow.COLUMNS.of("r");
    private static final String OPEN_SESSION = " left join wt_session s on s.active_asset_id = a.id" + HANDOVERS;
    private static final String REQUEST = " left join wt_request r on r.id = ?";

    private static final String BY_ASSET = " from wt_asset a" + OPEN_SESSION;
    private static final String BY_SESSION = " from wt_session s join wt_asset a on a.id = s.asset_id" + HANDOVERS;
    private static final String BY_OVERRIDE = " from wt_override k join wt_asset a on a.id = k.asset_id" + OPEN_SESSION;

    private static final String ASSET_VERSION = "select version from wt_asset where id = ?";
    private static final String OPEN =
            "select " + SESSION_COLUMNS + " from wt_session s" + HANDOVERS + " where s.active_asset_id = ?";
    private static final String PENDING = "select " + OverrideRow.COLUMNS.of("o")
            + " from wt_override o where o.asset_id = ? and o.reviewed is null order by o.declared desc, o.id desc limit ?";
    private static final String OVERRIDE =
            "select " + OverrideRow.COLUMNS.of("o") + " from wt_override o where o.id = ?";

    private static final String HOLDER = "select holder as id from wt_claim where kind = ? and claim_key = ?";

    private final DbConnection db;

    DossierReader(DbConnection db) {
        this.db = db;
    }

    FindResult find(DossierKey key, @Nullable RequestId request) throws SQLException {
        if (key instanceof DossierKey.OfSubject one && !one.subject().isAsset()) {
            Subject subject = one.subject();
            String sql = SubjectRow.SELECT + " where t.kind = ? and t.id = ?";
            return new FindResult(db.list(sql, SubjectRow::read, subject.kind(), subject.id()), answer(request));
        }
        if (key instanceof DossierKey.OfHolder one) {
            return new FindResult(holders(one), answer(request));
        }
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            List<Glance> glances = glances(key, request);
            if (glances.isEmpty()) {
                return new FindResult(List.of(), answer(request));
            }
            List<Dossier> dossiers = new ArrayList<>();
            for (Glance glance : glances) {
                Dossier dossier = whole(key, glance);
                if (dossier != null) {
                    dossiers.add(dossier);
                }
            }
            if (dossiers.size() == glances.size()) {
                return new FindResult(dossiers, glances.get(0).answer());
            }
        }
        throw new TrackingException.Busy("an asset changes too fast to be read; try again");
    }

    /** Reads the newest, and holds it until the transaction ends. */
    FindResult findLocked(DossierKey key, @Nullable RequestId request) throws SQLException {
        FindResult stale = find(key, request);
        if (stale.dossiers().isEmpty()) {
            return stale;
        }
        Subject subject = stale.dossiers().get(0).subject();
        long version = version(db, subject, true);
        FindResult newest = find(key, request);
        if (newest.dossiers().isEmpty() || newest.dossiers().get(0).version() != version) {
            throw JoinedTransactions.lost();
        }
        return newest;
    }

    /**
     * The newest version of a subject, or 0 if there is none.
     *
     * @param held whether nobody else is to change it until the transaction ends
     */
    static long version(DbConnection db, Subject subject, boolean held) throws SQLException {
        String lock = held ? " for update" : "";
        List<Long> versions = subject.isAsset()
                ? db.locked(ASSET_VERSION + lock, RowReader::number, subject.id())
                : db.locked(SubjectRow.VERSION + lock, RowReader::number, subject.kind(), subject.id());
        return versions.isEmpty() ? 0 : versions.get(0);
    }

    private @Nullable RememberedAnswer answer(@Nullable RequestId request) throws SQLException {
        return request == null ? null : db.first(AnswerRow.SELECT, AnswerRow::read, request.value());
    }

    /** What one statement shows. */
    private record Glance(
            AssetRow row,
            boolean overrides,
            SessionRow.Reading sessions,
            @Nullable RememberedAnswer answer) {}

    /** One for each asset. */
    private List<Glance> glances(DossierKey key, @Nullable RequestId request) throws SQLException {
        List<Object> values = new ArrayList<>();
        String from = "";
        String where = "";
        if (key instanceof DossierKey.OfSession one) {
            from = BY_SESSION;
            where = " where s.id = ?";
            values.add(one.session().value());
        } else if (key instanceof DossierKey.OfOverride one) {
            from = BY_OVERRIDE;
            where = " where k.id = ?";
            values.add(one.override().value());
        } else if (key instanceof DossierKey.OfIdentifiers any) {
            from = " from (" + carriers(any, values) + ") k join wt_asset a on a.id = k.id" + OPEN_SESSION;
            where = " order by a.id";
        } else {
            from = BY_ASSET;
            where = " where a.id = ?";
            values.add(((DossierKey.OfSubject) key).subject().id());
        }
        String sql = ASSETS + from + where;
        if (request != null) {
            sql = ASSETS + ANSWER + from + REQUEST + where;
            values.add(values.size() - (key instanceof DossierKey.OfIdentifiers ? 0 : 1), request.value());
        }
        Map<String, Glance> glances = new LinkedHashMap<>();
        db.list(sql, row -> glance(row, glances, request != null), values.toArray());
        return List.copyOf(glances.values());
    }

    private List<Dossier> holders(DossierKey.OfHolder key) throws SQLException {
        List<Object> values = new ArrayList<>(List.of(key.kind()));
        for (Identifier identifier : key.any()) {
            values.add(identifier.kind().name());
            values.add(identifier.value());
        }
        String claims = String.join(" union ", Collections.nCopies(key.any().size(), HOLDER));
        return db.list(
                SubjectRow.SELECT + " where t.kind = ? and t.id in (" + claims + ") order by t.id limit "
                        + DossierKey.OfIdentifiers.MOST,
                SubjectRow::read,
                values.toArray());
    }

    /** The ids of the assets that have one of these, each found through an index. */
    private static String carriers(DossierKey.OfIdentifiers key, List<Object> values) {
        List<String> parts = new ArrayList<>();
        if (key.own() != null) {
            parts.add("select id from wt_asset where id = ?");
            values.add(key.own().value());
        }
        for (Identifier identifier : key.any()) {
            if (identifier.kind().isUnique()) {
                parts.add(HOLDER);
                values.add(identifier.kind().name());
            } else {
                parts.add("select id from (select id from wt_asset where serial = ? order by id limit "
                        + DossierKey.OfIdentifiers.MOST + ") s");
            }
            values.add(identifier.value());
        }
        values.add(DossierKey.OfIdentifiers.MOST);
        return String.join(" union ", parts) + " order by 1 limit ?";
    }

    private static Glance glance(RowReader row, Map<String, Glance> glances, boolean withAnswer) throws SQLException {
        AssetRow asset = AssetRow.read(row);
        boolean overrides = row.flag();
        Glance glance = glances.get(asset.asset().id().value());
        SessionRow.Reading sessions = glance == null ? new SessionRow.Reading() : glance.sessions();
        sessions.read(row);
        RememberedAnswer answer = withAnswer ? AnswerRow.readOrNull(row) : null;
        glance = glance == null ? new Glance(asset, overrides, sessions, answer) : glance;
        glances.put(asset.asset().id().value(), glance);
        return glance;
    }

    /** The whole dossier, or null if the asset changed while it was read. */
    private @Nullable Dossier whole(DossierKey key, Glance glance) throws SQLException {
        String asset = glance.row().asset().id().value();
        List<Session> sessions = new ArrayList<>(glance.sessions().all());
        List<EmergencyOverride> overrides = List.of();
        boolean readMore = false;
        if (key instanceof DossierKey.OfSession && sessions.stream().noneMatch(Session::isOpen)) {
            sessions.addAll(0, open(asset));
            readMore = true;
        }
        if (glance.overrides() || key instanceof DossierKey.OfOverride) {
            overrides = overrides(asset, key instanceof DossierKey.OfOverride one ? one.override() : null);
            readMore = true;
        }
        if (readMore) {
            Long version = db.first(ASSET_VERSION, RowReader::number, asset);
            if (!Objects.equals(version, glance.row().version())) {
                return null;
            }
        }
        return new Dossier(
                Subject.asset(glance.row().asset().id()),
                glance.row().version(),
                glance.row().asset(),
                "",
                sessions,
                overrides);
    }

    private List<Session> open(String asset) throws SQLException {
        SessionRow.Reading open = new SessionRow.Reading();
        db.list(
                OPEN,
                row -> {
                    open.read(row);
                    return asset;
                },
                asset);
        return open.all();
    }

    private List<EmergencyOverride> overrides(String asset, @Nullable OverrideId named) throws SQLException {
        List<EmergencyOverride> all =
                new ArrayList<>(db.list(PENDING, OverrideRow::read, asset, OVERRIDES_IN_A_DOSSIER));
        Collections.reverse(all);
        if (named != null && all.stream().noneMatch(override -> override.id().equals(named))) {
            all.addAll(0, db.list(OVERRIDE, OverrideRow::read, named.value()));
        }
        return all;
    }
}
