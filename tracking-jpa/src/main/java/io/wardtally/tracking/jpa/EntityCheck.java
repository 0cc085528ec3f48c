package io.wardtally.tracking.jpa;

import io.wardtally.tracking.Message;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.jpa.view.WardtallyFact;
import io.wardtally.tracking.jpa.view.WardtallySession;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.metamodel.EntityType;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Comparison of our entities in a host's persistence unit with the tables: a host's settings for naming, quoting, schemas, UUIDs
 * and times hold for them too.
 */
final class EntityCheck {

    private static final UUID NONE = new UUID(0, 0);

    private final EntityManager manager;
    private final Rows rows;

    private EntityCheck(EntityManager manager, Rows rows) {
        this.manager = manager;
        this.rows = rows;
    }

    /** A session and a fact as the tables have them. */
    record Rows(@Nullable SessionAt session, @Nullable FactAt fact) {

        private static final String SESSION = "select id, started from wt_session order by started, id" + Dialect.LIMIT;
        private static final String FACT = "select subject_kind, subject_id, sequence_no, recorded from wt_fact"
                + " order by subject_kind, subject_id, sequence_no"
                + Dialect.LIMIT;

        static Rows read(DbConnection db) throws SQLException {
            return new Rows(
                    db.first(SESSION, row -> new SessionAt(row.uuid(), row.time()), 1),
                    db.first(
                            FACT,
                            row -> new FactAt(
                                    new WardtallyFact.FactKey(row.text(), row.text(), row.number()), row.time()),
                            1));
        }
    }

    private record SessionAt(UUID id, Instant started) {}

    private record FactAt(WardtallyFact.FactKey key, Instant recorded) {}

    /** Fails where an entity of ours is not what the tables hold. Those that the persistence unit lacks are not missed. */
    static void run(EntityManagerFactory factory, Rows rows) {
        try (EntityManager manager = factory.createEntityManager()) {
            EntityCheck check = new EntityCheck(manager, rows);
            for (EntityType<?> entity : factory.getMetamodel().getEntities()) {
                if (JpaStore.entities().contains(entity.getJavaType())) {
                    check.compare(entity);
                }
            }
        }
    }

    private void compare(EntityType<?> entity) {
        boolean isSame;
        try {
            manager.createQuery("select e from " + entity.getName() + " e where 1 = 0", entity.getJavaType())
                    .getResultList();
            isSame = isSame(entity.getJavaType());
        } catch (RuntimeException thrown) {
            throw translated(entity, thrown);
        }
        if (!isSame) {
            throw differs(entity);
        }
    }

    private boolean isSame(Class<?> entity) {
        if (entity == WardtallySession.class) {
            SessionAt there = rows.session();
            WardtallySession found = manager.find(WardtallySession.class, there == null ? NONE : there.id());
            return isSame(there == null ? null : there.started(), found, WardtallySession::getStarted);
        }
        if (entity == WardtallyFact.class) {
            FactAt there = rows.fact();
            return there == null
                    ? manager.createQuery("select f.factType from WardtallyFact f", String.class)
                            .setMaxResults(1)
                            .getResultList()
                            .isEmpty()
                    : isSame(
                            there.recorded(),
                            manager.find(WardtallyFact.class, there.key()),
                            WardtallyFact::getRecorded);
        }
        return true;
    }

    private static <E> boolean isSame(@Nullable Instant time, @Nullable E found, Function<E, Instant> timeOf) {
        return found == null ? time == null : timeOf.apply(found).equals(time);
    }

    private static TrackingException translated(EntityType<?> entity, RuntimeException thrown) {
        try {
            TrackingException ours = SqlErrors.translate(thrown, null);
            return ours instanceof TrackingException.Busy ? ours : SqlErrors.causedBy(differs(entity), thrown);
        } catch (SqlErrors.Lost lost) {
            return lost.as(new TrackingException.Busy(Message.of("store.gave-up", 1)));
        }
    }

    private static TrackingException differs(EntityType<?> entity) {
        return new TrackingException.Failure(Code.WRONG_SCHEMA, Message.of("store.entity-differs", entity.getName()));
    }
}
