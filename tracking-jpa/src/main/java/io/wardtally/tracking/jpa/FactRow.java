package io.wardtally.tracking.jpa;

import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.staff.Actor;
import io.wardtally.tracking.staff.Role;
import io.wardtally.tracking.store.SignedFact;
import io.wardtally.tracking.store.LoggedFact;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A fact and its place in the sealed log: one row of {@code wt_fact}. */
final class FactRow {

    static final String TABLE = "wt_fact";

    static final Columns COLUMNS = new Columns(
            "subject_kind",
            "subject_id",
            "sequence_no",
            "position",
            "happened",
            "recorded",
            "by_id",
            "by_role",
            "by_department",
            "fact_type",
            "details",
            "personal",
            "state",
            "key_version",
            "digest");

    static final String INSERT = COLUMNS.insertInto(TABLE);

    private FactRow() {}

    static @Nullable Object[] values(SignedFact fact) {
        Actor by = fact.by();
        return new @Nullable Object[] {
            fact.subject().kind(),
            fact.subject().id(),
            fact.sequence(),
            null,
            fact.happened(),
            fact.recorded(),
            by.id(),
            by.role().name(),
            by.department(),
            fact.type(),
            fact.details(),
            fact.personal(),
            fact.state(),
            fact.key(),
            fact.digest().bytes()
        };
    }

    static LoggedFact read(RowReader row) throws SQLException {
        return RowReader.readable(TABLE, () -> {
            Subject subject = new Subject(row.text(), row.text());
            long sequence = row.number();
            long position = row.number();
            SignedFact fact = new SignedFact(
                    subject,
                    sequence,
                    row.time(),
                    row.time(),
                    new Actor(row.text(), Role.valueOf(row.text()), row.textOrNull()),
                    row.text(),
                    row.text(),
                    row.text(),
                    row.text(),
                    row.integer(),
                    row.digest());
            return new LoggedFact(fact, position);
        });
    }
}
