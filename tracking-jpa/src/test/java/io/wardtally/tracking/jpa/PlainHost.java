package io.wardtally.tracking.jpa;

import io.wardtally.tracking.Tracking;
import io.wardtally.tracking.Ward;
import io.wardtally.tracking.asset.Assets;
import io.wardtally.tracking.audit.Audit;
import io.wardtally.tracking.core.contract.Hosting;
import io.wardtally.tracking.session.Overrides;
import io.wardtally.tracking.session.Sessions;
import io.wardtally.tracking.store.Store;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/** A host that uses nothing but Jakarta Persistence, one transaction for each call. */
final class PlainHost {

    private static final Set<Class<?>> DESKS =
            Set.of(Ward.class, Assets.class, Sessions.class, Overrides.class, Audit.class);

    private final EntityManagerFactory factory;
    private final JpaStore store;
    private final ThreadLocal<Current> current = new ThreadLocal<>();

    PlainHost(EntityManagerFactory factory, DataSource background) {
        this.factory = factory;
        this.store = JpaStore.joining(
                        this::manager, act -> current.get().afterCommit.add(act))
                .background(background);
    }

    static PlainHost in(TestSchema schema) {
        return new PlainHost(Factories.of(schema.dataSource()), schema.background());
    }

    /** What belongs to the transaction of this thread. */
    private record Current(EntityManager manager, List<Runnable> afterCommit) {}

    /** What a host does. */
    interface Act<T> {
        T run() throws Throwable;
    }

    private EntityManager manager() {
        Current here = current.get();
        return here == null ? null : here.manager;
    }

    JpaStore joining() {
        return store;
    }

    /** Does it in the transaction of this thread, or in a new one, which is committed unless something is thrown. */
    <T> T transact(Act<T> act) throws Throwable {
        if (current.get() != null) {
            return act.run();
        }
        Current here = new Current(factory.createEntityManager(), new ArrayList<>());
        current.set(here);
        try {
            here.manager.getTransaction().begin();
            T result = act.run();
            here.manager.getTransaction().commit();
            here.afterCommit.forEach(Runnable::run);
            return result;
        } finally {
            current.remove();
            if (here.manager.getTransaction().isActive()) {
                here.manager.getTransaction().rollback();
            }
            here.manager.close();
        }
    }

    /** The store, of which each call is a transaction. */
    Store callByCall() {
        return (Store) proxy(new Class<?>[] {Store.class}, (method, arguments) -> switch (method.getName()) {
            case "background" -> store.background();
            case "afterCommit" -> invoke(store, method, arguments);
            default -> transact(() -> invoke(store, method, arguments));
        });
    }

    /** The store, together with a host whose every request is a transaction. */
    Store requestByRequest() {
        return (Store) proxy(
                new Class<?>[] {Store.class, Hosting.class},
                (method, arguments) -> method.getName().equals("hosted")
                        ? hosted(Tracking.class, (Tracking) arguments[0])
                        : invoke(store, method, arguments));
    }

    private <T> T hosted(Class<T> type, T desk) {
        return type.cast(proxy(new Class<?>[] {type}, (method, arguments) -> {
            if (DESKS.contains(method.getReturnType())) {
                return hostedAs(method.getReturnType(), invoke(desk, method, arguments));
            }
            return desk instanceof Tracking || desk instanceof Ward
                    ? invoke(desk, method, arguments)
                    : transact(() -> invoke(desk, method, arguments));
        }));
    }

    private <T> T hostedAs(Class<T> type, Object desk) {
        return hosted(type, type.cast(desk));
    }

    /** What a proxy does. */
    private interface Handler {
        Object handle(Method method, Object[] arguments) throws Throwable;
    }

    private static Object proxy(Class<?>[] types, Handler handler) {
        return Proxy.newProxyInstance(
                PlainHost.class.getClassLoader(), types, (proxy, method, arguments) -> switch (method.getName()) {
                    case "equals" -> proxy == arguments[0];
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "toString" -> "hosted";
                    default -> handler.handle(method, arguments);
                });
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}
