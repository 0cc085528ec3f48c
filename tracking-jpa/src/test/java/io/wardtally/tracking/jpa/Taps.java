package io.wardtally.tracking.jpa;

import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;

/** Watches what goes to a database through a data source, and lets one call fail when a test asks for it. */
final class Taps {

    /** Part of the message of every failure made here: nobody but a log should ever show it. */
    static final String CANARY = "canary 4f1d";

    /** What MariaDB says beside these states, because it has more reasons than states. */
    private static final Map<String, Integer> MARIADB_CODES = Map.of("40001", 1213, "57014", 1205);

    enum Call {
        CONNECTION,
        EXECUTION,
        COMMIT,
        ROLLBACK
    }

    /** Whether a call fails instead of doing its work, or although it has done it. */
    enum Moment {
        BEFORE,
        AFTER
    }

    private final DataSource source;
    private final Map<Call, Integer> counts = new EnumMap<>(Call.class);
    private final List<String> sql = new ArrayList<>();
    private final List<SQLException> exceptions = new ArrayList<>();
    private int open;
    private Failure failure;
    private boolean failed;

    Taps(DataSource source) {
        this.source = source;
    }

    DataSource dataSource() {
        return proxy(
                DataSource.class,
                source,
                (method, arguments) -> method.getName().equals("getConnection")
                        ? connect(method, arguments)
                        : go(source, method, arguments));
    }

    synchronized int count(Call call) {
        return counts.getOrDefault(call, 0);
    }

    /** The statements in their order. One execution of a batch is one statement. */
    synchronized List<String> sql() {
        return List.copyOf(sql);
    }

    /** What the database or a planned failure threw. */
    synchronized List<SQLException> exceptions() {
        return List.copyOf(exceptions);
    }

    /** The connections that were not given back yet. */
    synchronized int open() {
        return open;
    }

    /** Counts from zero again and plans no failure. Open connections stay open. */
    synchronized void reset() {
        counts.clear();
        sql.clear();
        exceptions.clear();
        failure = null;
        failed = false;
    }

    /** The k-th call from now fails: of these calls, or of executions and commits. */
    void failCall(int k, Moment moment, Call... of) {
        failCallWith("58000", k, moment, of);
    }

    void failCallWith(String sqlState, int k, Moment moment, Call... of) {
        plan(new Failure(calls(of), k, moment, sqlState, false));
    }

    /** The k-th call from now finds its connection lost, and so does everything after it on that connection. */
    void dropAtCall(int k, Moment moment, Call... of) {
        plan(new Failure(calls(of), k, moment, "08006", true));
    }

    void dropAtCommit(Moment moment) {
        dropAtCall(1, moment, Call.COMMIT);
    }

    /** Whether the planned failure has happened. */
    synchronized boolean failed() {
        return failed;
    }

    private synchronized void plan(Failure planned) {
        failure = planned;
        failed = false;
    }

    private static Set<Call> calls(Call... of) {
        return of.length == 0 ? Set.of(Call.EXECUTION, Call.COMMIT) : Set.of(of);
    }

    private Object connect(Method method, Object[] arguments) throws Throwable {
        Failure due = due(Call.CONNECTION);
        if (due != null) {
            throw seen(due.exception());
        }
        Connection connection = (Connection) go(source, method, arguments);
        opened(1);
        return tapped(connection);
    }

    private Connection tapped(Connection connection) {
        AtomicBoolean closed = new AtomicBoolean();
        return proxy(Connection.class, connection, (method, arguments) -> {
            Action action = () -> go(connection, method, arguments);
            return switch (method.getName()) {
                case "commit" -> reach(Call.COMMIT, connection, action);
                case "rollback" -> reach(Call.ROLLBACK, connection, action);
                case "createStatement" -> tapped(Statement.class, action.run(), connection, null);
                case "prepareStatement" -> tapped(PreparedStatement.class, action.run(), connection, arguments[0]);
                case "prepareCall" -> tapped(CallableStatement.class, action.run(), connection, arguments[0]);
                case "close" -> {
                    if (closed.compareAndSet(false, true)) {
                        opened(-1);
                    }
                    yield action.run();
                }
                default -> action.run();
            };
        });
    }

    private <T extends Statement> T tapped(Class<T> type, Object statement, Connection connection, Object prepared) {
        List<String> batch = new ArrayList<>();
        return proxy(type, type.cast(statement), (method, arguments) -> {
            Action action = () -> go(statement, method, arguments);
            String given = arguments != null && arguments[0] instanceof String text ? text : null;
            if (method.getName().equals("addBatch") && given != null) {
                batch.add(given);
            }
            if (!method.getName().startsWith("execute")) {
                return action.run();
            }
            if (given != null) {
                executing(given);
            } else if (prepared != null) {
                executing(prepared.toString());
            } else {
                executing(String.join("; ", batch));
                batch.clear();
            }
            return reach(Call.EXECUTION, connection, action);
        });
    }

    private Object reach(Call call, Connection connection, Action action) throws Throwable {
        Failure due = due(call);
        if (due == null) {
            return action.run();
        }
        if (due.moment() == Moment.AFTER) {
            action.run();
        }
        if (due.drops()) {
            drop(connection);
        }
        throw seen(due.exception());
    }

    /** H2 does not know abort, the others do not say goodbye with it. The pool must not lend the connection again. */
    private void drop(Connection connection) throws SQLException {
        Connection physical = connection.unwrap(Connection.class);
        physical.abort(Runnable::run);
        physical.close();
        if (source.isWrapperFor(HikariDataSource.class)) {
            source.unwrap(HikariDataSource.class).evictConnection(connection);
        }
    }

    private synchronized Failure due(Call call) {
        counts.merge(call, 1, Integer::sum);
        if (failure == null || !failure.of().contains(call)) {
            return null;
        }
        if (failure.k() > 1) {
            failure = failure.nearer();
            return null;
        }
        Failure due = failure;
        failure = null;
        failed = true;
        return due;
    }

    private synchronized void executing(String text) {
        sql.add(text);
    }

    private synchronized void opened(int more) {
        open += more;
    }

    private synchronized SQLException seen(SQLException exception) {
        exceptions.add(exception);
        return exception;
    }

    private Object go(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof SQLException exception ? seen(exception) : e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, T target, Handler handler) {
        return type.cast(Proxy.newProxyInstance(
                Taps.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "equals" -> proxy == arguments[0];
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "toString" -> "tapped " + target;
                    default -> handler.handle(method, arguments);
                }));
    }

    private interface Action {
        Object run() throws Throwable;
    }

    private interface Handler {
        Object handle(Method method, Object[] arguments) throws Throwable;
    }

    private record Failure(Set<Call> of, int k, Moment moment, String sqlState, boolean drops) {

        Failure nearer() {
            return new Failure(of, k - 1, moment, sqlState, drops);
        }

        SQLException exception() {
            return new SQLException(CANARY, sqlState, MARIADB_CODES.getOrDefault(sqlState, 0));
        }
    }
}
