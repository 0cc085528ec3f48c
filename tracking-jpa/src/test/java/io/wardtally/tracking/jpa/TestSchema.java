package io.wardtally.tracking.jpa;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;

/**
 * A place of its own in a database.
 *
 * @param dataSource connections to here, shared with other places where that is faster
 * @param background more of them, for what is done while a thread holds one of the others
 */
record TestSchema(String url, String user, String password, DataSource dataSource, DataSource background) {

    HikariDataSource pool(int size) {
        return pool(size, true);
    }

    /** A pool that works here only. Whoever asks for it closes it. */
    HikariDataSource pool(int size, boolean autoCommit) {
        return pool(url, user, password, size, autoCommit);
    }

    static HikariDataSource pool(String url, String user, String password, int size, boolean autoCommit) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(size);
        config.setAutoCommit(autoCommit);
        return new HikariDataSource(config);
    }
}
