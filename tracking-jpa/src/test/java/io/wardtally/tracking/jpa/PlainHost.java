package io.wardtally.tracking.jpa;

import io.wardtally.tracking.Tracking;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.Workspace;
import io.wardtally.tracking.core.contract.Hosting;
import io.wardtally.tracking.core.contract.Operation;
import io.wardtally.tracking.store.Store;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.EntityTransaction;
import jakarta.persistence.RollbackException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** A host that uses nothing but Jakarta Persistence. */
final class PlainHost implements Host {

    private static final int MOST_TIMES = 20;

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

    @Override
    public EntityManager manager() {
        Current here = current.get();
        return here == null ? null : here.manager;
    }

    @Override
    public JpaStore joining() {
        return store;
    }

    @Override
    public boolean isWithin() {
        return current.get() != null;
    }

    @Override
    public void begin() {
        EntityManager manager = factory.createEntityManager();
        current.set(new Current(manager, new ArrayList<>()));
        manager.getTransaction().begin();
    }

    @Override
    public void commit() {
        Current here = current.get();
        EntityTransaction transaction = here.manager.getTransaction();
        boolean marked = transaction.getRollbackOnly();
        try {
            transaction.commit();
            if (marked) {
                throw new RollbackException("Hibernate had rolled it back and said nothing");
            }
            here.afterCommit.forEach(Runnable::run);
        } finally {
            rollback();
        }
    }

    // On a lost connection nothing can be rolled back, and the manager has to be closed all the same.
    @Override
    public void rollback() {
        EntityManager manager = manager();
        current.remove();
        try (manager) {
            if (manager.getTransaction().isActive()) {
                manager.getTransaction().rollback();
            }
        }
    }

    @Override
    public void markRollbackOnly() {
        manager().getTransaction().setRollbackOnly();
    }

    @Override
    public Runnable savepoint() {
        List<Runnable> afterCommit = current.get().afterCommit;
        int soFar = afterCommit.size();
        Runnable back = Host.super.savepoint();
        return () -> {
            back.run();
            afterCommit.subList(soFar, afterCommit.size()).clear();
        };
    }

    @Override
    public void close() {
        factory.close();
    }

    /** The store, of which each call is a transaction. */
    Store callByCall() {
        return (Store) proxy(new Class<?>[] {Store.class}, (method, arguments) -> switch (method.getName()) {
            case "background" -> store.background();
            case "afterCommit" -> invoke(store, method, arguments);
            default -> again(() -> invoke(store, method, arguments), MOST_TIMES);
        });
    }

    /** The store, together with a host whose every request is a transaction. */
    Store requestByRequest() {
        return requestByRequest(MOST_TIMES);
    }

    /** The same where a lost transaction is begun again so often at most. */
    Store requestByRequest(int times) {
        return (Store) proxy(
                new Class<?>[] {Store.class, Hosting.class},
                (method, arguments) -> method.getName().equals("hosted")
                        ? hosted(Tracking.class, (Tracking) arguments[0], times)
                        : invoke(store, method, arguments));
    }

    private <T> T hosted(Class<T> type, T service, int most) {
        return type.cast(proxy(new Class<?>[] {type}, (method, arguments) -> {
            if (method.getReturnType() == Workspace.class || Operation.SERVICES.contains(method.getReturnType())) {
                return hostedAs(method.getReturnType(), invoke(service, method, arguments), most);
            }
            boolean leadsOn = service instanceof Tracking || (service instanceof Workspace && !method.isDefault());
            return leadsOn ? invoke(service, method, arguments) : again(() -> invoke(service, method, arguments), most);
        }));
    }

    private <T> T hostedAs(Class<T> type, Object service, int most) {
        return hosted(type, type.cast(service), most);
    }

    /** A transaction that is lost is begun again, as hosts are told: MariaDB gives up one of two that meet in a deadlock. */
    private <T> T again(Act<T> act, int most) throws Throwable {
        for (int times = 1; ; times++) {
            try {
                return transact(act);
            } catch (TrackingException.TransactionLost lost) {
                if (isWithin() || times == most) {
                    throw lost;
                }
            }
        }
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
