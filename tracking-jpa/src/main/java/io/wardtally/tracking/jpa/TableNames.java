package io.wardtally.tracking.jpa;

import io.wardtally.tracking.internal.Check;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names of our tables in statements: as they are, for the database to find them, or in a schema that is named. */
final class TableNames {

    static final TableNames PLAIN = new TableNames(null);

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,62}");
    private static final Pattern TABLE =
            Pattern.compile("(?<![\\w.])(?=(?:" + String.join("|", Schema.tables()) + ")\\b)");
    private static final Pattern INDEX = Pattern.compile("^create (unique )?index ");
    private static final int MOST_KNOWN = 2_000;

    private final @Nullable String schema;
    /** Statements that were seen before: drivers find those they know by the same string fastest. */
    private final Map<String, String> known = new ConcurrentHashMap<>();

    private TableNames(@Nullable String schema) {
        this.schema = schema;
    }

    static TableNames in(String schema) {
        if (!NAME.matcher(Check.given("schema", schema)).matches()) {
            throw Check.bad("store.schema-name");
        }
        return new TableNames(schema);
    }

    /** The statement with the names of the tables as they are here. */
    String named(String sql) {
        if (schema == null) {
            return sql;
        }
        String before = known.get(sql);
        if (before != null) {
            return before;
        }
        String named = TABLE.matcher(sql).replaceAll(schema + ".");
        if (known.size() < MOST_KNOWN) {
            known.put(sql, named);
        }
        return named;
    }

    /** The same for a statement that makes a table or an index. */
    String making(String sql, Dialect dialect) {
        String named = named(sql);
        // H2 wants an index to be named in the schema of its table; the others do not let it be.
        return schema == null || dialect != Dialect.H2
                ? named
                : INDEX.matcher(named).replaceFirst("$0" + schema + ".");
    }

    /** The schema as the database writes it, or null if none is named. */
    @Nullable
    String schema(Dialect dialect) {
        if (schema == null) {
            return null;
        }
        return switch (dialect) {
            case H2 -> schema.toUpperCase(Locale.ROOT);
            case POSTGRESQL -> schema.toLowerCase(Locale.ROOT);
            case MARIADB -> schema;
        };
    }
}
