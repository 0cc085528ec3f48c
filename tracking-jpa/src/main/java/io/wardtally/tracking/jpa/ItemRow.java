package io.wardtally.tracking.jpa;

import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.store.IndexKeys;
import io.wardtally.tracking.store.Item;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An item: one row of {@code wt_item}. */
final class ItemRow {

    static final Table<Item, Parts> TABLE = new Table<Item, Parts>("wt_item")
            .column("subject_kind", item -> item.subject().kind(), (row, parts) -> parts.subjectKind = row.text())
            .column("subject_id", item -> item.subject().id(), (row, parts) -> parts.subjectId = row.text())
            .column("kind", Item::kind, (row, parts) -> parts.kind = row.text())
            .column("id", Item::id, (row, parts) -> parts.id = row.text())
            .column("live", Item::live, (row, parts) -> parts.live = row.flag())
            .column("department", item -> item.keys().department(), (row, parts) -> parts.department = row.textOrNull())
            .column("party", item -> item.keys().party(), (row, parts) -> parts.party = row.textOrNull())
            .column("tag", item -> item.keys().tag(), (row, parts) -> parts.tag = row.textOrNull())
            .column("rank_no", item -> (long) item.keys().rank(), (row, parts) -> parts.rank = row.integer())
            .column("at_time", item -> item.keys().at(), (row, parts) -> parts.at = row.time())
            .column("due", item -> item.keys().due(), (row, parts) -> parts.due = row.time())
            .column("content", Item::content, (row, parts) -> parts.content = row.text());

    /** Number of columns that identify a row. */
    static final int KEYS = 4;

    private ItemRow() {}

    /** Parts of a row that is read. */
    @SuppressWarnings("NullAway.Init") // the columns fill it
    static final class Parts {
        private String subjectKind;
        private String subjectId;
        private String kind;
        private String id;
        private boolean live;
        private @Nullable String department;
        private @Nullable String party;
        private @Nullable String tag;
        private int rank;
        private Instant at;
        private Instant due;
        private String content;

        private Item whole() {
            IndexKeys keys = IndexKeys.at(at)
                    .withDepartment(department)
                    .withParty(party)
                    .withTag(tag)
                    .withRank(rank)
                    .withDue(due);
            return Item.of(new Subject(subjectKind, subjectId), kind, id, keys, content)
                    .withLive(live);
        }
    }

    static Item read(RowReader row) throws SQLException {
        return RowReader.readable(TABLE.name(), () -> {
            Parts parts = new Parts();
            TABLE.read(row, parts);
            return parts.whole();
        });
    }

    /** The item, or null where there is none beside what else was read. */
    static @Nullable Item readOrNull(RowReader row) throws SQLException {
        boolean none = row.textOrNull() == null;
        if (none) {
            row.skip(TABLE.size() - 1);
            return null;
        }
        row.skip(-1);
        return read(row);
    }
}
