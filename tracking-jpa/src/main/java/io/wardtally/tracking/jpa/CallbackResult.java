package io.wardtally.tracking.jpa;

import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Result of work inside a persistence provider's callback. It leaves as a value: a provider would wrap, log and act on an
 * exception.
 */
record CallbackResult<T>(
        @Nullable T value,
        @Nullable SQLException failed,
        @Nullable RuntimeException broke) {

    /** Work with the connection. */
    interface Act<T> {
        T on(Connection connection) throws SQLException;
    }

    static <T> CallbackResult<T> of(EntityManager manager, Act<T> act) throws SQLException {
        AtomicBoolean connected = new AtomicBoolean();
        try {
            return manager.<Connection, CallbackResult<T>>callWithConnection(connection -> {
                connected.set(true);
                try {
                    return new CallbackResult<>(act.on(connection), null, null);
                } catch (SQLException failed) {
                    return new CallbackResult<>(null, failed, null);
                } catch (RuntimeException broke) {
                    return new CallbackResult<>(null, null, broke);
                }
            });
        } catch (RuntimeException thrown) {
            if (connected.get()) {
                throw thrown;
            }
            throw SqlErrors.noConnection(thrown);
        }
    }

    @SuppressWarnings("NullAway") // the value is null only where T may be null
    T orThrow() throws SQLException {
        if (failed != null) {
            throw failed;
        }
        if (broke != null) {
            throw broke;
        }
        return value;
    }
}
