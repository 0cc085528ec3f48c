package io.wardtally.tracking.jpa;

import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.session.OverrideId;
import io.wardtally.tracking.session.Preparation;
import io.wardtally.tracking.session.Pseudonym;
import io.wardtally.tracking.session.Segment;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.session.SessionId;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A session with its first segment, one row of {@code wt_session}; each further segment is a row of {@code wt_handover}. */
final class SessionRow {

    static final String TABLE = "wt_session";
    static final String HANDOVERS = "wt_handover";

    static final Columns COLUMNS = new Columns(
            "id",
            "asset_id",
            "started",
            "ended",
            "expected_nanos",
            "reason",
            "notes",
            "user_id",
            "department",
            "patient",
            "handovers",
            "voided",
            "end_clamped",
            "override_id",
            "procedure_name",
            "asked",
            "confirmed");

    static final Columns HANDOVER =
            new Columns("session_id", "number", "session_started", "since", "user_id", "department", "patient");

    static final String INSERT = COLUMNS.insertInto(TABLE);
    static final String UPDATE = COLUMNS.update(TABLE, 1) + " where id = ?";
    static final String UPDATE_IF_SO_OFTEN_HANDED_OVER = UPDATE + " and handovers = ?";
    static final String INSERT_HANDOVER = HANDOVER.insertInto(HANDOVERS);
    static final String DELETE_HANDOVERS = "delete from wt_handover where session_id = ?";

    private SessionRow() {}

    static @Nullable Object[] values(Session session) {
        Segment first = session.segments().get(0);
        Duration expected = session.expected();
        Preparation protocol = session.protocol();
        return new @Nullable Object[] {
            session.id().value(),
            session.asset().value(),
            session.start(),
            session.end(),
            expected == null ? null : expected.toNanos(),
            session.reason(),
            session.notes(),
            first.user(),
            first.department(),
            patient(first),
            session.segments().size() - 1,
            session.voided(),
            session.endClamped(),
            session.override() == null ? null : session.override().value(),
            protocol == null ? null : protocol.procedure(),
            protocol == null ? null : (long) protocol.asked(),
            protocol == null ? null : (long) protocol.confirmed()
        };
    }

    static List<@Nullable Object[]> handovers(Session session) {
        return IntStream.range(1, session.segments().size())
                .mapToObj(number -> handover(session, number))
                .toList();
    }

    private static @Nullable Object[] handover(Session session, int number) {
        Segment segment = session.segments().get(number);
        return new @Nullable Object[] {
            session.id().value(),
            number,
            session.start(),
            segment.from(),
            segment.user(),
            segment.department(),
            patient(segment)
        };
    }

    private static @Nullable String patient(Segment segment) {
        Pseudonym patient = segment.patient();
        return patient == null ? null : patient.value();
    }

    /** Sessions that are read from rows of a session and a handover side by side. */
    static final class Reading {

        private final Map<UUID, Rest> bySession = new LinkedHashMap<>();

        /** A session but for the handovers, which are still coming. */
        private record Rest(Session session, int handovers, Map<Integer, Segment> coming) {

            Session whole() {
                List<Segment> segments = new ArrayList<>(session.segments());
                RowReader.same("handovers", handovers, coming.size());
                for (int number = 1; number <= handovers; number++) {
                    segments.add(Objects.requireNonNull(coming.get(number), "a handover is missing"));
                }
                return session.withTimes(session.start(), session.end(), segments);
            }
        }

        void read(RowReader row) throws SQLException {
            UUID id = id(TABLE, row);
            if (id == null) {
                row.skip(COLUMNS.size() - 1 + HANDOVER.size());
                return;
            }
            Rest rest = bySession.get(id);
            if (rest == null) {
                rest = RowReader.readable(TABLE, () -> rest(id, row));
                bySession.put(id, rest);
            } else {
                row.skip(COLUMNS.size() - 1);
            }
            handover(row, rest);
        }

        private static @Nullable UUID id(String table, RowReader row) throws SQLException {
            return RowReader.readable(table, () -> Optional.ofNullable(row.uuidOrNull()))
                    .orElse(null);
        }

        private static Rest rest(UUID id, RowReader row) throws SQLException {
            AssetId asset = AssetId.of(row.text());
            Instant start = row.time();
            Instant end = row.timeOrNull();
            Long expected = row.numberOrNull();
            String reason = row.textOrNull();
            String notes = row.textOrNull();
            Segment first = new Segment(start, row.text(), row.text(), pseudonym(row.textOrNull()));
            int handovers = row.integer();
            boolean voided = row.flag();
            boolean clamped = row.flag();
            UUID override = row.uuidOrNull();
            Preparation protocol = protocol(row.textOrNull(), row.numberOrNull(), row.numberOrNull());
            Session session = new Session(
                    new SessionId(id),
                    asset,
                    start,
                    end,
                    expected == null ? null : Duration.ofNanos(expected),
                    reason,
                    notes,
                    List.of(first),
                    voided,
                    clamped,
                    override == null ? null : new OverrideId(override),
                    protocol);
            return new Rest(session, handovers, new LinkedHashMap<>());
        }

        private static @Nullable Preparation protocol(
                @Nullable String procedure, @Nullable Long asked, @Nullable Long confirmed) {
            if (procedure == null && asked == null && confirmed == null) {
                return null;
            }
            return new Preparation(
                    procedure,
                    Math.toIntExact(Objects.requireNonNull(asked)),
                    Math.toIntExact(Objects.requireNonNull(confirmed)));
        }

        private static void handover(RowReader row, Rest rest) throws SQLException {
            if (id(HANDOVERS, row) == null) {
                row.skip(HANDOVER.size() - 1);
                return;
            }
            int number = row.integer();
            Segment segment = RowReader.readable(HANDOVERS, () -> {
                RowReader.same("session_started", rest.session().start(), row.time());
                return new Segment(row.time(), row.text(), row.text(), pseudonym(row.textOrNull()));
            });
            rest.coming().put(number, segment);
        }

        private static @Nullable Pseudonym pseudonym(@Nullable String value) {
            return value == null ? null : new Pseudonym(value);
        }

        List<Session> all() throws SQLException {
            return RowReader.readable(
                    TABLE, () -> bySession.values().stream().map(Rest::whole).toList());
        }
    }
}
