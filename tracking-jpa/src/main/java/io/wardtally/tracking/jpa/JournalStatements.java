package io.wardtally.tracking.jpa;

import io.wardtally.tracking.Message;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.store.LoggedFact;
import io.wardtally.tracking.store.ProjectedValue;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The facts, by subject and in the sealed log, and what was derived from them. */
final class JournalStatements {

    private static final String FACTS = "select " + FactRow.TABLE.of("f") + " from wt_fact f";
    private static final String OF_SUBJECT =
            FACTS + " where f.subject_kind = ? and f.subject_id = ? and f.sequence_no > ? order by f.sequence_no"
                    + Dialect.LIMIT;
    private static final String IN_ORDER = FACTS + " where f.position > ? order by f.position" + Dialect.LIMIT;
    // The lower numbers first: a subject's facts are committed one after another, so none is overtaken.
    private static final String UNSEALED = "select subject_kind, subject_id, sequence_no, recorded from wt_fact"
            + " where position is null order by position, sequence_no" + Dialect.LIMIT;
    private static final String SEALED = "select sealed from wt_log where one = 1";
    private static final String HEAD =
            "select sealed, (select max(position) from wt_fact) from wt_log where one = 1" + Dialect.SKIP_LOCKED;
    private static final String SEAL =
            "update wt_fact set position = ? where subject_kind = ? and subject_id = ? and sequence_no = ?";

    private static final String CURSOR = "select position from wt_cursor where consumer = ?";
    private static final String FIRST = "insert into wt_cursor (consumer, position) values (?, ?)";
    private static final String ADVANCE = "update wt_cursor set position = ? where consumer = ? and position = ?";
    private static final List<String> DERIVED = List.of("kind", "derived_key", "content");
    private static final String FORGET_DERIVED = "delete from wt_derived where kind = ? and derived_key = ?";
    private static final String GET = "select content from wt_derived where kind = ? and derived_key = ?";
    private static final String RANGE = "select kind, derived_key, content from wt_derived"
            + " where kind = ? and derived_key >= ? and derived_key < ? order by kind, derived_key" + Dialect.LIMIT;

    private final DbConnection db;

    JournalStatements(DbConnection db) {
        this.db = db;
    }

    List<LoggedFact> facts(Subject subject, long afterSequence, int limit) throws SQLException {
        return db.list(OF_SUBJECT, FactRow::read, subject.kind(), subject.id(), afterSequence, limit);
    }

    List<LoggedFact> after(long position, int limit) throws SQLException {
        return db.list(IN_ORDER, FactRow::read, position, limit);
    }

    /** Whoever holds the row of the facility gives positions; to all others there is nothing to do. */
    int seal(int limit) throws SQLException {
        Head found = db.first(HEAD, Head::read);
        if (found == null) {
            return 0;
        }
        long head = found.whole();
        List<@Nullable Object[]> sealed = new ArrayList<>();
        for (Unsealed fact : inOrder(db.list(UNSEALED, Unsealed::read, limit))) {
            sealed.add(new Object[] {head + sealed.size() + 1, fact.kind(), fact.id(), fact.sequence()});
        }
        if (!sealed.isEmpty()) {
            db.updateEach(SEAL, sealed);
            db.update("update wt_log set sealed = ? where one = 1", head + sealed.size());
        }
        return sealed.size();
    }

    long sealed() throws SQLException {
        Long sealed = db.first(SEALED, RowReader::number);
        return sealed == null ? 0 : sealed;
    }

    /** The end of the log as it is noted, and as the facts have it. */
    private record Head(long sealed, @Nullable Long last) {

        static Head read(RowReader row) throws SQLException {
            return new Head(row.number(), row.numberOrNull());
        }

        /** A position that is there is not given once more. */
        long whole() {
            if (last != null && last > sealed) {
                throw new TrackingException.Failure(
                        Code.STORED_DATA_UNREADABLE, Message.of("store.log-head", sealed, last));
            }
            return sealed;
        }
    }

    long cursor(String consumer) throws SQLException {
        Long position = db.first(CURSOR, RowReader::number, consumer);
        return position == null ? 0 : position;
    }

    /** Whoever holds the row of the consumer goes on; another one waits, and then finds it elsewhere. */
    boolean advance(String consumer, long from, long to, List<ProjectedValue> values) throws SQLException {
        boolean isFirst = from == 0 && db.first(CURSOR, RowReader::number, consumer) == null;
        boolean moved = isFirst ? db.insertNew(FIRST, consumer, to) : db.contend(ADVANCE, to, consumer, from) == 1;
        if (!moved) {
            return false;
        }
        // In one order everywhere, so that no two consumers wait for each other in a circle.
        List<ProjectedValue> inOrder = values.stream()
                .sorted(Comparator.comparing(ProjectedValue::kind).thenComparing(ProjectedValue::key))
                .toList();
        int done = 0;
        while (done < inOrder.size()) {
            boolean gone = inOrder.get(done).content() == null;
            List<@Nullable Object[]> alike = inOrder.stream()
                    .skip(done)
                    .takeWhile(value -> (value.content() == null) == gone)
                    .map(value -> gone
                            ? new @Nullable Object[] {value.kind(), value.key()}
                            : new @Nullable Object[] {value.kind(), value.key(), value.content()})
                    .toList();
            db.updateEach(gone ? FORGET_DERIVED : db.dialect().upsert("wt_derived", DERIVED, 2), alike);
            done += alike.size();
        }
        return true;
    }

    Optional<String> derived(String kind, String key) throws SQLException {
        return Optional.ofNullable(db.first(GET, RowReader::text, kind, key));
    }

    List<ProjectedValue> derived(String kind, String from, String to, int limit) throws SQLException {
        return db.list(RANGE, row -> new ProjectedValue(row.text(), row.text(), row.text()), kind, from, to, limit);
    }

    /** A fact that has no position. */
    private record Unsealed(String kind, String id, long sequence, Instant recorded) {

        static Unsealed read(RowReader row) throws SQLException {
            return new Unsealed(row.text(), row.text(), row.number(), row.time());
        }
    }

    /** As they were recorded, as far as clocks can be trusted: a subject's own facts keep their order in any case. */
    private static List<Unsealed> inOrder(List<Unsealed> bySequence) {
        Map<List<String>, Instant> latest = new HashMap<>();
        Map<Unsealed, Instant> when = new HashMap<>();
        for (Unsealed fact : bySequence) {
            when.put(fact, latest.merge(List.of(fact.kind(), fact.id()), fact.recorded(), JournalStatements::later));
        }
        return bySequence.stream()
                .sorted(Comparator.<Unsealed, Instant>comparing(fact -> Objects.requireNonNull(when.get(fact)))
                        .thenComparing(Unsealed::sequence)
                        .thenComparing(Unsealed::kind)
                        .thenComparing(Unsealed::id))
                .toList();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }
}
