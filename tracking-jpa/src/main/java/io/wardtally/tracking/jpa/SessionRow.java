package io.wardtally.tracking.jpa;

import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.session.ChecklistRecord;
import io.wardtally.tracking.session.OverrideId;
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
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A session with its first segment, one row of {@code wt_session}; each further segment is a row of {@code wt_handover}. */
final class SessionRow {

    static final Table<Session, Parts> TABLE = new Table<Session, Parts>("wt_session")
            .column("id", session -> session.id().value(), (row, parts) -> parts.id = row.uuid())
            .column("asset_id", session -> session.asset().value(), (row, parts) -> parts.asset = row.text())
            .column("started", Session::start, (row, parts) -> parts.start = row.time())
            .column("ended", Session::end, (row, parts) -> parts.end = row.timeOrNull())
            .column("expected_nanos", SessionRow::expected, (row, parts) -> parts.expected = row.numberOrNull())
            .column("reason", Session::reason, (row, parts) -> parts.reason = row.textOrNull())
            .column("notes", Session::notes, (row, parts) -> parts.notes = row.textOrNull())
            .column("user_id", session -> first(session).user(), (row, parts) -> parts.user = row.text())
            .column("department", session -> first(session).department(), (row, parts) -> parts.department = row.text())
            .column("patient", session -> patient(first(session)), (row, parts) -> parts.patient = row.textOrNull())
            .column(
                    "handovers",
                    session -> session.segments().size() - 1,
                    (row, parts) -> parts.handovers = row.integer())
            .column("voided", Session::voided, (row, parts) -> parts.voided = row.flag())
            .column("end_clamped", Session::endClamped, (row, parts) -> parts.endClamped = row.flag())
            .column(
                    "override_id",
                    session -> session.override() == null
                            ? null
                            : session.override().value(),
                    (row, parts) -> parts.override = row.uuidOrNull())
            .column(
                    "procedure_name",
                    of(ChecklistRecord::procedure),
                    (row, parts) -> parts.procedure = row.textOrNull())
            .column("asked", of(made -> (long) made.asked()), (row, parts) -> parts.asked = row.numberOrNull())
            .column(
                    "confirmed",
                    of(made -> (long) made.confirmed()),
                    (row, parts) -> parts.confirmed = row.numberOrNull());

    static final Table<Handing, HandoverParts> HANDOVERS = new Table<Handing, HandoverParts>("wt_handover")
            .column("session_id", handing -> handing.session.id().value(), (row, parts) -> parts.session = row.uuid())
            .column("number", Handing::number, (row, parts) -> parts.number = row.integer())
            .column("session_started", handing -> handing.session.start(), (row, parts) -> parts.start = row.time())
            .column("since", handing -> handing.segment().from(), (row, parts) -> parts.since = row.time())
            .column("user_id", handing -> handing.segment().user(), (row, parts) -> parts.user = row.text())
            .column(
                    "department",
                    handing -> handing.segment().department(),
                    (row, parts) -> parts.department = row.text())
            .column("patient", handing -> patient(handing.segment()), (row, parts) -> parts.patient = row.textOrNull());

    static final String INSERT = TABLE.insert();
    static final String UPDATE = TABLE.update(1) + " where id = ?";
    static final String UPDATE_IF_SO_OFTEN_HANDED_OVER = UPDATE + " and handovers = ?";
    static final String INSERT_HANDOVER = HANDOVERS.insert();
    static final String DELETE_HANDOVERS = "delete from wt_handover where session_id = ?";

    private SessionRow() {}

    /** A segment of a session after its first. */
    record Handing(Session session, int number) {

        Segment segment() {
            return session.segments().get(number);
        }
    }

    /** Parts of the row of a session that is read. */
    @SuppressWarnings("NullAway.Init") // the columns fill it
    static final class Parts {
        private UUID id;
        private String asset;
        private Instant start;
        private @Nullable Instant end;
        private @Nullable Long expected;
        private @Nullable String reason;
        private @Nullable String notes;
        private String user;
        private String department;
        private @Nullable String patient;
        private int handovers;
        private boolean voided;
        private boolean endClamped;
        private @Nullable UUID override;
        private @Nullable String procedure;
        private @Nullable Long asked;
        private @Nullable Long confirmed;

        private Session whole() {
            Segment first = new Segment(start, user, department, pseudonym(patient));
            return Session.started(new SessionId(id), AssetId.of(asset), first, draft -> {
                draft.end = end;
                draft.expected = expected == null ? null : Duration.ofNanos(expected);
                draft.reason = reason;
                draft.notes = notes;
                draft.voided = voided;
                draft.endClamped = endClamped;
                draft.override = override == null ? null : new OverrideId(override);
                draft.preparation = preparation();
            });
        }

        private @Nullable ChecklistRecord preparation() {
            return procedure == null && asked == null && confirmed == null
                    ? null
                    : new ChecklistRecord(
                            procedure,
                            Math.toIntExact(Objects.requireNonNull(asked)),
                            Math.toIntExact(Objects.requireNonNull(confirmed)));
        }
    }

    /** Parts of the row of a handover that is read. */
    @SuppressWarnings("NullAway.Init") // the columns fill it
    static final class HandoverParts {
        private UUID session;
        private int number;
        private Instant start;
        private Instant since;
        private String user;
        private String department;
        private @Nullable String patient;
    }

    static List<@Nullable Object[]> handovers(Session session) {
        return IntStream.range(1, session.segments().size())
                .mapToObj(number -> HANDOVERS.values(new Handing(session, number)))
                .toList();
    }

    private static Segment first(Session session) {
        return session.segments().get(0);
    }

    private static @Nullable Object expected(Session session) {
        Duration expected = session.expected();
        return expected == null ? null : expected.toNanos();
    }

    private static Function<Session, @Nullable Object> of(Function<ChecklistRecord, @Nullable Object> part) {
        return session -> session.preparation() == null ? null : part.apply(session.preparation());
    }

    private static @Nullable String patient(Segment segment) {
        Pseudonym patient = segment.patient();
        return patient == null ? null : patient.value();
    }

    private static @Nullable Pseudonym pseudonym(@Nullable String value) {
        return value == null ? null : new Pseudonym(value);
    }

    /** Sessions that are read from rows of a session and a handover side by side. */
    static final class Rows {

        /** Number of columns of a row of both. */
        static final int SIZE = TABLE.size() + HANDOVERS.size();

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
            UUID id = peek(TABLE.name(), row);
            if (id == null) {
                row.skip(SIZE);
                return;
            }
            Rest rest = bySession.get(id);
            if (rest == null) {
                rest = RowReader.readable(TABLE.name(), () -> {
                    Parts parts = new Parts();
                    TABLE.read(row, parts);
                    return new Rest(parts.whole(), parts.handovers, new LinkedHashMap<>());
                });
                bySession.put(id, rest);
            } else {
                row.skip(TABLE.size());
            }
            handover(row, rest);
        }

        /** The id with which a row begins, or null where there is no row. */
        private static @Nullable UUID peek(String table, RowReader row) throws SQLException {
            UUID id = RowReader.readable(table, () -> Optional.ofNullable(row.uuidOrNull()))
                    .orElse(null);
            row.skip(-1);
            return id;
        }

        private static void handover(RowReader row, Rest rest) throws SQLException {
            if (peek(HANDOVERS.name(), row) == null) {
                row.skip(HANDOVERS.size());
                return;
            }
            HandoverParts parts = new HandoverParts();
            Segment segment = RowReader.readable(HANDOVERS.name(), () -> {
                HANDOVERS.read(row, parts);
                RowReader.same("session_started", rest.session().start(), parts.start);
                return new Segment(parts.since, parts.user, parts.department, pseudonym(parts.patient));
            });
            rest.coming().put(parts.number, segment);
        }

        List<Session> all() throws SQLException {
            return RowReader.readable(
                    TABLE.name(),
                    () -> bySession.values().stream().map(Rest::whole).toList());
        }
    }
}
