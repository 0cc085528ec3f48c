package io.wardtally.tracking.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.wardtally.tracking.Paging;
import io.wardtally.tracking.RequestId;
import io.wardtally.tracking.Tracking;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.Workspace;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.AssetFilter;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.asset.AssetStatus;
import io.wardtally.tracking.audit.AuditEntry;
import io.wardtally.tracking.audit.Fact;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.jpa.Site.Kind;
import io.wardtally.tracking.jpa.Site.Setting;
import io.wardtally.tracking.jpa.Site.Standing;
import io.wardtally.tracking.jpa.Taps.Call;
import io.wardtally.tracking.jpa.Taps.Moment;
import io.wardtally.tracking.session.Handover;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.session.SessionId;
import io.wardtally.tracking.session.StartResult;
import io.wardtally.tracking.session.UseRequest;
import io.wardtally.tracking.staff.Actor;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a host can rely on whose transactions are joined. Its pool has one connection, which everything has to do with. */
@ParameterizedClass(name = "{0}")
@MethodSource("settings")
class JoiningTest {

    private static final Standing ALL = new Standing(1, 1, 1, 2, 1);
    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static Site site;

    private final Host host = site.host;
    private final Tracking tracking = site.tracking();
    private final String id = "PUMP" + NUMBERS.incrementAndGet();
    private final AssetId pump = AssetId.of(id);

    JoiningTest(Setting setting) {
        assertThat(setting).isEqualTo(site.setting);
    }

    static Stream<Setting> settings() {
        return Stream.of(true, false).flatMap(Setting::withOneConnection);
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
        tracking.close();
    }

    private Workspace nurse(String name) {
        return tracking.actingAs(Actor.nurse(name + id, "ICU"));
    }

    private Workspace technician() {
        return tracking.actingAs(Actor.technician("tom"));
    }

    private void register() {
        technician().assets().register(Asset.of(id, "Infusion pump", "infusion-pump"));
    }

    private Session start() {
        StartResult start = nurse("sarah").request(RequestId.of(id)).sessions().start(UseRequest.of(pump));
        return start.orElseThrow();
    }

    /** The host writes, and so do we. */
    private Session work() {
        host.manager().persist(new HostNote(id));
        register();
        return start();
    }

    private static Code refusal(Runnable act) {
        return catchThrowableOfType(TrackingException.class, act::run).code();
    }

    @Test
    void what_the_host_commits_stands_together_with_ours_and_not_a_moment_before() throws Exception {
        site.taps.reset();
        host.begin();
        Session session = work();
        host.manager().flush();
        assertThat(site.standing(id)).isEqualTo(Standing.NOTHING);
        assertThat(site.taps.count(Call.COMMIT) + site.taps.count(Call.ROLLBACK))
                .isZero();
        host.commit();
        assertThat(site.standing(id)).isEqualTo(ALL);
        host.begin();
        assertThat(start()).isEqualTo(session);
        host.commit();
        assertThat(site.standing(id)).isEqualTo(ALL);
    }

    @Test
    void what_the_host_has_not_flushed_yet_stands_too() throws Exception {
        host.begin();
        register();
        host.manager().persist(new HostNote(id));
        start();
        host.commit();
        assertThat(site.standing(id)).isEqualTo(ALL);
    }

    enum End {
        ROLLED_BACK,
        MARKED_AT_THE_END,
        MARKED_AT_THE_BEGINNING
    }

    @ParameterizedTest
    @EnumSource
    void of_a_transaction_that_is_not_committed_nothing_stands_and_its_retry_takes_effect_once(End end)
            throws Exception {
        assumeFalse(
                end == End.MARKED_AT_THE_BEGINNING && site.setting.kind() == Kind.JTA,
                "Agroal lends no connection to a transaction that is marked");
        host.begin();
        if (end == End.MARKED_AT_THE_BEGINNING) {
            host.markRollbackOnly();
        }
        work();
        host.manager().flush();
        if (end == End.ROLLED_BACK) {
            host.rollback();
        } else {
            host.markRollbackOnly();
            endWithoutCommit();
        }
        assertThat(site.standing(id)).isEqualTo(Standing.NOTHING);
        host.begin();
        Session session = work();
        host.commit();
        host.begin();
        assertThat(start()).isEqualTo(session);
        host.commit();
        assertThat(site.standing(id)).isEqualTo(ALL);
    }

    /** Spring says nothing to somebody who marked the transaction himself; the others throw. */
    private void endWithoutCommit() {
        try {
            host.commit();
        } catch (Exception asMeant) {
            assertThat(host.isWithin()).isFalse();
        }
    }

    @Test
    void a_savepoint_that_is_gone_back_to_takes_our_change_with_it_and_what_came_before_stands() throws Exception {
        List<AuditEntry> heard = new CopyOnWriteArrayList<>();
        host.begin();
        Session session = work();
        host.manager().flush();
        Runnable back = host.savepoint();
        Tracking.Subscription watch = tracking.listen(heard::add);
        Workspace sarah = nurse("sarah").request(RequestId.of(id + "-end"));
        sarah.sessions().end(session.id(), "taken back");
        back.run();
        assertThat(nurse("sarah").sessions().get(session.id())).isEqualTo(session);
        host.commit();
        watch.close();
        assertThat(heard)
                .as("a hook that does not know of savepoints tells what was taken back, too")
                .hasSize(site.setting.kind() == Kind.PLAIN ? 2 : 3);
        assertThat(site.standing(id)).isEqualTo(ALL);
        assertThat(site.standing(id + "-end").answers()).isZero();
        host.begin();
        assertThat(sarah.sessions().end(session.id(), "taken back").isOpen()).isFalse();
        host.commit();
        assertThat(site.standing(id)).isEqualTo(new Standing(1, 1, 1, 3, 1));
        assertThat(site.isProved()).isTrue();
    }

    @Test
    void several_operations_in_one_transaction_see_each_other_and_are_one() throws Exception {
        host.begin();
        SessionId session = work().id();
        assertThat(nurse("ben").assets().get(pump).status()).isEqualTo(AssetStatus.IN_USE);
        nurse("sarah").sessions().handOver(session, Handover.to("ben" + id));
        assertThat(nurse("ben").sessions().get(session).user()).isEqualTo("ben" + id);
        Session ended = nurse("ben").sessions().end(session, "No issues");
        assertThat(site.standing(id)).isEqualTo(Standing.NOTHING);
        host.commit();
        assertThat(site.standing(id)).isEqualTo(new Standing(1, 1, 1, 4, 1));
        assertThat(nurse("ben").sessions().get(session)).isEqualTo(ended);
    }

    @Test
    void on_the_only_connection_nothing_sticks_and_who_was_refused_or_denied_is_recorded_whatever_the_host_does()
            throws Exception {
        host.begin();
        Session session = work();
        assertThat(nurse("ben").scans().scan("asset:" + id).asset().status()).isEqualTo(AssetStatus.IN_USE);
        assertThat(nurse("ben").sessions().start(UseRequest.of(pump)).isStarted())
                .isFalse();
        assertThat(refusal(() -> nurse("eve").assets().retire(pump, "mine"))).isEqualTo(Code.PERMISSION_DENIED);
        nurse("sarah").sessions().end(session.id(), null);
        assertThat(site.recorded("ben" + id) + site.recorded("eve" + id)).isZero();
        host.rollback();
        tracking.close();
        assertThat(site.standing(id)).isEqualTo(Standing.NOTHING);
        assertThat(site.recorded("ben" + id)).isOne();
        assertThat(site.recorded("eve" + id)).isOne();
    }

    @Test
    void listeners_hear_of_nothing_before_the_commit_and_of_everything_after_it() throws Exception {
        List<AuditEntry> early = new CopyOnWriteArrayList<>();
        List<AuditEntry> late = new CopyOnWriteArrayList<>();
        host.begin();
        Tracking.Subscription watch = tracking.listen(early::add);
        work();
        watch.close();
        assertThat(early).isEmpty();
        tracking.listen(late::add);
        host.commit();
        tracking.close();
        // Narayana calls in the reverse order.
        assertThat(late).extracting(AuditEntry::sequence).containsExactlyInAnyOrder(1L, 2L);
        assertThat(late).extracting(AuditEntry::fact).hasAtLeastOneElementOfType(Fact.SessionStarted.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void listeners_hear_of_nothing_that_was_rolled_back(boolean marked) throws Exception {
        List<AuditEntry> heard = new CopyOnWriteArrayList<>();
        tracking.listen(heard::add);
        host.begin();
        work();
        if (marked) {
            host.markRollbackOnly();
            endWithoutCommit();
        } else {
            host.rollback();
        }
        tracking.close();
        assertThat(heard).isEmpty();
    }

    @Test
    void without_a_transaction_one_can_read_but_not_write() throws Exception {
        host.begin();
        Session session = work();
        host.commit();
        Workspace sarah = nurse("sarah");
        assertThat(sarah.scans().scan("asset:" + id).asset().status()).isEqualTo(AssetStatus.IN_USE);
        assertThat(sarah.assets().list(AssetFilter.all(), Paging.first(500)).items())
                .extracting(Asset::id)
                .contains(pump);
        assertThat(sarah.sessions().get(session.id())).isEqualTo(session);
        Workspace auditor = tracking.actingAs(Actor.auditor("ada"));
        assertThat(auditor.audit().trail(Subject.asset(pump), Paging.first(10)).items())
                .hasSize(2);
        assertThat(refusal(() -> sarah.sessions().end(session.id(), null))).isEqualTo(Code.NO_TRANSACTION);
        assertThat(site.standing(id)).isEqualTo(ALL);
        assertThat(sarah.sessions().get(session.id())).isEqualTo(session);
    }

    /** A conflict, a lock that did not come in time, something unknown. */
    @ParameterizedTest
    @ValueSource(strings = {"40001", "57014", "58000"})
    void a_transaction_in_which_something_failed_half_way_cannot_be_committed_and_its_retry_takes_effect_once(
            String sqlState) throws Exception {
        boolean failed = true;
        for (int k = 1; failed; k++) {
            String one = id + "-" + k;
            host.begin();
            host.manager().persist(new HostNote(one));
            host.manager().flush();
            site.taps.failCallWith(sqlState, k, Moment.AFTER, Call.EXECUTION);
            TrackingException thrown =
                    catchThrowableOfType(TrackingException.class, () -> startOf(AssetId.of(one), one));
            failed = site.taps.failed();
            site.taps.reset();
            if (failed) {
                assertThat(thrown.code())
                        .isEqualTo(sqlState.equals("58000") ? Code.STORE_FAILED : Code.TRANSACTION_LOST);
                assertThat(catchThrowable(host::commit)).as("call " + k).isNotNull();
                assertThat(site.standing(one)).isEqualTo(Standing.NOTHING);
                host.begin();
                host.manager().persist(new HostNote(one));
                startOf(AssetId.of(one), one);
            }
            host.commit();
            assertThat(site.standing(one)).isEqualTo(ALL);
        }
    }

    private void startOf(AssetId asset, String request) {
        technician().assets().register(Asset.of(asset.value(), "Infusion pump", "infusion-pump"));
        nurse("sarah").request(RequestId.of(request)).sessions().start(UseRequest.of(asset));
    }
}
