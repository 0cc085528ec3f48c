package io.wardtally.tracking.jpa;

import io.wardtally.tracking.Page;
import io.wardtally.tracking.Paging;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.AssetFilter;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.asset.AssetStatus;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.session.Pseudonym;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.store.Claim;
import io.wardtally.tracking.store.Query;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reader of pages. Each begins where the one before ended, by key, so that every page is found through an index. */
final class PageReader {

    private static final int WORTH_COUNTING = 1_000;

    private final DbConnection db;

    PageReader(DbConnection db) {
        this.db = db;
    }

    @SuppressWarnings("unchecked")
    <T> Page<T> read(Query<T> query, Paging paging) throws SQLException {
        if (query instanceof Query.Assets wanted) {
            return (Page<T>) assets(wanted.search(), paging);
        }
        if (query instanceof Query.Sessions wanted) {
            return (Page<T>) sessions(wanted, paging);
        }
        if (query instanceof Query.Items wanted) {
            return (Page<T>) new ItemPages(db).read(wanted, paging);
        }
        return (Page<T>) (query instanceof Query.Claims ? claims(paging) : subjects(paging));
    }

    private Page<Claim> claims(Paging paging) throws SQLException {
        Claim.Target after = PageToken.of("claims", paging, Claim.Target::parse);
        Where where = new Where();
        if (after != null) {
            where.more(" and c.kind >= ? and (c.kind > ? or c.claim_key > ?)", after.kind(), after.kind(), after.key());
        }
        where.more(" order by c.kind, c.claim_key" + Dialect.LIMIT, oneMore(paging));
        List<Claim> rows = db.list(
                "select c.kind, c.claim_key, c.holder from wt_claim c" + where,
                row -> RowReader.readable("wt_claim", () -> new Claim(row.text(), row.text(), row.text())),
                where.values.toArray());
        return cut(rows, paging, claim -> new PageToken("claims", claim.target()));
    }

    /** A statement that is put together: conditions, and the values that they bind. */
    static final class Where {

        private final StringBuilder text = new StringBuilder(" where 1 = 1");
        private final List<Object> values = new ArrayList<>();

        Where and(String condition, @Nullable Object value) {
            if (value != null) {
                text.append(" and ").append(condition);
                values.add(value);
            }
            return this;
        }

        Where and(String condition) {
            text.append(" and ").append(condition);
            return this;
        }

        Where more(String condition, Object... bound) {
            text.append(condition);
            values.addAll(List.of(bound));
            return this;
        }

        @Nullable
        Object[] values() {
            return values.toArray();
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }

    /** The page that begins a list of at most one more than fits. */
    static <T> Page<T> cut(List<T> rows, Paging paging, Function<T, PageToken> token) {
        if (rows.size() <= paging.limit()) {
            return new Page<>(rows, null);
        }
        List<T> fit = rows.subList(0, paging.limit());
        return new Page<>(fit, token.apply(fit.get(fit.size() - 1)).toString());
    }

    static int oneMore(Paging paging) {
        return paging.limit() + 1;
    }

    private Page<Asset> assets(AssetFilter search, Paging paging) throws SQLException {
        if (!search.words().isEmpty()) {
            return named(search, paging);
        }
        AssetStatus status = search.status();
        String after = PageToken.of("assets", paging, text -> new AssetId(text).value());
        Where where = new Where()
                .and("a.category = ?", search.category())
                .and("a.status = ?", status == null ? null : status.name())
                .and("a.department = ?", search.department())
                .and("a.room = ?", search.room())
                .and("a.id > ?", after)
                .more(" order by a.id" + Dialect.LIMIT, oneMore(paging));
        List<Asset> rows = db.list(
                "select " + AssetRow.TABLE.of("a") + " from wt_asset a" + where,
                row -> AssetRow.read(row).asset(),
                where.values.toArray());
        return cut(rows, paging, asset -> new PageToken("assets", asset.id().value()));
    }

    /** End of a page of assets that were found by their words: the word that led to the last, and by which of those looked for. */
    private record Last(int by, String word, String asset) {

        static Last parse(String text, List<String> words) {
            String[] parts = text.split(" ", 3);
            int by = Objects.checkIndex(Integer.parseInt(parts[0]), words.size());
            return new Last(by, parts[1], new AssetId(parts[2]).value());
        }

        @Override
        public String toString() {
            return by + " " + word + ' ' + asset;
        }
    }

    private record Named(String word, Asset asset) {}

    /** Assets by one of the words, in its order, each by the first of its words that begins so. */
    private Page<Asset> named(AssetFilter search, Paging paging) throws SQLException {
        List<String> words = search.words();
        Last after = PageToken.of("words", paging, text -> Last.parse(text, words));
        int by = after == null ? rarest(words) : after.by();
        String end = beyond(words.get(by));
        List<Named> rows = new ArrayList<>();
        if (after == null) {
            rows.addAll(
                    named(search, by, " and w.word >= ? and w.word < ?", List.of(words.get(by), end), oneMore(paging)));
        } else {
            // One after the other, because "the same word and a later asset, or a later word" is found through no
            // index.
            List<Object> same = List.of(after.word(), after.asset());
            rows.addAll(named(search, by, " and w.word = ? and w.asset_id > ?", same, oneMore(paging)));
            List<Object> later = List.of(after.word(), end);
            int rest = oneMore(paging) - rows.size();
            rows.addAll(rest == 0 ? List.of() : named(search, by, " and w.word > ? and w.word < ?", later, rest));
        }
        Page<Named> page = cut(
                rows,
                paging,
                last -> new PageToken(
                        "words", new Last(by, last.word(), last.asset().id().value())));
        return new Page<>(page.items().stream().map(Named::asset).toList(), page.next());
    }

    private List<Named> named(AssetFilter search, int by, String range, List<Object> ends, int limit)
            throws SQLException {
        List<String> words = search.words();
        AssetStatus status = search.status();
        Where where = new Where()
                .more(range, ends.toArray())
                .and("a.category = ?", search.category())
                .and("a.status = ?", status == null ? null : status.name())
                .and("a.department = ?", search.department())
                .and("a.room = ?", search.room());
        // Written so that planners expect them to hold mostly, and do not read and sort everything instead.
        where.more(
                " and coalesce((select 'x' from wt_word f where f.asset_id = w.asset_id and f.word >= ? and f.word < w.word"
                        + " order by f.word" + Dialect.limit(1) + "), '') <> 'x'",
                words.get(by));
        for (int i = 0; i < words.size(); i++) {
            if (i != by) {
                where.more(
                        " and (select min(o.word) from wt_word o where o.asset_id = w.asset_id and o.word >= ? and o.word < ?)"
                                + " is not null",
                        words.get(i),
                        beyond(words.get(i)));
            }
        }
        where.more(" order by w.word, w.asset_id" + Dialect.LIMIT, limit);
        return db.list(
                "select w.word, " + AssetRow.TABLE.of("a") + " from wt_word w join wt_asset a on a.id = w.asset_id"
                        + where,
                row -> new Named(row.text(), AssetRow.read(row).asset()),
                where.values.toArray());
    }

    /** Which of these beginnings the fewest words have, as far as that is worth knowing. */
    private int rarest(List<String> beginnings) throws SQLException {
        if (beginnings.size() == 1) {
            return 0;
        }
        List<String> counts = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < beginnings.size(); i++) {
            counts.add(
                    "(select count(*) from (select 1 as one from wt_word where word >= ? and word < ? order by word, asset_id"
                            + Dialect.limit(WORTH_COUNTING) + ") c" + i + ")");
            values.addAll(List.of(beginnings.get(i), beyond(beginnings.get(i))));
        }
        Integer rarest = db.first(
                "select " + String.join(", ", counts),
                row -> {
                    int best = 0;
                    long least = Long.MAX_VALUE;
                    for (int i = 0; i < beginnings.size(); i++) {
                        long count = row.number();
                        if (count < least) {
                            best = i;
                            least = count;
                        }
                    }
                    return best;
                },
                values.toArray());
        return rarest == null ? 0 : rarest;
    }

    /** The text before which all words stand that begin like this, by code points or by UTF-16 units. */
    private static String beyond(String beginning) {
        int last = beginning.codePointBefore(beginning.length());
        int next = last + 1 == Character.MIN_SURROGATE ? Character.MAX_SURROGATE + 1 : last + 1;
        return beginning.substring(0, beginning.length() - Character.charCount(last)) + Character.toString(next);
    }

    private Page<Session> sessions(Query.Sessions wanted, Paging paging) throws SQLException {
        StartKey after = PageToken.of("sessions", paging, StartKey::parse);
        Set<Pseudonym> patients = wanted.patients();
        if (patients != null && patients.isEmpty()) {
            return new Page<>(List.of(), null);
        }
        Where first = ofSession(wanted);
        bySegment(first, "s", wanted);
        latestFirst(first, column(wanted, "s"), "s.started", "s.id", after, paging);
        String same = column(wanted, "s");
        String ids = "select s.id, s.started" + (same == null ? "" : ", " + same) + " from wt_session s" + first;
        List<Object> values = new ArrayList<>(first.values);
        if (wanted.user() != null || wanted.department() != null || patients != null) {
            Where later = ofSession(wanted);
            bySegment(later, "h", wanted);
            latestFirst(later, column(wanted, "h"), "h.session_started", "h.session_id", after, paging);
            String its = column(wanted, "h");
            ids = "(" + ids + ") union (select distinct h.session_id, h.session_started"
                    + (its == null ? "" : ", " + its) + " from wt_handover h"
                    + " join wt_session s on s.id = h.session_id" + later
                    + ") order by 2 desc, 1 desc" + Dialect.LIMIT;
            values.addAll(later.values);
            values.add(oneMore(paging));
        }
        SessionRow.Rows sessions = new SessionRow.Rows();
        db.list(
                "select " + SessionRow.TABLE.of("s") + ", " + SessionRow.HANDOVERS.of("h") + " from (" + ids
                        + ") k join wt_session s on s.id = k.id left join wt_handover h on h.session_id = s.id"
                        + " order by s.started desc, s.id desc",
                row -> {
                    sessions.read(row);
                    return paging;
                },
                values.toArray());
        return cut(sessions.all(), paging, session -> new PageToken("sessions", new StartKey(session)));
    }

    private static Where ofSession(Query.Sessions wanted) {
        AssetId asset = wanted.asset();
        Where where = new Where()
                .and("s.asset_id = ?", asset == null ? null : asset.value())
                .and("s.started >= ?", wanted.from())
                .and("s.started < ?", wanted.to());
        // A range, because H2 finds what is merely "not null" in no index.
        return wanted.openOnly() ? where.and("s.active_asset_id >= ''") : where;
    }

    private static void bySegment(Where where, String segment, Query.Sessions wanted) {
        where.and(segment + ".user_id = ?", wanted.user()).and(segment + ".department = ?", wanted.department());
        Set<Pseudonym> patients = wanted.patients();
        if (patients != null) {
            Object[] all = patients.stream().map(Pseudonym::value).toArray();
            where.more(" and " + segment + ".patient in (" + "?, ".repeat(all.length - 1) + "?)", all);
        }
    }

    /** The column whose index is followed, or null for the times alone. */
    private static @Nullable String column(Query.Sessions wanted, String segment) {
        Set<Pseudonym> patients = wanted.patients();
        if (patients != null && patients.size() == 1) {
            return segment + ".patient";
        }
        if (wanted.user() != null) {
            return segment + ".user_id";
        }
        if (wanted.department() != null) {
            return segment + ".department";
        }
        return wanted.asset() != null ? "s.asset_id" : null;
    }

    /** H2 follows an index only where every column of it is named, also one that is the same in all rows. */
    private static void latestFirst(
            Where where, @Nullable String same, String time, String id, @Nullable StartKey after, Paging paging) {
        if (after != null) {
            where.more(
                    " and " + time + " <= ? and (" + time + " < ? or " + id + " < ?)",
                    after.at(),
                    after.at(),
                    after.id());
        }
        String order = (same == null ? "" : same + ", ") + time + " desc, " + id + " desc";
        where.more(" order by " + order + Dialect.LIMIT, oneMore(paging));
    }

    Map<List<String>, Long> tally(Query.Items which, List<Query.Items.Column> by) throws SQLException {
        return new ItemPages(db).tally(which, by);
    }

    /** Assets first, then what has no table of its own. */
    private Page<Subject> subjects(Paging paging) throws SQLException {
        Subject after = PageToken.of("subjects", paging, PageReader::subject);
        List<Subject> rows = new ArrayList<>();
        if (after == null || after.isAsset()) {
            Where where = new Where().and("a.id > ?", after == null ? null : after.id());
            where.more(" order by a.id" + Dialect.LIMIT, oneMore(paging));
            rows.addAll(db.list(
                    "select a.id from wt_asset a" + where,
                    row -> RowReader.readable(AssetRow.TABLE.name(), () -> Subject.asset(new AssetId(row.text()))),
                    where.values.toArray()));
        }
        if (rows.size() <= paging.limit()) {
            Where where = new Where();
            if (after != null && !after.isAsset()) {
                where.more(" and t.kind >= ? and (t.kind > ? or t.id > ?)", after.kind(), after.kind(), after.id());
            }
            where.more(" order by t.kind, t.id" + Dialect.LIMIT, oneMore(paging) - rows.size());
            rows.addAll(db.list(
                    "select t.kind, t.id from wt_subject t" + where,
                    row -> RowReader.readable(SubjectRow.TABLE.name(), () -> new Subject(row.text(), row.text())),
                    where.values.toArray()));
        }
        return cut(rows, paging, subject -> new PageToken("subjects", subject.toString()));
    }

    private static Subject subject(String text) {
        String[] parts = text.split(" ", 2);
        return new Subject(parts[0], parts[1]);
    }

    /** A place in a list that is ordered by time. */
    private record StartKey(Instant at, UUID id) {

        StartKey(Session session) {
            this(session.start(), session.id().value());
        }

        static StartKey parse(String text) {
            String[] parts = text.split(" ", 2);
            return new StartKey(Instant.parse(parts[0]), UUID.fromString(parts[1]));
        }

        @Override
        public String toString() {
            return at + " " + id;
        }
    }
}
