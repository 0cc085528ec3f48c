package io.wardtally.examples.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.wardtally.tracking.jpa.JpaStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A database for one run, with assets and ended sessions that SQL made. */
final class Filled implements AutoCloseable {

    private static final int CONNECTIONS = 40;
    private static final long CHUNK = 100_000;
    private static final Pattern WAY =
            Pattern.compile("(?:Index|Index Only|Seq|Bitmap Heap) Scan[^\n]*|/\\* PUBLIC\\.[^:*]*");
    private static final long PROGRESS = 1_000_000;

    private final Path folder;
    private final @Nullable EmbeddedPostgres server;
    private final HikariDataSource source;

    private Filled(Path folder, @Nullable EmbeddedPostgres server, String url) {
        this.folder = folder;
        this.server = server;
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(CONNECTIONS);
        this.source = new HikariDataSource(config);
    }

    static Filled with(String database, int assets, long sessions) throws IOException, SQLException {
        long begun = System.nanoTime();
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "filled");
        Filled filled = database.equals("h2") ? h2(folder) : postgreSql(folder);
        filled.fill(assets, sessions);
        Pairs.say(
                "%s, %,d assets, %,d sessions, filled in %d s",
                database, assets, sessions, (System.nanoTime() - begun) / 1_000_000_000L);
        return filled;
    }

    private static Filled h2(Path folder) {
        String file = folder.toAbsolutePath().resolve("ward").toString();
        return new Filled(folder, null, "jdbc:h2:async:" + file + ";WRITE_DELAY=0;QUERY_CACHE_SIZE=64");
    }

    private static Filled postgreSql(Path folder) throws IOException {
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setServerConfig("shared_buffers", "1GB")
                .setServerConfig("max_wal_size", "8GB")
                .start();
        return new Filled(folder, server, server.getJdbcUrl("postgres", "postgres"));
    }

    HikariDataSource source() {
        return source;
    }

    private void fill(int assets, long sessions) throws SQLException {
        boolean h2 = server == null;
        String series = h2 ? " from system_range(%d, %d) n(x)" : " from generate_series(%d, %d) n(x)";
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            List<String> schema = JpaStore.of(source).schema();
            for (String sql : schema) {
                if (!isIndex(sql)) {
                    statement.execute(sql);
                }
            }
            statement.execute(
                    "insert into wt_asset (id, version, judged, next_check, name, category, life, present_condition, status,"
                            + " department)"
                            + " select concat('INF', x), 1, 1, timestamp with time zone '9999-12-31 00:00:00+00',"
                            + " concat('Infusion Pump ', x), 'infusion-pump', 'IN_SERVICE', 'READY',"
                            + " 'AVAILABLE', concat('dept', mod(x, 200))" + series.formatted(1, assets));
            for (String word : List.of("'infusion'", "'pump'", "concat('inf', x)", "cast(x as varchar)")) {
                statement.execute("insert into wt_word (word, asset_id) select " + word + ", concat('INF', x)"
                        + series.formatted(1, assets));
            }
            for (long done = 0; done < sessions; done += CHUNK) {
                statement.execute("insert into wt_session (id, asset_id, started, ended, user_id, department, patient,"
                        + " handovers, voided, end_clamped) select"
                        + " cast(concat('01900000-0000-7000-8000-', lpad(cast(x as varchar), 12, '0')) as uuid),"
                        + " concat('INF', mod(x, " + assets + ") + 1),"
                        + " timestamp with time zone '2020-01-01 00:00:00+00' + x * 10 * interval '1' second,"
                        + " timestamp with time zone '2020-01-01 00:00:00+00' + (x * 10 + 3600) * interval '1' second,"
                        + " concat('nurse', mod(x, 5000)), concat('dept', mod(x, 200)),"
                        + " concat('pn1.1.', translate(lpad(cast(mod(x, 1000000) as varchar), 26, '0'),"
                        + " '0123456789', 'abcdefghij')), 0, false, false"
                        + series.formatted(done + 1, Math.min(done + CHUNK, sessions)));
                if ((done + CHUNK) % PROGRESS == 0) {
                    Pairs.say("%,d sessions", done + CHUNK);
                }
            }
            // Over rows that are there already, which is much faster.
            for (String sql : schema) {
                if (isIndex(sql)) {
                    statement.execute(sql);
                }
            }
            if (h2) {
                statement.execute("set query_statistics true");
            }
        }
        analyze();
    }

    private static boolean isIndex(String sql) {
        return sql.startsWith("create index");
    }

    /** What a database does by itself after a while: it looks at how much is there, so that it does not plan as for an empty table. */
    void analyze() throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("analyze");
        }
    }

    /** How the database finds the rows of the statements that a used connection knows. */
    SortedSet<String> plans() throws SQLException {
        SortedSet<String> ways = new TreeSet<>();
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            List<String> asked = strings(
                    statement,
                    server != null
                            ? "select 'prepare asked' || types || ' as ' || statement || chr(1) || nulls from ("
                                    + "select statement, case when cardinality(parameter_types) = 0 then '' else '('"
                                    + " || array_to_string(parameter_types::text[], ', ') || ')' end as types, case when"
                                    + " cardinality(parameter_types) = 0 then '' else '(' || rtrim(repeat('null, ',"
                                    + " cardinality(parameter_types)), ', ') || ')' end as nulls"
                                    + " from pg_prepared_statements where statement like '%wt_%') all_of_them"
                            : "select sql_statement from information_schema.query_statistics"
                                    + " where sql_statement like '%wt_%' and execution_count > 100");
            for (String sql : asked) {
                Matcher way = WAY.matcher(String.join("\n", explained(connection, sql)));
                while (way.find()) {
                    ways.add(way.group());
                }
            }
        }
        return ways;
    }

    private List<String> explained(Connection connection, String sql) throws SQLException {
        if (server != null) {
            // Which takes what is a parameter, of the type that the driver has named, to the database as it is.
            String simple = source.getJdbcUrl() + "&preferQueryMode=simple";
            try (Connection plain = DriverManager.getConnection(simple);
                    Statement explain = plain.createStatement()) {
                explain.execute(sql.substring(0, sql.indexOf('\1')));
                explain.execute("set plan_cache_mode = force_generic_plan");
                return strings(explain, "explain (costs off) execute asked" + sql.substring(sql.indexOf('\1') + 1));
            }
        }
        try (PreparedStatement explain = connection.prepareStatement("explain " + sql)) {
            for (int i = 1; i <= explain.getParameterMetaData().getParameterCount(); i++) {
                explain.setObject(i, null);
            }
            try (ResultSet rows = explain.executeQuery()) {
                return strings(rows);
            }
        }
    }

    private static List<String> strings(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            return strings(rows);
        }
    }

    private static List<String> strings(ResultSet rows) throws SQLException {
        List<String> all = new ArrayList<>();
        while (rows.next()) {
            all.add(rows.getString(1));
        }
        return all;
    }

    @Override
    public void close() {
        source.close();
        try (Stream<Path> files = Files.walk(folder)) {
            if (server != null) {
                server.close();
            }
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException broken) {
            Pairs.say("%s is left behind", folder);
        }
    }
}
