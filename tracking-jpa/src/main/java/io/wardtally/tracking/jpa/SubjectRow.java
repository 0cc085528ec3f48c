package io.wardtally.tracking.jpa;

import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.store.Dossier;
import java.sql.SQLException;

/** A subject that is no asset, and what is kept of it: one row of {@code wt_subject}. */
final class SubjectRow {

    static final String TABLE = "wt_subject";

    static final Columns COLUMNS = new Columns("kind", "id", "version", "content");

    static final String SELECT = "select " + COLUMNS.of("t") + " from " + TABLE + " t";
    static final String INSERT = COLUMNS.insertInto(TABLE);
    static final String UPDATE_IF_AT = COLUMNS.update(TABLE, 2) + " where kind = ? and id = ? and version = ?";
    static final String SET_VERSION = "update " + TABLE + " set version = ? where kind = ? and id = ? and version = ?";
    static final String DELETE = "delete from " + TABLE + " where kind = ? and id = ?";
    static final String VERSION = "select version from " + TABLE + " where kind = ? and id = ?";

    private SubjectRow() {}

    static Dossier read(RowReader row) throws SQLException {
        return RowReader.readable(TABLE, () -> {
            Subject subject = new Subject(row.text(), row.text());
            long version = row.number();
            String content = row.textOrNull();
            return Dossier.of(subject, version, content == null ? "" : content);
        });
    }
}
