package io.wardtally.tracking.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wardtally.tracking.RequestId;
import io.wardtally.tracking.Tracking;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.jpa.Site.Setting;
import io.wardtally.tracking.jpa.Site.Standing;
import io.wardtally.tracking.session.StartResult;
import io.wardtally.tracking.session.UseRequest;
import io.wardtally.tracking.staff.Actor;
import io.wardtally.tracking.store.Store;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two of a host's transactions that want the same. The second has read before the first is committed, and writes while it is
 * or afterwards, so that it loses in any case.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("settings")
class JoinedRacesTest {

    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static Site site;

    private final Host host = site.host;
    private final CountDownLatch hasRead = new CountDownLatch(1);
    private final Tracking first = site.tracking();
    private final Tracking second = site.tracking(beforeCommit(site.host.joining(), hasRead::countDown));
    private final ExecutorService other = Executors.newSingleThreadExecutor();
    private final String id = "RACE" + NUMBERS.incrementAndGet();
    private final AssetId pump = AssetId.of(id);

    JoinedRacesTest(Setting setting) {
        assertThat(setting).isEqualTo(site.setting);
    }

    static Stream<Setting> settings() {
        return Stream.of(Connection.TRANSACTION_READ_COMMITTED, Connection.TRANSACTION_REPEATABLE_READ)
                .flatMap(Setting::withTwoConnections);
    }

    @BeforeParameterizedClassInvocation
    static void open(Setting setting) {
        site = new Site(setting);
    }

    @AfterParameterizedClassInvocation
    static void what_stands_can_be_proved() {
        assertThat(site.isProved()).isTrue();
        site.close();
    }

    @AfterEach
    void end() throws Exception {
        if (host.isWithin()) {
            host.rollback();
        }
        other.shutdownNow();
        second.close();
        first.close();
    }

    /** The store, which says when something is about to be committed. */
    private static Store beforeCommit(Store store, Runnable about) {
        return (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(), new Class<?>[] {Store.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("commit")) {
                        about.run();
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }

    private void registered() throws Throwable {
        host.transact(() -> register(first));
    }

    private Asset register(Tracking tracking) {
        return tracking.actingAs(Actor.technician("tom"))
                .assets()
                .register(Asset.of(id, "Infusion pump", "infusion-pump"));
    }

    private StartResult start(Tracking tracking, String nurse) {
        return tracking.actingAs(Actor.nurse(nurse + id, "ICU"))
                .request(RequestId.of(nurse + id))
                .sessions()
                .start(UseRequest.of(pump));
    }

    /** What became of a transaction: what we answered, and whether its commit failed. */
    private record Result(Object answer, Throwable thrown, Throwable atCommit) {}

    /** A host that makes a note, asks us and commits, whatever it is told. */
    private Result transaction(Callable<?> act) throws Exception {
        host.begin();
        host.manager().persist(new HostNote(id));
        host.manager().flush();
        Object[] answer = new Object[1];
        Throwable thrown = catchThrowable(() -> answer[0] = act.call());
        return new Result(answer[0], thrown, catchThrowable(host::commit));
    }

    /** The first has done its part and not committed yet; the second reads, and writes. */
    private Result race(Callable<?> winner, Callable<?> loser) throws Exception {
        host.begin();
        winner.call();
        site.taps.reset();
        Future<Result> lost = other.submit(() -> {
            try {
                return transaction(loser);
            } finally {
                hasRead.countDown();
            }
        });
        hasRead.await();
        host.commit();
        return lost.get();
    }

    private void assertLost(Result result) {
        assertThat(result.thrown()).isInstanceOf(TrackingException.TransactionLost.class);
        assertThat(result.atCommit()).isNotNull();
        assertThat(site.standing(id).notes()).isZero();
    }

    @Test
    void of_two_that_want_the_same_asset_one_gets_it_and_the_other_is_told_so() throws Throwable {
        registered();
        Result result = race(() -> start(first, "sarah").orElseThrow(), () -> start(second, "ben"));
        if (result.thrown() != null) {
            assertThat(site.setting.isRepeatableRead()).isTrue();
            assertLost(result);
            result = transaction(() -> start(second, "ben"));
        }
        assertThat(result.answer()).isInstanceOf(StartResult.Refused.class);
        assertThat(result.answer().toString()).contains("in use by sarah" + id);
        assertThat(result.atCommit()).isNull();
        assertThat(site.standing(id)).isEqualTo(new Standing(1, 1, 1, 2, 0));
        first.close();
        second.close();
        assertThat(site.recorded("ben" + id)).isOne();
    }

    @Test
    void whoever_has_lost_reads_again_what_is_newest_and_locks_it() throws Throwable {
        assumeTrue(!site.setting.isRepeatableRead(), "who may not see what is newest has to begin again");
        registered();
        race(() -> start(first, "sarah").orElseThrow(), () -> start(second, "ben"));
        List<String> sql = site.taps.sql();
        int lost = first(sql, "update wt_asset set");
        assertThat(sql.subList(0, lost)).noneMatch(one -> one.contains("for update"));
        assertThat(sql.subList(lost, sql.size()))
                .anyMatch(one -> one.startsWith("select version, judged from wt_asset") && one.endsWith("for update"));
    }

    private static int first(List<String> sql, String begin) {
        return sql.indexOf(
                sql.stream().filter(one -> one.startsWith(begin)).findFirst().orElseThrow());
    }

    @Test
    void of_two_that_register_the_same_asset_one_does_and_the_other_is_told_so() throws Throwable {
        Result result = race(() -> register(first), () -> register(second));
        if (result.thrown() instanceof TrackingException.TransactionLost) {
            assertThat(site.setting.isRepeatableRead()).isTrue();
            assertLost(result);
            result = transaction(() -> register(second));
        }
        assertThat(result.thrown()).isInstanceOf(TrackingException.Conflict.class);
        assertThat(result.atCommit()).isNull();
        assertThat(site.standing(id)).isEqualTo(new Standing(1, 1, 0, 1, 0));
    }

    @Test
    void of_two_with_the_same_request_one_takes_effect_and_both_get_its_answer() throws Throwable {
        registered();
        StartResult[] answer = new StartResult[1];
        Result result = race(() -> answer[0] = start(first, "sarah"), () -> start(second, "sarah"));
        if (result.thrown() != null) {
            assertThat(site.setting.isRepeatableRead()).isTrue();
            assertLost(result);
            result = transaction(() -> start(second, "sarah"));
        }
        assertThat(result.answer()).isEqualTo(answer[0]);
        assertThat(result.atCommit()).isNull();
        assertThat(site.standing(id)).isEqualTo(new Standing(1, 1, 1, 2, 0));
        assertThat(site.standing("sarah" + id).answers()).isOne();
    }
}
