package io.wardtally.tracking.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wardtally.atlas.Confidence;
import io.wardtally.atlas.Course;
import io.wardtally.atlas.DeviceKey;
import io.wardtally.atlas.Field;
import io.wardtally.atlas.KnowledgeProvider;
import io.wardtally.atlas.ProviderInfo;
import io.wardtally.atlas.Scope;
import io.wardtally.atlas.Source;
import io.wardtally.atlas.Statement;
import io.wardtally.tracking.Tracking;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.Workspace;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.asset.AssetStatus;
import io.wardtally.tracking.core.Wardtally;
import io.wardtally.tracking.core.contract.Hospital;
import io.wardtally.tracking.core.contract.Promises;
import io.wardtally.tracking.jpa.Site.Kind;
import io.wardtally.tracking.jpa.Site.Setting;
import io.wardtally.tracking.place.Place;
import io.wardtally.tracking.session.SessionId;
import io.wardtally.tracking.session.UseRequest;
import io.wardtally.tracking.staff.Actor;
import io.wardtally.tracking.staff.CompetenceProvider;
import io.wardtally.tracking.staff.TrainingRecord;
import java.sql.Connection;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.transaction.TransactionManager;
import org.springframework.transaction.annotation.AnnotationTransactionAttributeSource;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionInterceptor;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What Spring hosts do, with an open view as Spring Boot has it by default and a pool of one connection. */
@ParameterizedClass(name = "{0}")
@MethodSource("databases")
class SpringHostTest {

    private static final AssetId PUMP = AssetId.of("INF001");

    private final Site site;
    private final SpringHost host;
    private final Tracking tracking;

    SpringHostTest(TestDatabase database) {
        site = site(database, 1);
        host = (SpringHost) site.host;
        tracking = site.tracking();
        register(host, tracking, PUMP.value());
    }

    private static Site site(TestDatabase database, int connections) {
        return new Site(new Setting(
                Kind.SPRING_WITH_OPEN_VIEW, database, connections, true, Connection.TRANSACTION_READ_COMMITTED));
    }

    private static void register(SpringHost host, Tracking tracking, String id) {
        host.request(() -> new TransactionTemplate(host.transactions())
                .executeWithoutResult(status -> tracking.actingAs(Actor.technician("tom"))
                        .assets()
                        .register(Asset.of(id, "Infusion pump", "infusion-pump"))));
    }

    static Stream<TestDatabase> databases() {
        return Stream.of(TestDatabase.values()).filter(TestDatabase::isPresent);
    }

    @AfterEach
    void close() {
        tracking.close();
        site.close();
    }

    private Workspace sarah() {
        return tracking.actingAs(Actor.nurse("sarah", "ICU"));
    }

    private Workspace technician() {
        return tracking.actingAs(Actor.technician("tom"));
    }

    private TransactionTemplate transaction() {
        return new TransactionTemplate(host.transactions());
    }

    private SessionId start() {
        return transaction()
                .execute(status -> sarah().sessions().start(UseRequest.of(PUMP)))
                .orElseThrow()
                .id();
    }

    @Test
    void a_request_that_reads_without_a_transaction_needs_no_second_connection() {
        host.request(() -> {
            assertThat(host.manager().find(HostNote.class, "none")).isNull();
            assertThat(sarah().scans().scan(PUMP.value()).asset().status()).isEqualTo(AssetStatus.AVAILABLE);
            SessionId session = start();
            assertThat(sarah().sessions().get(session).isOpen()).isTrue();
            assertThat(sarah().scans().scan(PUMP.value()).asset().status()).isEqualTo(AssetStatus.IN_USE);
        });
    }

    @Test
    void forty_requests_at_once_share_the_only_connection() throws Exception {
        List<FutureTask<AssetStatus>> requests = Stream.generate(() -> new FutureTask<>(() -> {
                    host.openView();
                    try {
                        assertThat(host.manager().find(HostNote.class, "none")).isNull();
                        return sarah().scans().scan(PUMP.value()).asset().status();
                    } finally {
                        host.closeView();
                    }
                }))
                .limit(40)
                .toList();
        requests.forEach(request -> new Thread(request).start());
        for (FutureTask<AssetStatus> request : requests) {
            assertThat(request.get()).isEqualTo(AssetStatus.AVAILABLE);
        }
    }

    @Test
    void virtual_threads_join_their_own_transactions() throws Exception {
        assumeTrue(Runtime.version().feature() >= 21, "virtual threads came with Java 21");
        FutureTask<SessionId> request = new FutureTask<>(() -> {
            host.openView();
            try {
                return start();
            } finally {
                host.closeView();
            }
        });
        Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, request);
        assertThat(sarah().sessions().get(request.get()).isOpen()).isTrue();
    }

    @Test
    void what_is_written_in_a_read_only_transaction_is_refused_where_the_database_keeps_it_read_only() {
        DefaultTransactionDefinition readOnly = new DefaultTransactionDefinition();
        readOnly.setReadOnly(true);
        host.request(() -> {
            TransactionTemplate transaction = new TransactionTemplate(host.transactions(), readOnly);
            transaction.executeWithoutResult(status -> assertThat(
                            sarah().scans().scan(PUMP.value()).asset().status())
                    .isEqualTo(AssetStatus.AVAILABLE));
            if (site.setting.database() == TestDatabase.H2) {
                return;
            }
            TrackingException refused = catchThrowableOfType(
                    TrackingException.class,
                    () -> transaction.executeWithoutResult(
                            status -> sarah().sessions().start(UseRequest.of(PUMP))));
            assertThat(refused.code()).isEqualTo(Code.READ_ONLY);
            assertThat(refused.retryable()).isFalse();
        });
        host.request(() -> assertThat(sarah().sessions().get(start()).isOpen()).isTrue());
    }

    @Test
    void what_is_done_in_a_new_transaction_stands_though_the_outer_one_is_rolled_back() {
        DefaultTransactionDefinition fresh =
                new DefaultTransactionDefinition(DefaultTransactionDefinition.PROPAGATION_REQUIRES_NEW);
        try (Site two = site(site.setting.database(), 2)) {
            SpringHost other = (SpringHost) two.host;
            try (Tracking there = two.tracking()) {
                other.request(() -> new TransactionTemplate(other.transactions()).executeWithoutResult(outer -> {
                    Workspace tom = there.actingAs(Actor.technician("tom"));
                    tom.assets().register(Asset.of("OUTER", "Pump", "infusion-pump"));
                    new TransactionTemplate(other.transactions(), fresh)
                            .executeWithoutResult(
                                    inner -> tom.assets().register(Asset.of("INNER", "Pump", "infusion-pump")));
                    outer.setRollbackOnly();
                }));
                assertThat(two.standing("OUTER").assets()).isZero();
                assertThat(two.standing("INNER").assets()).isOne();
            }
        }
    }

    @Test
    void after_the_commit_one_reads_what_was_committed_and_writes_nothing() {
        List<Object> seen = new CopyOnWriteArrayList<>();
        host.request(() -> transaction().executeWithoutResult(status -> {
            sarah().sessions().start(UseRequest.of(PUMP));
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    seen.add(sarah().scans().scan(PUMP.value()).asset().status());
                    seen.add(catchThrowableOfType(
                                    TrackingException.class,
                                    () -> technician().assets().move(PUMP, Place.of("ICU")))
                            .code());
                }
            });
        }));
        assertThat(seen).containsExactly(AssetStatus.IN_USE, Code.NO_TRANSACTION);
    }

    /** A bean of the host that looks people up in its own database, and fails. */
    static class Directory implements CompetenceProvider {

        private final AtomicInteger asked = new AtomicInteger();

        @Override
        @Transactional
        public TrainingRecord competencesOf(String person) {
            asked.incrementAndGet();
            throw new IllegalStateException("no such person");
        }
    }

    /** Says that pumps ask for training. */
    private static final class Manual implements KnowledgeProvider {

        @Override
        public ProviderInfo info() {
            return ProviderInfo.of("manual", "3", "St Mary");
        }

        @Override
        public List<Statement<?>> guidance(DeviceKey device) {
            return List.of(Field.TRAINING.says(
                    new Course("pumps", "Infusion pumps", null),
                    Scope.CATEGORY,
                    Source.of("Pump manual", "3", Confidence.HOSPITAL)));
        }
    }

    @Test
    void a_bean_of_the_host_that_throws_does_not_end_its_transaction() {
        try (Site two = site(site.setting.database(), 2)) {
            SpringHost other = (SpringHost) two.host;
            Directory directory = new Directory();
            ProxyFactory proxy = new ProxyFactory(directory);
            proxy.addAdvice(new TransactionInterceptor(
                    (TransactionManager) other.transactions(), new AnnotationTransactionAttributeSource()));
            try (Tracking asking = Wardtally.on(other.joining())
                    .facility(Hospital.FACILITY, ZoneOffset.UTC)
                    .keys(two.keys())
                    .knowledge(new Manual())
                    .competences((CompetenceProvider) proxy.getProxy())
                    .build()) {
                register(other, asking, "INF002");
                Workspace nurse = asking.actingAs(Actor.nurse("sarah", "ICU"));
                AssetId pump = AssetId.of("INF002");
                Promises.await(() -> nurse.atlas().guidance(pump).missing().isEmpty());
                other.request(() -> new TransactionTemplate(other.transactions()).executeWithoutResult(status -> {
                    other.manager().persist(new HostNote("kept"));
                    assertThat(nurse.scans().scan(pump.value()).asset().status())
                            .isEqualTo(AssetStatus.AVAILABLE);
                    assertThat(status.isRollbackOnly()).isFalse();
                }));
            }
            assertThat(two.standing("kept").notes()).isOne();
            assertThat(directory.asked).hasPositiveValue();
        }
    }
}
