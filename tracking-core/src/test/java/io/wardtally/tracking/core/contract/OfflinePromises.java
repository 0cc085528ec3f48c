package io.wardtally.tracking.core.contract;

import static io.wardtally.tracking.core.contract.Promises.refusal;
import static io.wardtally.tracking.core.contract.Promises.together;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import io.wardtally.tracking.Message;
import io.wardtally.tracking.Paging;
import io.wardtally.tracking.RequestId;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.Workspace;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.asset.Condition;
import io.wardtally.tracking.asset.CsvImportOptions;
import io.wardtally.tracking.asset.Hold;
import io.wardtally.tracking.asset.Identifier;
import io.wardtally.tracking.audit.AuditEntry;
import io.wardtally.tracking.audit.Fact;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.place.Place;
import io.wardtally.tracking.policy.Policies;
import io.wardtally.tracking.scan.OfflineAction;
import io.wardtally.tracking.scan.OfflineBatch;
import io.wardtally.tracking.scan.OfflineReceipt;
import io.wardtally.tracking.scan.OfflineReceipt.State;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.session.SessionFilter;
import io.wardtally.tracking.store.Store;
import java.io.StringReader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What was scanned offline is recorded once, for the time at which it happened. */
interface OfflinePromises extends Promises {

    static Instant ago(Hospital hospital, Duration length) {
        return hospital.clock.instant().minus(length);
    }

    static OfflineReceipt settle(Workspace ward, long sequence, Instant at, String code, OfflineAction action) {
        return ward.scans()
                .importOffline(OfflineBatch.of("scanner-7", ward.now()).line(sequence, at, code, action))
                .get(0);
    }

    static List<AuditEntry> trail(Hospital hospital, Subject subject) {
        return hospital.auditor().audit().trail(subject, Paging.first(100)).items();
    }

    static List<Session> sessions(Hospital hospital) {
        return hospital.auditor()
                .sessions()
                .list(SessionFilter.all(), Paging.first(100))
                .items();
    }

    /** The same store, but that looking for this fails. */
    private static Store failing(Hospital hospital, String what, TrackingException why) {
        return (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(), Wiretap.kinds(hospital.store), (proxy, method, args) -> {
                    if (method.getName().equals("find") && args[0].toString().contains(what)) {
                        throw why;
                    }
                    try {
                        return method.invoke(hospital.store, args);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }

    @Test
    default void what_was_done_offline_is_recorded_when_it_happened() {
        try (Hospital hospital = hospital()) {
            hospital.pump("INF001");
            hospital.clock.advance(ofHours(8));
            Instant now = hospital.clock.instant();
            Workspace sarah = hospital.sarah();
            List<OfflineReceipt> receipts = sarah.scans()
                    .importOffline(OfflineBatch.of("scanner-7", now)
                            .line(
                                    1,
                                    now.minus(ofHours(6)),
                                    "asset:INF001",
                                    OfflineAction.take()
                                            .forPatient("P12345")
                                            .expecting(ofHours(2))
                                            .because("infusion"))
                            .line(
                                    2,
                                    now.minus(ofHours(4)),
                                    "INF001",
                                    OfflineAction.giveBack().noting("fine"))
                            .line(3, now.minus(ofHours(3)), "INF001", OfflineAction.clean())
                            .line(4, now.minus(ofHours(2)), "INF001", OfflineAction.fault("beeps")));
            assertThat(receipts).extracting(OfflineReceipt::state).containsOnly(State.APPLIED);
            assertThat(receipts).extracting(OfflineReceipt::sequence).containsExactly(1L, 2L, 3L, 4L);
            Session session = sessions(hospital).get(0);
            assertThat(session.id())
                    .isEqualTo(receipts.get(0).session())
                    .isEqualTo(receipts.get(1).session());
            assertThat(session.start()).isEqualTo(now.minus(ofHours(6)));
            assertThat(session.end()).isEqualTo(now.minus(ofHours(4)));
            assertThat(session.endClamped()).isFalse();
            assertThat(session.patient()).isPresent();
            assertThat(session.expected()).isEqualTo(ofHours(2));
            assertThat(session.reason()).isEqualTo("infusion");
            assertThat(session.notes()).isEqualTo("fine");
            Asset pump = hospital.asset("INF001");
            assertThat(pump.condition()).isEqualTo(Condition.READY);
            assertThat(pump.lastUsed()).isEqualTo(session.end());
            assertThat(pump.holds()).singleElement().satisfies(hold -> {
                assertThat(hold.kind()).isEqualTo(Hold.Kind.FAULT);
                assertThat(hold.since()).isEqualTo(now.minus(ofHours(2)));
            });
            List<AuditEntry> trail = trail(hospital, Subject.asset(AssetId.of("INF001")));
            assertThat(trail.subList(1, 5))
                    .extracting(AuditEntry::happened)
                    .containsExactly(
                            now.minus(ofHours(6)), now.minus(ofHours(4)), now.minus(ofHours(3)), now.minus(ofHours(2)));
            assertThat(trail.subList(1, 5)).extracting(AuditEntry::recorded).containsOnly(now);
            assertThat(hospital.verify().intact()).isTrue();
        }
    }

    @Test
    default void a_scanner_whose_clock_is_wrong_is_put_right_by_how_far_it_is_off() {
        try (Hospital hospital = hospital()) {
            hospital.pump("INF001");
            hospital.clock.advance(ofHours(8));
            Instant its = Instant.parse("1970-01-01T05:00:00Z");
            OfflineReceipt receipt = hospital.sarah()
                    .scans()
                    .importOffline(OfflineBatch.of("scanner-7", its)
                            .line(1, its.minus(ofMinutes(90)), "INF001", OfflineAction.take()))
                    .get(0);
            assertThat(receipt.state()).isEqualTo(State.APPLIED);
            assertThat(sessions(hospital).get(0).start()).isEqualTo(ago(hospital, ofMinutes(90)));
            assertThat(trail(hospital, Subject.client("scanner-7")))
                    .singleElement()
                    .satisfies(entry -> {
                        assertThat(entry.fact()).isEqualTo(new Fact.OfflineBatchImported(its, 1, 1, 1, 0));
                        assertThat(entry.recorded()).isEqualTo(hospital.clock.instant());
                        assertThat(entry.by().id()).isEqualTo("sarah");
                    });
        }
    }

    @Test
    default void what_is_handed_over_again_is_not_done_again_and_gets_the_first_answer() {
        try (Hospital hospital = hospital()) {
            hospital.pump("INF001");
            hospital.inUse("INF002");
            hospital.clock.advance(ofHours(8));
            Instant now = hospital.clock.instant();
            OfflineBatch batch = OfflineBatch.of("scanner-7", now)
                    .line(
                            1,
                            now.minus(ofHours(6)),
                            "INF001",
                            OfflineAction.take().forPatient("P1"))
                    .line(2, now.minus(ofHours(5)), "INF002", OfflineAction.take())
                    .line(3, now.minus(ofHours(4)), "INF001", OfflineAction.giveBack());
            Workspace sarah = hospital.sarah();
            List<OfflineReceipt> first = sarah.scans().importOffline(batch);
            assertThat(first)
                    .extracting(OfflineReceipt::state)
                    .containsExactly(State.APPLIED, State.CONFLICT, State.APPLIED);
            sarah.sessions()
                    .end(
                            hospital.sarah()
                                    .scans()
                                    .scan("INF002")
                                    .session()
                                    .orElseThrow()
                                    .id(),
                            null);
            sarah.assets().clean(AssetId.of("INF002"));
            List<Session> before = sessions(hospital);
            long facts = hospital.auditor().audit().log(0, 500).size();
            hospital.clock.advance(ofDays(5));
            List<OfflineReceipt> again =
                    sarah.scans().importOffline(new OfflineBatch("scanner-7", hospital.clock.instant(), batch.lines()));
            assertThat(again)
                    .isEqualTo(first.stream().map(OfflineReceipt::again).toList());
            assertThat(again).extracting(OfflineReceipt::state).containsOnly(State.DUPLICATE);
            assertThat(again)
                    .extracting(OfflineReceipt::before)
                    .isEqualTo(first.stream().map(OfflineReceipt::state).toList());
            assertThat(sessions(hospital)).isEqualTo(before);
            assertThat(hospital.auditor().audit().log(0, 500)).hasSize((int) facts);
        }
    }

    @Test
    default void the_same_line_twice_in_one_batch_is_done_once() {
        try (Hospital hospital = hospital()) {
            hospital.pump("INF001");
            hospital.clock.advance(ofHours(1));
            Instant now = hospital.clock.instant();
            assertThat(hospital.sarah()
                            .scans()
                            .importOffline(OfflineBatch.of("scanner-7", now)
                                    .line(1, now, "INF001", OfflineAction.fault("beeps"))
                                    .line(1, now, "INF001", OfflineAction.fault("beeps"))
                                    .line(1, now, "INF001", OfflineAction.fault("hums"))))
                    .satisfiesExactly(
                            one -> assertThat(one.state()).isEqualTo(State.APPLIED),
                            two -> assertThat(two.state()).isEqualTo(State.DUPLICATE),
                            three -> assertThat(three.code()).isEqualTo(Code.REQUEST_REUSED));
            assertThat(hospital.asset("INF001").holds()).hasSize(1);
        }
    }

    @Test
    default void eight_connections_that_hand_over_the_same_batch_do_it_once() {
        try (Hospital hospital = hospital()) {
            Instant now = hospital.clock.instant();
            OfflineBatch batch = OfflineBatch.of("scanner-7", now);
            for (int i = 1; i <= 6; i++) {
                hospital.pump("INF00" + i);
                batch = batch.line(2 * i - 1, now, "INF00" + i, OfflineAction.take());
                batch = batch.line(2 * i, now, "INF00" + i, OfflineAction.giveBack());
            }
            OfflineBatch all = batch;
            List<List<OfflineReceipt>> receipts =
                    together(8, () -> hospital.sarah().scans().importOffline(all));
            for (int line = 0; line < 12; line++) {
                int which = line;
                assertThat(receipts.stream().map(each -> each.get(which).state()))
                        .as("line " + line)
                        .containsOnlyOnce(State.APPLIED)
                        .containsOnly(State.APPLIED, State.DUPLICATE);
            }
            assertThat(sessions(hospital)).hasSize(6).noneMatch(Session::isOpen);
            assertThat(hospital.verify().intact()).isTrue();
        }
    }

    @Test
    default void what_is_too_old_is_said_to_be_and_not_done() {
        Policies policies = Policies.standard().withOldestScan(ofDays(2));
        try (Hospital hospital = hospital();
                Hospital strict = hospital.with(policies);
                Hospital forgetful = hospital.with(policies.withRequestRetention(ofHours(5)))) {
            hospital.pump("INF001");
            hospital.clock.advance(ofDays(9));
            OfflineReceipt old = settle(strict.sarah(), 1, ago(hospital, ofHours(49)), "INF001", OfflineAction.take());
            assertThat(old.state()).isEqualTo(State.TOO_OLD);
            assertThat(old.says()).contains("after 48 hours");
            assertThat(settle(forgetful.sarah(), 1, ago(hospital, ofHours(6)), "INF001", OfflineAction.take())
                            .says())
                    .contains("after 5 hours");
            assertThat(sessions(hospital)).isEmpty();
            assertThat(trail(hospital, Subject.client("scanner-7"))).isEmpty();
            assertThat(settle(strict.sarah(), 1, ago(hospital, ofHours(48)), "INF001", OfflineAction.take())
                            .state())
                    .isEqualTo(State.APPLIED);
        }
    }

    @Test
    default void a_replay_long_after_its_answer_was_forgotten_is_too_old() {
        try (Hospital hospital = hospital()) {
            hospital.pump("INF001");
            Instant then = hospital.clock.instant();
            hospital.clock.advance(ofHours(1));
            assertThat(settle(hospital.sarah(), 1, then, "INF001", OfflineAction.fault("beeps"))
                            .state())
                    .isEqualTo(State.APPLIED);
            hospital.clock.advance(ofDays(8));
            hospital.store.forget(ago(hospital, ofDays(7)), 100);
            assertThat(settle(hospital.sarah(), 1, then, "INF001", OfflineAction.fault("beeps"))
                            .state())
                    .isEqualTo(State.TOO_OLD);
            assertThat(hospital.asset("INF001").holds()).hasSize(1);
        }
    }

    @Test
    default void a_line_that_cannot_be_used_does_not_hold_up_the_rest() {
        try (Hospital hospital = hospital()) {
            hospital.pump("INF001");
            hospital.pump("INF002");
            hospital.clock.advance(ofHours(8));
            Instant now = hospital.clock.instant();
            String wristband = "]C18018061414112345678902";
            List<OfflineReceipt> receipts = hospital.sarah()
                    .scans()
                    .importOffline(OfflineBatch.of("scanner-7", now)
                            .line(6, now, "INF002", OfflineAction.take())
                            .line(1, now.minus(ofHours(6)), "NOPE", OfflineAction.take())
                            .line(2, now.minus(ofHours(5)), wristband, OfflineAction.take())
                            .line(3, now.minus(ofHours(4)), "(01)12", OfflineAction.take())
                            .line(4, now.minus(ofHours(3)), "INF001", OfflineAction.move(Place.of("ICU")))
                            .line(
                                    5,
                                    now.minus(ofHours(2)),
                                    "INF001",
                                    OfflineAction.take().inDepartment("ER")));
            assertThat(receipts).extracting(OfflineReceipt::sequence).containsExactly(6L, 1L, 2L, 3L, 4L, 5L);
            assertThat(receipts.get(0).state()).isEqualTo(State.APPLIED);
            assertThat(receipts.subList(1, 6)).extracting(OfflineReceipt::state).containsOnly(State.REFUSED);
            assertThat(receipts)
                    .extracting(OfflineReceipt::code)
                    .containsExactly(
                            null,
                            Code.ASSET_UNKNOWN,
                            Code.ASSET_UNKNOWN,
                            Code.ASSET_UNKNOWN,
                            Code.PERMISSION_DENIED,
                            Code.PERMISSION_DENIED);
            assertThat(receipts.get(2).says()).isEqualTo("this is not the label of a device");
            assertThat(receipts.toString()).doesNotContain("061414112345678902");
            hospital.pump("NOPE");
            assertThat(settle(hospital.sarah(), 1, now.minus(ofHours(6)), "NOPE", OfflineAction.take())
                            .state())
                    .as("what was refused may be handed over again")
                    .isEqualTo(State.APPLIED);
        }
    }

    @Test
    default void a_line_that_has_had_its_effect_is_a_duplicate_even_if_its_label_is_gone() {
        try (Hospital hospital = hospital()) {
            AssetId pump = hospital.pump("INF001").id();
            hospital.technician().assets().attach(pump, Identifier.tag("BME-42"));
            hospital.clock.advance(ofHours(1));
            Instant now = hospital.clock.instant();
            settle(hospital.sarah(), 1, now, "BME-42", OfflineAction.fault("beeps"));
            hospital.technician().assets().detach(pump, Identifier.tag("BME-42"), "fell off");
            assertThat(settle(hospital.sarah(), 1, now, "BME-42", OfflineAction.fault("beeps"))
                            .state())
                    .isEqualTo(State.DUPLICATE);
        }
    }

    @Test
    default void
            what_was_done_before_the_scanners_clock_was_set_back_is_recorded_for_the_latest_time_it_can_have_been() {
        try (Hospital hospital = hospital()) {
            hospital.pump("INF001");
            hospital.pump("INF002");
            hospital.clock.advance(ofHours(8));
            Instant now = hospital.clock.instant();
            Instant nine = now.minus(ofHours(2));
            OfflineBatch batch = OfflineBatch.of("scanner-7", now)
                    .line(1, nine, "INF001", OfflineAction.take())
                    .line(2, nine.plus(ofMinutes(20)), "INF001", OfflineAction.giveBack())
                    .line(3, nine.plus(ofMinutes(17)), "INF002", OfflineAction.take())
                    .line(4, now.plusSeconds(1), "INF002", OfflineAction.giveBack());
            List<OfflineReceipt> receipts = hospital.sarah().scans().importOffline(batch);
            assertThat(receipts).extracting(OfflineReceipt::state).containsOnly(State.APPLIED);
            assertThat(receipts)
                    .extracting(OfflineReceipt::at)
                    .containsExactly(
                            nine.minus(ofMinutes(3)).minusSeconds(1),
                            nine.plus(ofMinutes(17)).minusSeconds(1),
                            nine.plus(ofMinutes(17)).minusSeconds(1),
                            now);
            assertThat(receipts)
                    .allMatch(OfflineReceipt::isDatedRoughly)
                    .allSatisfy(receipt -> assertThat(receipt.says())
                            .isEqualTo("the scanner's clock was set since; this was between " + receipt.earliest()
                                    + " and " + receipt.at() + ", of which the later counts"));
            Session first = sessions(hospital).get(1);
            assertThat(first.start()).isEqualTo(receipts.get(0).at());
            assertThat(first.actual()).as("one clock measured it").contains(ofMinutes(20));
            assertThat(hospital.sarah().scans().importOffline(batch.handedOverAt(now)))
                    .isEqualTo(receipts.stream().map(OfflineReceipt::again).toList());
            assertThat(hospital.verify().intact()).isTrue();
        }
    }

    @Test
    default void a_clock_that_was_set_forward_by_minutes_refuses_nothing() {
        try (Hospital hospital = hospital()) {
            hospital.pump("INF001");
            hospital.clock.advance(ofHours(8));
            Instant now = hospital.clock.instant();
            List<OfflineReceipt> receipts = hospital.sarah()
                    .scans()
                    .importOffline(OfflineBatch.of("scanner-7", now)
                            .line(1, now.minus(ofMinutes(60)), "INF001", OfflineAction.take())
                            .line(2, now.minus(ofMinutes(20)), "INF001", OfflineAction.giveBack()));
            assertThat(receipts).extracting(OfflineReceipt::state).containsOnly(State.APPLIED);
            assertThat(receipts).noneMatch(OfflineReceipt::isDatedRoughly);
        }
    }

    @Test
    default void a_line_that_cannot_be_dated_is_kept_until_somebody_has_decided() {
        try (Hospital hospital = hospital()) {
            Session session = hospital.inUse("INF001");
            hospital.pump("INF002");
            hospital.clock.advance(ofHours(8));
            Instant now = hospital.clock.instant();
            Workspace sarah = hospital.sarah();
            for (Instant lost : List.of(Instant.EPOCH, Instant.parse("2000-01-01T00:00:00Z"), now.plus(ofDays(900)))) {
                OfflineReceipt receipt = settle(sarah, 1, lost.plusSeconds(300), "INF001", OfflineAction.giveBack());
                assertThat(receipt.state()).isEqualTo(State.UNDATED);
                assertThat(receipt.state().isFinal()).isFalse();
                assertThat(receipt.state().needsDecision()).isTrue();
                assertThat(receipt.asset()).isEqualTo(session.asset());
                assertThat(receipt.at()).isNull();
                assertThat(receipt.says()).contains("cannot be told", "no later than " + now, "somebody has to decide");
            }
            assertThat(sarah.sessions().get(session.id())).isEqualTo(session);
            assertThat(trail(hospital, Subject.client("scanner-7"))).isEmpty();
            OfflineBatch batch = OfflineBatch.of("scanner-7", now)
                    .line(1, Instant.EPOCH.plusSeconds(300), "INF001", OfflineAction.giveBack())
                    .line(2, now, "INF002", OfflineAction.fault("beeps"));
            Instant then = now.minus(ofHours(3)).plusNanos(7);
            assertThat(sarah.scans().importOffline(batch.decided(1, then)))
                    .extracting(OfflineReceipt::state)
                    .containsOnly(State.APPLIED);
            assertThat(sarah.sessions().get(session.id()).end()).isEqualTo(now.minus(ofHours(3)));
            assertThat(sarah.scans().importOffline(batch).get(0))
                    .as("a scanner that was not told in time")
                    .matches(receipt -> receipt.state() == State.DUPLICATE && receipt.before() == State.APPLIED);
            assertThat(hospital.verify().intact()).isTrue();
        }
    }

    @Test
    default void the_same_line_is_recorded_later_once_the_clock_tells_when_it_was() {
        try (Hospital hospital = hospital()) {
            hospital.pump("INF001");
            hospital.clock.advance(ofHours(8));
            Instant now = hospital.clock.instant();
            OfflineBatch batch = OfflineBatch.of("scanner-7", Instant.EPOCH)
                    .line(1, now.minus(ofHours(2)), "INF001", OfflineAction.take());
            Workspace sarah = hospital.sarah();
            assertThat(sarah.scans().importOffline(batch).get(0).state()).isEqualTo(State.UNDATED);
            assertThat(sarah.scans()
                            .importOffline(batch.handedOverAt(now))
                            .get(0)
                            .state())
                    .isEqualTo(State.APPLIED);
            assertThat(sessions(hospital).get(0).start()).isEqualTo(now.minus(ofHours(2)));
        }
    }

    @Test
    default void a_clock_that_lost_the_time_for_less_than_an_hour_holds_up_nothing() {
        try (Hospital hospital = hospital()) {
            hospital.pump("INF001");
            hospital.clock.advance(ofHours(8));
            Instant now = hospital.clock.instant();
            List<OfflineReceipt> receipts = hospital.sarah()
                    .scans()
                    .importOffline(OfflineBatch.of("scanner-7", now)
                            .line(1, now.minus(ofMinutes(50)), "INF001", OfflineAction.move(Place.of("ICU")))
                            .line(2, Instant.EPOCH.plusSeconds(60), "INF001", OfflineAction.take())
                            .line(3, Instant.EPOCH.plusSeconds(660), "INF001", OfflineAction.giveBack()));
            assertThat(receipts.subList(1, 3))
                    .extracting(OfflineReceipt::earliest)
                    .containsExactly(now.minus(ofMinutes(50)), now.minus(ofMinutes(40)));
            assertThat(receipts.subList(1, 3))
                    .extracting(OfflineReceipt::at)
                    .containsExactly(now.minus(ofMinutes(10)), now);
            assertThat(sessions(hospital).get(0).actual()).contains(ofMinutes(10));
        }
    }

    @Test
    default void what_cannot_be_dated_does_not_hold_up_what_came_later() {
        try (Hospital hospital = hospital()) {
            hospital.pump("INF001");
            hospital.pump("INF002");
            hospital.clock.advance(ofHours(8));
            Instant now = hospital.clock.instant();
            List<OfflineReceipt> future = hospital.sarah()
                    .scans()
                    .importOffline(OfflineBatch.of("scanner-8", now)
                            .line(1, now.plus(ofDays(900)), "INF001", OfflineAction.take())
                            .line(2, now.plus(ofDays(901)), "INF002", OfflineAction.take())
                            .line(3, now.minus(ofHours(2)), "INF001", OfflineAction.fault("beeps")));
            assertThat(future)
                    .extracting(OfflineReceipt::state)
                    .containsExactly(State.UNDATED, State.UNDATED, State.APPLIED);
            assertThat(sessions(hospital)).isEmpty();
        }
    }

    @Test
    default void what_is_too_old_is_kept_until_somebody_has_decided() {
        try (Hospital hospital = hospital()) {
            Session session = hospital.inUse("INF001");
            Instant friday = hospital.clock.instant().plus(ofHours(2));
            hospital.clock.advance(ofDays(4));
            Workspace sarah = hospital.sarah();
            OfflineReceipt old = settle(sarah, 1, friday, "INF001", OfflineAction.giveBack());
            assertThat(old.state()).isEqualTo(State.TOO_OLD);
            assertThat(old.state().isFinal()).isFalse();
            assertThat(old.state().needsDecision()).isTrue();
            assertThat(old.at()).isEqualTo(friday);
            assertThat(old.says()).contains("waits until somebody has decided");
            assertThat(sarah.scans()
                            .importOffline(OfflineBatch.of("scanner-7", sarah.now())
                                    .line(1, friday, "INF001", OfflineAction.giveBack())
                                    .decided(1, old.at()))
                            .get(0)
                            .state())
                    .isEqualTo(State.APPLIED);
            assertThat(sarah.sessions().get(session.id()).end()).isEqualTo(friday);
        }
    }

    @Test
    default void what_was_decided_yields_to_what_others_did_later_and_lies_in_the_past() {
        try (Hospital hospital = hospital()) {
            AssetId pump = hospital.pump("INF001").id();
            Instant then = hospital.clock.instant();
            hospital.clock.advance(ofDays(1));
            hospital.technician().assets().move(pump, Place.of("ER"));
            hospital.clock.advance(ofDays(4));
            Workspace tom = hospital.technician();
            OfflineBatch batch = OfflineBatch.of("scanner-7", tom.now())
                    .line(1, Instant.EPOCH, "INF001", OfflineAction.move(Place.of("ICU")));
            assertThat(tom.scans()
                            .importOffline(batch.decided(1, tom.now().plusSeconds(1)))
                            .get(0))
                    .matches(receipt -> receipt.state() == State.REFUSED && receipt.code() == Code.BAD_INPUT);
            assertThat(tom.scans().importOffline(batch.decided(1, then)).get(0).state())
                    .isEqualTo(State.CONFLICT);
            assertThat(hospital.asset("INF001").place()).isEqualTo(Place.of("ER"));
            refusal(Code.BAD_INPUT, () -> batch.decided(2, then));
            refusal(Code.BAD_INPUT, () -> batch.decided(1, null));
            refusal(Code.BAD_INPUT, () -> batch.decided(1, Instant.MAX));
        }
    }

    @Test
    default void an_asset_whose_row_is_damaged_holds_up_neither_a_batch_nor_a_list() {
        try (Hospital hospital = hospital()) {
            hospital.pump("INF001");
            hospital.pump("INF002");
            Store damaged = failing(
                    hospital,
                    "INF001",
                    new TrackingException.Failure(Code.STORED_DATA_UNREADABLE, Message.of("a row cannot be read")));
            try (Hospital other = hospital.over(damaged)) {
                Instant now = hospital.clock.instant();
                assertThat(other.sarah()
                                .scans()
                                .importOffline(OfflineBatch.of("scanner-7", now)
                                        .line(1, now, "INF001", OfflineAction.take())
                                        .line(2, now, "INF002", OfflineAction.take())))
                        .extracting(OfflineReceipt::code)
                        .containsExactly(Code.STORED_DATA_UNREADABLE, null);
                assertThat(other.technician()
                                .assets()
                                .importCsv(
                                        new StringReader("id,name\nINF001,A\nINF002,B\n"), CsvImportOptions.standard()))
                        .hasToString("2 rows: 0 added, 1 changed, 0 unchanged, 1 failed");
            }
        }
    }

    @Test
    default void the_scanners_clock_comes_into_the_trail_even_if_the_first_answer_was_lost() {
        try (Hospital hospital = hospital()) {
            hospital.pump("INF001");
            Instant now = hospital.clock.instant();
            OfflineBatch batch = OfflineBatch.of("scanner-7", now).line(7, now, "INF001", OfflineAction.fault("beeps"));
            Store dying = failing(hospital, "client", new TrackingException.Busy(Message.of("try again")));
            try (Hospital other = hospital.over(dying)) {
                refusal(Code.BUSY, () -> other.sarah().scans().importOffline(batch));
            }
            assertThat(trail(hospital, Subject.client("scanner-7"))).isEmpty();
            // Where the host's transaction was joined, it was rolled back as a whole.
            assertThat(hospital.sarah().scans().importOffline(batch).get(0).state())
                    .isIn(State.DUPLICATE, State.APPLIED);
            assertThat(hospital.sarah().scans().importOffline(batch).get(0).state())
                    .isEqualTo(State.DUPLICATE);
            assertThat(trail(hospital, Subject.client("scanner-7")))
                    .singleElement()
                    .extracting(AuditEntry::fact)
                    .isEqualTo(new Fact.OfflineBatchImported(now, 7, 7, 1, 0));
            assertThat(hospital.asset("INF001").holds()).hasSize(1);
        }
    }

    @Test
    default void neither_another_persons_lines_nor_a_request_id_are_in_the_way_of_a_scanners() {
        try (Hospital hospital = hospital()) {
            AssetId pump = hospital.pump("INF001").id();
            hospital.clock.advance(ofHours(1));
            Instant now = hospital.clock.instant();
            Workspace ben = hospital.nurse("ben", "ICU");
            assertThat(settle(ben, 1, now, "INF001", OfflineAction.fault("beeps"))
                            .state())
                    .isEqualTo(State.APPLIED);
            for (String id : List.of("line/scanner-7/1", "line/5/sarah/scanner-7/1", "5/sarah/scanner-7/1")) {
                hospital.sarah().request(RequestId.of(id)).assets().hold(pump, Hold.Kind.FAULT, id);
                ben.request(RequestId.of(id)).assets().hold(pump, Hold.Kind.FAULT, id);
            }
            assertThat(settle(hospital.sarah(), 1, now, "INF001", OfflineAction.fault("smells"))
                            .state())
                    .isEqualTo(State.APPLIED);
            assertThat(settle(hospital.sarah(), 1, now, "INF001", OfflineAction.fault("smells"))
                            .state())
                    .isEqualTo(State.DUPLICATE);
        }
    }

    @Test
    default void a_batch_that_is_none_is_refused_as_a_whole() {
        try (Hospital hospital = hospital()) {
            Instant now = hospital.clock.instant();
            refusal(Code.BAD_INPUT, () -> OfflineBatch.of("x".repeat(40), now));
            refusal(
                    Code.BAD_INPUT,
                    () -> OfflineBatch.of("scanner-7", now).line(0, now, "INF001", OfflineAction.take()));
            refusal(
                    Code.BAD_INPUT,
                    () -> new OfflineBatch(
                            "scanner-7",
                            now,
                            IntStream.range(0, 501)
                                    .mapToObj(i -> new OfflineBatch.Line(i + 1, now, "INF001", OfflineAction.take()))
                                    .toList()));
            refusal(Code.BAD_INPUT, () -> OfflineAction.fault(" "));
            List<OfflineReceipt> none =
                    new ArrayList<>(hospital.sarah().scans().importOffline(OfflineBatch.of("scanner-7", now)));
            assertThat(none).isEmpty();
        }
    }
}
