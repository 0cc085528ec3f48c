package io.wardtally.tracking.jpa;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.wardtally.tracking.SettableClock;
import io.wardtally.tracking.Tracking;
import io.wardtally.tracking.core.Wardtally;
import io.wardtally.tracking.core.contract.Hospital;
import io.wardtally.tracking.keys.KeyProvider;
import io.wardtally.tracking.staff.Actor;
import io.wardtally.tracking.store.Store;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** A host at work, and somebody who watches it through a tap and through another connection. */
final class Site implements AutoCloseable {

    /** How long somebody waits who waits for a connection for nothing. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    enum Kind {
        PLAIN {
            @Override
            Host host(DataSource source, DataSource background) {
                return new PlainHost(Factories.of(source, List.of(HostNote.class)), background);
            }
        },
        SPRING {
            @Override
            Host host(DataSource source, DataSource background) {
                return new SpringHost(source, background, false);
            }
        },
        SPRING_WITH_OPEN_VIEW {
            @Override
            Host host(DataSource source, DataSource background) {
                return new SpringHost(source, background, true);
            }
        },
        JTA {
            @Override
            Host host(DataSource source, DataSource background) {
                return new JtaHost(source, background);
            }

            @Override
            DataSource pool(TestSchema schema, Setting setting) {
                return JtaHost.pool(schema, setting.connections, setting.autoCommit, setting.isolation);
            }
        };

        abstract Host host(DataSource source, DataSource background);

        DataSource pool(TestSchema schema, Setting setting) {
            HikariConfig config = new HikariConfig();
            config.setJdbcUrl(schema.url());
            config.setUsername(schema.user());
            config.setPassword(schema.password());
            config.setMaximumPoolSize(setting.connections);
            config.setAutoCommit(setting.autoCommit);
            config.setTransactionIsolation(Integer.toString(setting.isolation));
            config.setConnectionTimeout(PATIENCE.toMillis());
            return new HikariDataSource(config);
        }
    }

    /** How a host works. */
    record Setting(Kind kind, TestDatabase database, int connections, boolean autoCommit, int isolation) {

        static Stream<Setting> withOneConnection(boolean autoCommit) {
            return all(1, autoCommit, Connection.TRANSACTION_READ_COMMITTED);
        }

        static Stream<Setting> withTwoConnections(int isolation) {
            return all(2, true, isolation);
        }

        private static Stream<Setting> all(int connections, boolean autoCommit, int isolation) {
            return Stream.of(Kind.values())
                    .flatMap(kind -> Stream.of(TestDatabase.values())
                            .filter(TestDatabase::isPresent)
                            .map(database -> new Setting(kind, database, connections, autoCommit, isolation)));
        }

        boolean isRepeatableRead() {
            return isolation == Connection.TRANSACTION_REPEATABLE_READ;
        }

        @Override
        public String toString() {
            return String.join(
                    ", ",
                    kind.name().toLowerCase(Locale.ROOT) + " on "
                            + database.name().toLowerCase(Locale.ROOT),
                    connections == 1 ? "one connection" : "more connections",
                    autoCommit ? "autocommit on" : "autocommit off",
                    isRepeatableRead() ? "repeatable read" : "read committed");
        }
    }

    /** How many rows stand, for everybody to see: the host's note, the asset, its sessions, its facts, a request's answer. */
    record Standing(int notes, int assets, int sessions, int facts, int answers) {
        static final Standing NOTHING = new Standing(0, 0, 0, 0, 0);
    }

    final Setting setting;
    final TestSchema schema;
    final DataSource pool;
    final Taps taps;
    final Host host;
    private final KeyProvider keys = Wardtally.throwAwayKeys();

    Site(Setting setting) {
        this.setting = setting;
        schema = setting.database.fresh();
        execute(HostNote.SCHEMA);
        execute("delete from host_note");
        pool = setting.kind.pool(schema, setting);
        taps = new Taps(pool);
        // With one connection the background has to wait for it, too.
        host = setting.kind.host(taps.dataSource(), setting.connections == 1 ? pool : schema.background());
    }

    KeyProvider keys() {
        return keys;
    }

    Tracking tracking() {
        return tracking(host.joining());
    }

    Tracking tracking(Store store) {
        return tracking(store, keys);
    }

    /** With a background thread of its own, as a host would have it. */
    static Tracking tracking(Store store, KeyProvider keys) {
        return Wardtally.on(store)
                .facility(Hospital.FACILITY, ZoneOffset.UTC)
                .keys(keys)
                .clock(new SettableClock(Hospital.HALF_PAST_TWO))
                .build();
    }

    /** Whether the whole trail is intact. */
    boolean isProved() {
        try (Tracking tracking = tracking()) {
            return tracking.actingAs(Actor.auditor("ada")).audit().verify().intact();
        }
    }

    /** What stands of this asset, as another connection sees it. */
    Standing standing(String id) {
        return new Standing(
                count("host_note where id = ?", id),
                count("wt_asset where id = ?", id),
                count("wt_session where asset_id = ?", id),
                count("wt_fact where subject_kind = 'asset' and subject_id = ?", id),
                count("wt_request where id like concat('%/', ?)", id));
    }

    /** What was recorded about this person. */
    int recorded(String person) {
        return count("wt_fact where subject_kind = 'staff' and subject_id = ?", person);
    }

    private int count(String from, String id) {
        try (Connection connection = schema.background().getConnection();
                PreparedStatement statement = connection.prepareStatement("select count(*) from " + from)) {
            statement.setString(1, id);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void execute(String sql) {
        try (Connection connection = schema.background().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        host.close();
        try {
            ((AutoCloseable) pool).close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
