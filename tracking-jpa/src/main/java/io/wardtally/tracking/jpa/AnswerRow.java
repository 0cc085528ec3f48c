package io.wardtally.tracking.jpa;

import io.wardtally.tracking.RequestId;
import io.wardtally.tracking.audit.Digest;
import io.wardtally.tracking.store.RememberedAnswer;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Row of a remembered answer: one row of {@code wt_request}. */
final class AnswerRow {

    static final Table<Given, Parts> TABLE = new Table<Given, Parts>("wt_request")
            .column("id", given -> given.request.value(), (row, parts) -> parts.id = row.textOrNull())
            .column("content", given -> given.answer.content().bytes(), (row, parts) -> parts.content = row.digest())
            .column("key_version", given -> given.answer.key(), (row, parts) -> parts.key = row.integer())
            .column("answer", given -> given.answer.text(), (row, parts) -> parts.text = row.text())
            .column("answered", given -> given.answer.at(), (row, parts) -> parts.at = row.time());

    static final String INSERT = TABLE.insert();
    static final String SELECT = "select " + TABLE.of("r") + " from wt_request r where r.id = ?";
    static final String DELETE = "delete from wt_request where id = ?";

    private static final String OLDEST =
            "select id from wt_request where answered < ? order by answered, id" + Dialect.LIMIT;

    private static final String FORGET = DELETE + " and answered < ?";

    private AnswerRow() {}

    /** Looks first, because a delete that goes along the index waits there for whoever is inserting. */
    static int forget(DbConnection db, Instant before, int limit) throws SQLException {
        List<@Nullable Object[]> oldest =
                db.list(OLDEST, row -> new @Nullable Object[] {row.text(), before}, before, limit);
        return db.updateEach(FORGET, oldest);
    }

    /** An answer and the request to which it was given. */
    record Given(RequestId request, RememberedAnswer answer) {}

    /** Parts of a row that is read. */
    @SuppressWarnings("NullAway.Init") // the columns fill it
    static final class Parts {
        private @Nullable String id;
        private Digest content;
        private int key;
        private String text;
        private Instant at;
    }

    static @Nullable Object[] values(RequestId request, RememberedAnswer answer) {
        return TABLE.values(new Given(request, answer));
    }

    static RememberedAnswer read(RowReader row) throws SQLException {
        return RowReader.readable(TABLE.name(), () -> {
            Parts parts = new Parts();
            TABLE.read(row, parts);
            return new RememberedAnswer(parts.content, parts.key, parts.text, parts.at);
        });
    }

    /** The answer, or null where there is none beside what else was read. */
    static @Nullable RememberedAnswer readOrNull(RowReader row) throws SQLException {
        boolean none = row.textOrNull() == null;
        row.skip(none ? TABLE.size() - 1 : -1);
        return none ? null : read(row);
    }
}
