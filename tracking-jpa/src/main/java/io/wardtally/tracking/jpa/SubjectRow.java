package io.wardtally.tracking.jpa;

import io.wardtally.tracking.audit.Subject;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A subject that is no asset, its version, and by what it was judged: one row of {@code wt_subject}, but for its next check. */
record SubjectRow(Subject subject, long version, long judged) {

    static final Table<SubjectRow, Parts> TABLE = new Table<SubjectRow, Parts>("wt_subject")
            .column("kind", row -> row.subject.kind(), (row, parts) -> parts.kind = row.textOrNull())
            .column("id", row -> row.subject.id(), (row, parts) -> parts.id = row.textOrNull())
            .column("version", SubjectRow::version, (row, parts) -> parts.version = row.number())
            .column("judged", SubjectRow::judged, (row, parts) -> parts.judged = row.number());

    static final String INSERT = TABLE.insert("next_check");
    static final String DELETE = "delete from wt_subject where kind = ? and id = ?";

    /** Parts of a row that is read. */
    static final class Parts {
        private @Nullable String kind;
        private @Nullable String id;
        private long version;
        private long judged;
    }

    /** The row, or null where there is none beside what else was read. */
    static @Nullable SubjectRow readOrNull(RowReader row) throws SQLException {
        Parts parts = new Parts();
        TABLE.read(row, parts);
        String kind = parts.kind;
        String id = parts.id;
        return kind == null || id == null
                ? null
                : RowReader.readable(
                        TABLE.name(), () -> new SubjectRow(new Subject(kind, id), parts.version, parts.judged));
    }
}
