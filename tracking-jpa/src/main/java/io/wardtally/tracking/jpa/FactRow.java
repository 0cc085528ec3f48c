package io.wardtally.tracking.jpa;

import io.wardtally.tracking.audit.Digest;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.staff.Actor;
import io.wardtally.tracking.staff.Role;
import io.wardtally.tracking.store.LoggedFact;
import io.wardtally.tracking.store.SignedFact;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A fact and its place in the sealed log: one row of {@code wt_fact}. */
final class FactRow {

    static final Table<SignedFact, Parts> TABLE = new Table<SignedFact, Parts>("wt_fact")
            .column("subject_kind", fact -> fact.subject().kind(), (row, parts) -> parts.subjectKind = row.text())
            .column("subject_id", fact -> fact.subject().id(), (row, parts) -> parts.subjectId = row.text())
            .column("sequence_no", SignedFact::sequence, (row, parts) -> parts.sequence = row.number())
            .column("position", fact -> null, (row, parts) -> parts.position = row.number())
            .column("happened", SignedFact::happened, (row, parts) -> parts.happened = row.time())
            .column("recorded", SignedFact::recorded, (row, parts) -> parts.recorded = row.time())
            .column("by_id", fact -> fact.by().id(), (row, parts) -> parts.actor = row.text())
            .column("by_role", fact -> fact.by().role().name(), (row, parts) -> parts.role = row.text())
            .column(
                    "by_department",
                    fact -> fact.by().department(),
                    (row, parts) -> parts.department = row.textOrNull())
            .column("fact_type", SignedFact::type, (row, parts) -> parts.type = row.text())
            .column("details", SignedFact::details, (row, parts) -> parts.details = row.text())
            .column("personal", SignedFact::personal, (row, parts) -> parts.personal = row.text())
            .column("state", SignedFact::state, (row, parts) -> parts.state = row.text())
            .column("key_version", SignedFact::key, (row, parts) -> parts.key = row.integer())
            .column("digest", fact -> fact.digest().bytes(), (row, parts) -> parts.digest = row.digest());

    static final String INSERT = TABLE.insert();

    private FactRow() {}

    /** Parts of a row that is read. */
    @SuppressWarnings("NullAway.Init") // the columns fill it
    static final class Parts {
        private String subjectKind;
        private String subjectId;
        private long sequence;
        private long position;
        private Instant happened;
        private Instant recorded;
        private String actor;
        private String role;
        private @Nullable String department;
        private String type;
        private String details;
        private String personal;
        private String state;
        private int key;
        private Digest digest;

        private LoggedFact whole() {
            SignedFact fact = SignedFact.unsigned(
                            new Subject(subjectKind, subjectId),
                            sequence,
                            new Actor(actor, new Role(role), department),
                            type,
                            key)
                    .at(happened, recorded)
                    .saying(details, personal, state)
                    .signed(digest);
            return new LoggedFact(fact, position);
        }
    }

    static LoggedFact read(RowReader row) throws SQLException {
        return RowReader.readable(TABLE.name(), () -> {
            Parts parts = new Parts();
            TABLE.read(row, parts);
            return parts.whole();
        });
    }
}
