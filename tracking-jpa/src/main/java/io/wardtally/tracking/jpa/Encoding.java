package io.wardtally.tracking.jpa;

import io.wardtally.tracking.Message;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.store.Batch;
import io.wardtally.tracking.store.SubjectChange;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Encoding of a database. One that is not Unicode cannot store every character. */
record Encoding(Charset charset) {

    private static final Logger LOG = LoggerFactory.getLogger(Encoding.class);

    static final Encoding UNICODE = new Encoding(StandardCharsets.UTF_8);

    /** Encoding of this database; one that is unknown here counts as Unicode. */
    static Encoding of(DbConnection db) throws SQLException {
        if (db.dialect() != Dialect.POSTGRESQL) {
            return UNICODE;
        }
        String name = Objects.requireNonNullElse(db.first("show server_encoding", RowReader::text), "UTF8");
        if (!name.equals("UTF8")) {
            LOG.warn("the database's encoding is {}; what it cannot store is refused", name);
        }
        String java = name.startsWith("WIN") ? "windows-" + name.substring(3) : name;
        return Charset.isSupported(java) ? new Encoding(Charset.forName(java)) : UNICODE;
    }

    /** The same refusal, with the name of the column whose value cannot be stored, if it is one of these rows. */
    TrackingException named(Batch batch, TrackingException.BadInput refused) {
        return batch.changes().stream()
                .flatMap(this::unstorable)
                .findFirst()
                .<TrackingException>map(column -> new TrackingException.BadInput(
                        refused.code(), Message.of("store.not-encodable", column, charset.name())))
                .orElse(refused);
    }

    private Stream<String> unstorable(SubjectChange change) {
        Stream<String> ofAsset = change.asset() == null
                ? Stream.empty()
                : unstorable(AssetRow.TABLE, new AssetRow(change.asset(), change.version(), change.judged()));
        Stream<String> ofSessions = change.sessions().stream().flatMap(row -> unstorable(SessionRow.TABLE, row));
        Stream<String> ofItems = change.items().stream().flatMap(row -> unstorable(ItemRow.TABLE, row));
        Stream<String> ofFacts = change.facts().stream().flatMap(row -> unstorable(FactRow.TABLE, row));
        return Stream.of(ofAsset, ofSessions, ofItems, ofFacts).flatMap(found -> found);
    }

    private <T> Stream<String> unstorable(Table<T, ?> table, T row) {
        List<String> names = table.names();
        @Nullable Object[] values = table.values(row);
        return Stream.iterate(0, i -> i + 1)
                .limit(values.length)
                .filter(i -> values[i] instanceof String text
                        && !charset.newEncoder().canEncode(text))
                .map(i -> names.get(i).replace('_', ' '));
    }
}
