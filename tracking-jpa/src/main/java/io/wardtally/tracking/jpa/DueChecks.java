package io.wardtally.tracking.jpa;

import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.store.CheckedSubject;
import io.wardtally.tracking.store.Dossier;
import io.wardtally.tracking.store.NextCheck;
import io.wardtally.tracking.store.Store;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The due checks: when subjects are to be looked at by themselves. Whoever asks for those that are due puts them off, so that
 * others get other ones; what a long transaction holds is left out. Only a time that stands as it was put off is raised.
 */
final class DueChecks {

    private static final String DUE_ASSETS = "select id from wt_asset where next_check <= ? order by next_check, id"
            + Dialect.LIMIT + Dialect.SKIP_LOCKED;
    private static final String DUE_SUBJECTS = "select kind, id from wt_subject where next_check <= ?"
            + " order by next_check, kind, id" + Dialect.LIMIT + Dialect.SKIP_LOCKED;
    private static final String PUT_OFF_ASSET = "update wt_asset set next_check = ? where id = ? and next_check <= ?";
    private static final String PUT_OFF_SUBJECT =
            "update wt_subject set next_check = ? where kind = ? and id = ? and next_check <= ?";
    private static final String FREE_ASSET = "select id from wt_asset where id = ?" + Dialect.SKIP_LOCKED;
    private static final String FREE_SUBJECT =
            "select id from wt_subject where kind = ? and id = ?" + Dialect.SKIP_LOCKED;
    private static final String OLD_ASSETS =
            "select id from wt_asset where id > ? and judged < ? order by id" + Dialect.LIMIT;
    private static final String OLD_SUBJECTS = "select kind, id from wt_subject where judged < ?"
            + " and kind >= ? and (kind > ? or id > ?) order by kind, id" + Dialect.LIMIT;

    private final DbConnection db;
    private final DossierReader dossiers;

    DueChecks(DbConnection db) {
        this.db = db;
        this.dossiers = new DossierReader(db);
    }

    List<Dossier> due(Instant now, Instant until, int limit) throws SQLException {
        List<String> assets = db.list(DUE_ASSETS, RowReader::text, now, limit);
        db.updateEach(
                PUT_OFF_ASSET,
                assets.stream()
                        .map(id -> new @Nullable Object[] {until, id, now})
                        .toList());
        List<Subject> subjects = assets.size() == limit
                ? List.of()
                : db.list(DUE_SUBJECTS, DueChecks::subject, now, limit - assets.size());
        db.updateEach(
                PUT_OFF_SUBJECT,
                subjects.stream()
                        .map(subject -> new @Nullable Object[] {until, subject.kind(), subject.id(), now})
                        .toList());
        return dossiers(assets, subjects);
    }

    private List<Dossier> dossiers(List<String> assets, List<Subject> subjects) throws SQLException {
        List<Dossier> all = new ArrayList<>(dossiers.assets(assets));
        all.addAll(dossiers.subjects(subjects));
        return all;
    }

    private static Subject subject(RowReader row) throws SQLException {
        return RowReader.readable(SubjectRow.TABLE.name(), () -> new Subject(row.text(), row.text()));
    }

    int acknowledge(List<CheckedSubject> looked) throws SQLException {
        int set = 0;
        Set<Subject> once = new HashSet<>();
        for (CheckedSubject one : looked.stream()
                .sorted((left, right) -> left.subject().compareTo(right.subject()))
                .toList()) {
            if (once.add(one.subject()) && isFree(one.subject())) {
                set += set(one);
            }
        }
        return set;
    }

    private boolean isFree(Subject subject) throws SQLException {
        return !(subject.isAsset()
                        ? db.list(FREE_ASSET, RowReader::text, subject.id())
                        : db.list(FREE_SUBJECT, RowReader::text, subject.kind(), subject.id()))
                .isEmpty();
    }

    private int set(CheckedSubject looked) throws SQLException {
        NextCheck next = looked.next();
        List<Object> values = new ArrayList<>();
        String sql = looked.subject().isAsset() ? "update wt_asset set " : "update wt_subject set ";
        if (next.until() != null) {
            sql += "next_check = ?, ";
            values.add(next.at());
        } else if (next.at().isBefore(Store.NEVER)) {
            sql += "next_check = least(next_check, ?), ";
            values.add(next.at());
        }
        sql += "judged = ? where " + (looked.subject().isAsset() ? "" : "kind = ? and ") + "id = ? and version = ?"
                + " and judged <= ?";
        values.add(looked.judged());
        if (!looked.subject().isAsset()) {
            values.add(looked.subject().kind());
        }
        values.addAll(List.of(looked.subject().id(), looked.version(), looked.judged()));
        if (next.until() != null) {
            sql += " and next_check = ?";
            values.add(next.until());
        }
        return db.contend(sql, values.toArray());
    }

    List<Dossier> walk(long revision, @Nullable Subject after, int limit) throws SQLException {
        List<String> assets = after == null || after.isAsset()
                ? db.list(OLD_ASSETS, RowReader::text, after == null ? "" : after.id(), revision, limit)
                : List.of();
        String kind = after == null || after.isAsset() ? "" : after.kind();
        String id = after == null || after.isAsset() ? "" : after.id();
        List<Subject> subjects = assets.size() == limit
                ? List.of()
                : db.list(OLD_SUBJECTS, DueChecks::subject, revision, kind, kind, id, limit - assets.size());
        return dossiers(assets, subjects);
    }
}
