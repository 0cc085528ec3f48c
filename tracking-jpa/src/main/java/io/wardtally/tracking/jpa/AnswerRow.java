package io.wardtally.tracking.jpa;

import io.wardtally.tracking.RequestId;
import io.wardtally.tracking.audit.Digest;
import io.wardtally.tracking.store.RememberedAnswer;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a request was answered: one row of {@code wt_request}. */
final class AnswerRow {

    static final String TABLE = "wt_request";

    static final Columns COLUMNS = new Columns("id", "content", "key_version", "answer", "answered");

    static final String INSERT = COLUMNS.insertInto(TABLE);
    static final String SELECT = "select " + COLUMNS.of("r") + " from wt_request r where r.id = ?";
    static final String DELETE = "delete from wt_request where id = ?";

    private static final String OLDEST = "select id from wt_request where answered < ? order by answered, id limit ?";

    private static final String FORGET = DELETE + " and answered < ?";

    private AnswerRow() {}

    /** Looks first, because a delete that goes along the index waits there for whoever is inserting. */
    static int forget(DbConnection db, Instant before, int limit) throws SQLException {
        List<@Nullable Object[]> oldest =
                db.list(OLDEST, row -> new @Nullable Object[] {row.text(), before}, before, limit);
        return db.updateEach(FORGET, oldest);
    }

    static Object[] values(RequestId request, RememberedAnswer answer) {
        return new Object[] {
            request.value(), answer.content().bytes(), answer.key(), answer.text(), answer.at(),
        };
    }

    static RememberedAnswer read(RowReader row) throws SQLException {
        row.skip(1);
        return RowReader.readable(TABLE, () -> {
            Digest content = row.digest();
            return new RememberedAnswer(content, row.integer(), row.text(), row.time());
        });
    }

    /** The answer, or null where there is none beside what else was read. */
    static @Nullable RememberedAnswer readOrNull(RowReader row) throws SQLException {
        boolean none = row.textOrNull() == null;
        row.skip(-1);
        return none ? null : read(row);
    }
}
