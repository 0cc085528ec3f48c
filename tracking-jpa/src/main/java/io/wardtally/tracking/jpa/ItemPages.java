package io.wardtally.tracking.jpa;

import io.wardtally.tracking.Page;
import io.wardtally.tracking.Paging;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.internal.Check;
import io.wardtally.tracking.jpa.PageReader.Where;
import io.wardtally.tracking.store.Item;
import io.wardtally.tracking.store.Query;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reader of pages of items. Each order is that of one index, and names every column of it, also those that are the same in all
 * rows: H2 does not follow the index otherwise.
 */
final class ItemPages {

    private static final String SELECT = "select " + ItemRow.TABLE.of("i") + " from wt_item i";
    private static final String BACKWARDS = "i.at_time desc, i.id desc, i.subject_kind desc, i.subject_id desc";

    private final DbConnection db;

    ItemPages(DbConnection db) {
        this.db = db;
    }

    /** The last item of a page, by the columns of any order. */
    private record Last(int rank, Instant time, Subject subject, String kind, String id) {

        static Last of(Query.Items.Order order, Item item) {
            Instant time = order == Query.Items.Order.DUE
                    ? item.keys().due()
                    : item.keys().at();
            return new Last(item.keys().rank(), time, item.subject(), item.kind(), item.id());
        }

        static Last parse(String text) {
            String[] parts = text.split("\t", 6);
            return new Last(
                    Integer.parseInt(parts[0]),
                    Instant.parse(parts[1]),
                    new Subject(parts[2], parts[3]),
                    Check.id("kind", parts[4]),
                    Check.id("id", parts[5]));
        }

        @Override
        public String toString() {
            return String.join("\t", Integer.toString(rank), time.toString(), subject.kind(), subject.id(), kind, id);
        }
    }

    Page<Item> read(Query.Items wanted, Paging paging) throws SQLException {
        String list = "items " + wanted.order().name().toLowerCase(Locale.ROOT);
        Last after = PageToken.of(list, paging, Last::parse);
        List<Item> rows = new ArrayList<>();
        for (Where where : ranges(wanted, after)) {
            int missing = PageReader.oneMore(paging) - rows.size();
            if (missing > 0) {
                where.more(" order by " + order(wanted) + Dialect.LIMIT, missing);
                rows.addAll(db.list(SELECT + where, ItemRow::read, where.values()));
            }
        }
        return PageReader.cut(rows, paging, item -> new PageToken(list, Last.of(wanted.order(), item)));
    }

    private static Where matching(Query.Items wanted) {
        Subject subject = wanted.subject();
        return new Where()
                .and("i.subject_kind = ?", subject == null ? null : subject.kind())
                .and("i.subject_id = ?", subject == null ? null : subject.id())
                .and("i.kind = ?", wanted.kind())
                .and("i.live = ?", wanted.live())
                .and("i.department = ?", wanted.department())
                .and("i.party = ?", wanted.party())
                .and("i.tag = ?", wanted.tag());
    }

    private static String order(Query.Items wanted) {
        return switch (wanted.order()) {
            case SUBJECT -> "i.subject_kind, i.subject_id, i.kind, i.id";
            case DUE -> "i.kind, i.live, i.due, i.id, i.subject_kind, i.subject_id";
            case RANK ->
                (wanted.department() == null ? "" : "i.kind, i.live, i.department, ") + "i.rank_no desc, " + BACKWARDS;
            case LATEST -> (wanted.party() == null ? "" : "i.kind, i.live, i.party, ") + BACKWARDS;
        };
    }

    /** The ranges of the index in which the page lies, in their order. */
    private static List<Where> ranges(Query.Items wanted, @Nullable Last after) {
        if (after == null) {
            return List.of(matching(wanted));
        }
        String kind = after.subject().kind();
        String id = after.subject().id();
        return switch (wanted.order()) {
            case SUBJECT -> {
                Where sameKind = within(wanted, after.subject())
                        .and("i.kind = ?", after.kind())
                        .and("i.id > ?", after.id());
                Where laterKinds = within(wanted, after.subject()).and("i.kind > ?", after.kind());
                yield wanted.subject() != null
                        ? List.of(sameKind, laterKinds)
                        : List.of(
                                sameKind,
                                laterKinds,
                                matching(wanted).and("i.subject_kind = ?", kind).and("i.subject_id > ?", id),
                                matching(wanted).and("i.subject_kind > ?", kind));
            }
            case DUE ->
                List.of(matching(wanted)
                        .more(
                                " and i.due >= ? and (i.due > ? or (i.id >= ? and (i.id > ? or (i.subject_kind >= ? and"
                                        + " (i.subject_kind > ? or i.subject_id > ?)))))",
                                after.time(),
                                after.time(),
                                after.id(),
                                after.id(),
                                kind,
                                kind,
                                id));
            case RANK -> {
                Where where = matching(wanted)
                        .more(" and i.rank_no <= ? and (i.rank_no < ? or (1 = 1", after.rank(), after.rank());
                yield List.of(latest(where, after).more("))"));
            }
            case LATEST -> List.of(latest(matching(wanted), after));
        };
    }

    private static Where within(Query.Items wanted, Subject subject) {
        return matching(wanted).and("i.subject_kind = ?", subject.kind()).and("i.subject_id = ?", subject.id());
    }

    private static Where latest(Where where, Last last) {
        String kind = last.subject().kind();
        return where.more(
                " and i.at_time <= ? and (i.at_time < ? or (i.id <= ? and (i.id < ? or (i.subject_kind <= ? and"
                        + " (i.subject_kind < ? or i.subject_id < ?)))))",
                last.time(),
                last.time(),
                last.id(),
                last.id(),
                kind,
                kind,
                last.subject().id());
    }

    Map<List<String>, Long> tally(Query.Items which, List<Query.Items.Column> by) throws SQLException {
        String columns = by.stream().map(ItemPages::column).collect(Collectors.joining(", "));
        Where where = matching(which).more(" group by " + columns);
        Map<List<String>, Long> counts = new LinkedHashMap<>();
        db.list(
                "select count(*), " + columns + " from wt_item i" + where,
                row -> {
                    long count = row.number();
                    List<String> key = new ArrayList<>();
                    for (int i = 0; i < by.size(); i++) {
                        String value = row.textOrNull();
                        key.add(value == null ? "" : value);
                    }
                    return counts.put(List.copyOf(key), count);
                },
                where.values());
        return counts;
    }

    private static String column(Query.Items.Column column) {
        return switch (column) {
            case DEPARTMENT -> "i.department";
            case PARTY -> "i.party";
            case TAG -> "i.tag";
            case RANK -> "i.rank_no";
        };
    }
}
