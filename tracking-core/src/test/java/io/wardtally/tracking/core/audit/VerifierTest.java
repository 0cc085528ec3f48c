package io.wardtally.tracking.core.audit;

import static io.wardtally.tracking.core.contract.Promises.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.wardtally.tracking.Message;
import io.wardtally.tracking.Page;
import io.wardtally.tracking.Paging;
import io.wardtally.tracking.RequestId;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.audit.Checkpoint;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.audit.VerificationResult;
import io.wardtally.tracking.audit.VerificationResult.Defect;
import io.wardtally.tracking.audit.VerificationResult.Finding;
import io.wardtally.tracking.core.Wardtally;
import io.wardtally.tracking.core.contract.Forgery;
import io.wardtally.tracking.core.contract.Hospital;
import io.wardtally.tracking.place.Place;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.store.Batch;
import io.wardtally.tracking.store.CheckedSubject;
import io.wardtally.tracking.store.CommitResult;
import io.wardtally.tracking.store.Dossier;
import io.wardtally.tracking.store.DossierKey;
import io.wardtally.tracking.store.FoundDossiers;
import io.wardtally.tracking.store.Item;
import io.wardtally.tracking.store.Journal;
import io.wardtally.tracking.store.LoggedFact;
import io.wardtally.tracking.store.ProjectedValue;
import io.wardtally.tracking.store.Projections;
import io.wardtally.tracking.store.Query;
import io.wardtally.tracking.store.SignedFact;
import io.wardtally.tracking.store.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VerifierTest {

    private static final Subject PUMP = Subject.asset(AssetId.of("INF001"));
    private static final Subject MONITOR = Subject.asset(AssetId.of("MON001"));

    private final Hospital hospital = new Hospital(Wardtally.memoryStore());

    /** Six facts of the pump at the log's positions 1 to 6, and one of a monitor at 7. */
    @BeforeEach
    void aDay() {
        Session first = hospital.inUse("INF001");
        hospital.sarah().sessions().end(first.id(), "fine");
        hospital.sarah().overrides().declare(first.asset(), "arrest");
        hospital.sarah().assets().clean(first.asset());
        move(first.asset(), 1);
        hospital.pump("MON001");
    }

    @AfterEach
    void close() {
        hospital.close();
    }

    @Test
    void an_honest_trail_is_intact_and_counted() {
        Checkpoint kept = hospital.auditor().audit().checkpoint();
        assertThat(kept.size()).isEqualTo(7);
        assertThat(hospital.auditor().audit().verify(kept)).isEqualTo(new VerificationResult(2, 7, List.of()));
        assertThat(forged(forgery -> {})).isEmpty();
    }

    @Test
    void facts_name_rows_by_kind_and_id() {
        Forgery forgery = Forgery.of(hospital.store);
        Session session = forgery.sessions.get(0);
        Item override = forgery.items.get(0);
        assertThat(RowName.of(session)).isEqualTo("session/" + session.id());
        assertThat(RowName.of(override)).isEqualTo("item/override/" + override.id());
    }

    @Test
    void an_empty_trail_is_intact() {
        try (Hospital empty = new Hospital(Wardtally.memoryStore())) {
            Checkpoint kept = empty.auditor().audit().checkpoint();
            assertThat(kept.size()).isZero();
            assertThat(empty.auditor().audit().verify(kept)).isEqualTo(new VerificationResult(0, 0, List.of()));
        }
    }

    @Test
    void a_trail_of_several_pages_is_intact_and_the_last_fact_is_looked_at() {
        for (int i = 0; i < 1_000; i++) {
            move(AssetId.of("MON001"), i);
        }
        Checkpoint kept = hospital.auditor().audit().checkpoint();
        assertThat(kept.size()).isEqualTo(1_007);
        assertThat(hospital.auditor().audit().verify(kept)).isEqualTo(new VerificationResult(2, 1_007, List.of()));
        assertThat(forged(forgery -> edit(forgery, 1_007)))
                .containsExactly(new Finding(Defect.ALTERED, MONITOR, 1_001, 1_007));
    }

    @Test
    void no_more_than_a_hundred_findings_are_told() {
        for (int i = 0; i < 150; i++) {
            move(AssetId.of("MON001"), i);
        }
        assertThat(forged(forgery -> {
                    for (int position = 1; position <= forgery.facts.size(); position++) {
                        edit(forgery, position);
                    }
                }))
                .hasSize(100)
                .contains(new Finding(Defect.ALTERED, MONITOR, 94, 100))
                .doesNotContain(new Finding(Defect.ALTERED, MONITOR, 95, 101));
    }

    @Test
    void a_fact_that_is_missing_leaves_a_gap_in_its_subject_and_in_the_log_and_a_row_that_nobody_wrote() {
        assertThat(forged(forgery -> forgery.facts.remove(3)))
                .containsExactly(
                        new Finding(Defect.MISSING, PUMP, 4, 0),
                        new Finding(Defect.ROW_ADDED, PUMP, 6, 0),
                        new Finding(Defect.LOG_GAP, null, 0, 4));
        assertThat(forged(forgery -> forgery.facts.remove(6)))
                .containsExactly(
                        new Finding(Defect.MISSING, MONITOR, 1, 0), new Finding(Defect.ROW_ADDED, MONITOR, 0, 0));
    }

    @Test
    void every_gap_of_a_subject_is_told_and_the_first_of_the_log() {
        assertThat(forged(forgery -> {
                    forgery.facts.remove(3);
                    forgery.facts.remove(1);
                }))
                .containsExactly(
                        new Finding(Defect.MISSING, PUMP, 2, 0),
                        new Finding(Defect.MISSING, PUMP, 4, 0),
                        new Finding(Defect.ROW_ADDED, PUMP, 6, 0),
                        new Finding(Defect.LOG_GAP, null, 0, 2));
    }

    @Test
    void a_fact_that_is_there_twice_is_misplaced() {
        assertThat(forged(forgery ->
                        forgery.facts.add(new LoggedFact(forgery.facts.get(4).fact(), 8))))
                .containsExactly(new Finding(Defect.MISPLACED, PUMP, 5, 8));
    }

    @Test
    void a_version_that_is_not_the_last_facts_number_is_found() {
        assertThat(forged(forgery -> forgery.versions.put(PUMP, 5L)))
                .containsExactly(new Finding(Defect.ROW_ALTERED, PUMP, 6, 0));
        assertThat(forged(forgery -> forgery.versions.put(PUMP, 7L)))
                .containsExactly(new Finding(Defect.MISSING, PUMP, 7, 0));
    }

    @Test
    void a_current_row_that_was_edited_is_found_at_the_fact_that_last_wrote_it() {
        assertThat(forged(forgery -> forgery.assets.replaceAll(asset -> asset.withPlace(Place.of("elsewhere")))))
                .containsExactly(
                        new Finding(Defect.ROW_ALTERED, PUMP, 6, 0), new Finding(Defect.ROW_ALTERED, MONITOR, 1, 0));
        assertThat(forged(forgery -> forgery.sessions.replaceAll(Session::asVoided)))
                .containsExactly(new Finding(Defect.ROW_ALTERED, PUMP, 3, 0));
        assertThat(forged(forgery -> forgery.items.replaceAll(VerifierTest::forGood)))
                .containsExactly(new Finding(Defect.ROW_ALTERED, PUMP, 4, 0));
    }

    @Test
    void a_current_row_that_is_gone_is_found_at_the_fact_that_last_wrote_it() {
        assertThat(forged(
                        forgery -> forgery.assets.removeIf(asset -> asset.name().endsWith("INF001"))))
                .containsExactly(new Finding(Defect.ROW_MISSING, PUMP, 6, 0));
        assertThat(forged(forgery -> forgery.sessions.clear()))
                .containsExactly(new Finding(Defect.ROW_MISSING, PUMP, 3, 0));
        assertThat(forged(forgery -> forgery.items.clear()))
                .containsExactly(new Finding(Defect.ROW_MISSING, PUMP, 4, 0));
    }

    @Test
    void a_current_row_that_no_fact_wrote_is_found() {
        assertThat(forged(forgery -> forgery.sessions.replaceAll(is -> of(is, AssetId.of("MON001")))))
                .containsExactly(
                        new Finding(Defect.ROW_MISSING, PUMP, 3, 0), new Finding(Defect.ROW_ADDED, MONITOR, 1, 0));
    }

    @Test
    void rows_of_an_asset_that_nobody_registered_are_found() {
        Subject stranger = Subject.asset(AssetId.of("X"));
        assertThat(forged(forgery -> forgery.sessions.add(of(forgery.sessions.get(0), AssetId.of("X")))))
                .containsExactly(new Finding(Defect.ROW_ADDED, stranger, 0, 0));
        assertThat(forged(forgery -> forgery.items.add(of(forgery.items.get(0), AssetId.of("X")))))
                .containsExactly(new Finding(Defect.ROW_ADDED, stranger, 0, 0));
        assertThat(forged(forgery -> {
                    for (int i = 0; i < 60; i++) {
                        forgery.sessions.add(of(forgery.sessions.get(0), AssetId.of("X")));
                        forgery.items.add(of(forgery.items.get(0), AssetId.of("X")));
                    }
                }))
                .hasSize(100);
    }

    @Test
    void an_asset_that_no_fact_registered_is_found() {
        assertThat(forged(forgery -> forgery.assets.add(Asset.of("X", "Stray", "infusion-pump"))))
                .containsExactly(new Finding(Defect.ROW_ADDED, Subject.asset(AssetId.of("X")), 0, 0));
        assertThat(forged(forgery -> {
                    forgery.facts.clear();
                    forgery.versions.clear();
                    forgery.sessions.clear();
                    forgery.items.clear();
                    forgery.claims.clear();
                    forgery.assets.removeIf(asset -> asset.id().value().equals("INF001"));
                }))
                .containsExactly(new Finding(Defect.ROW_ADDED, MONITOR, 0, 0));
    }

    @Test
    void a_claim_that_does_not_say_what_the_sessions_say_is_found() {
        AssetId used = hospital.inUse("INF002").asset();
        assertThat(forged(forgery -> {})).isEmpty();
        assertThat(forged(forgery -> forgery.unclaimed.add(used)))
                .containsExactly(new Finding(Defect.ROW_ALTERED, Subject.asset(used), 2, 0));
    }

    @Test
    void positions_that_run_against_the_order_of_a_subject_are_found() {
        assertThat(forged(forgery -> {
                    LoggedFact second = forgery.facts.get(1);
                    forgery.facts.set(1, new LoggedFact(second.fact(), 3));
                    forgery.facts.set(2, new LoggedFact(forgery.facts.get(2).fact(), 2));
                }))
                .containsExactly(new Finding(Defect.MISPLACED, PUMP, 3, 2));
        assertThat(forged(forgery ->
                        forgery.facts.set(2, new LoggedFact(forgery.facts.get(2).fact(), 2))))
                .containsExactly(new Finding(Defect.MISPLACED, PUMP, 3, 2), new Finding(Defect.LOG_GAP, null, 0, 3));
    }

    @Test
    void what_cannot_be_read_is_named_and_the_rest_is_examined() {
        assertThat(forged(forgery -> {
                    forgery.garbled.add(1L);
                    forgery.garbled.add(2L);
                    edit(forgery, 3);
                    edit(forgery, 7);
                }))
                .containsExactlyInAnyOrder(
                        new Finding(Defect.UNREADABLE, PUMP, 1, 0),
                        new Finding(Defect.UNREADABLE, null, 0, 1),
                        new Finding(Defect.UNREADABLE, PUMP, 2, 0),
                        new Finding(Defect.UNREADABLE, null, 0, 2),
                        new Finding(Defect.ALTERED, PUMP, 3, 3),
                        new Finding(Defect.ALTERED, MONITOR, 1, 7));
        assertThat(failing(Code.STORED_DATA_UNREADABLE, query -> query instanceof Query.Assets))
                .containsExactly(new Finding(Defect.UNREADABLE, null, 0, 0));
    }

    @Test
    void where_the_log_is_noted_to_end_elsewhere_that_is_named() {
        long end = Forgery.of(hospital.store).sealed();
        assertThat(forged(forgery -> forgery.noted = end + 2))
                .containsExactly(new Finding(Defect.LOG_GAP, null, 0, end + 1));
    }

    @Test
    void a_subject_whose_rows_cannot_be_read_is_named_once_and_not_taken_for_a_stranger() {
        try (Hospital copy = hospital.over(new Overlay(Forgery.of(hospital.store)) {
            @Override
            public FoundDossiers find(List<DossierKey> keys, RequestId request) {
                if (keys.equals(List.of(new DossierKey.OfSubject(PUMP)))) {
                    throw new TrackingException.Failure(
                            Code.STORED_DATA_UNREADABLE, Message.of("a row cannot be read"));
                }
                return super.find(keys, request);
            }
        })) {
            assertThat(copy.verify().findings()).containsExactly(new Finding(Defect.UNREADABLE, PUMP, 0, 0));
        }
    }

    @Test
    void a_failure_of_the_store_is_no_finding() {
        refusal(Code.STORE_FAILED, () -> failing(Code.STORE_FAILED, query -> query instanceof Query.Items));
    }

    @Test
    void a_state_that_is_no_list_of_rows_is_found() {
        for (String state : List.of("asset", "asset\n=\n", "asset=1")) {
            assertThat(forged(forgery -> rewrite(forgery, 7, is -> withState(is, state))))
                    .containsExactly(
                            new Finding(Defect.ALTERED, MONITOR, 1, 7), new Finding(Defect.ROW_ADDED, MONITOR, 1, 0));
        }
    }

    @Test
    void a_subject_that_vanished_is_found_in_the_log_that_still_has_it() {
        assertThat(log(log -> {}, forgery -> {
                    forgery.facts.removeIf(row -> row.fact().subject().equals(MONITOR));
                    forgery.versions.remove(MONITOR);
                    forgery.assets.removeIf(asset -> asset.id().value().equals("MON001"));
                }))
                .containsExactly(new Finding(Defect.ROW_MISSING, MONITOR, 1, 7));
    }

    @Test
    void a_log_that_tells_something_else_is_found_where_it_differs() {
        assertThat(log(
                        log -> {
                            LoggedFact second = log.get(1);
                            log.set(1, new LoggedFact(log.get(2).fact(), 2));
                            log.set(2, new LoggedFact(second.fact(), 3));
                        },
                        forgery -> {}))
                .containsExactly(
                        new Finding(Defect.LOG_DIFFERS, PUMP, 3, 2), new Finding(Defect.LOG_DIFFERS, PUMP, 2, 3));
    }

    @Test
    void a_log_that_only_grew_by_a_copy_is_found() {
        assertThat(log(log -> log.add(new LoggedFact(log.get(6).fact(), 8)), forgery -> {}))
                .containsExactly(new Finding(Defect.LOG_DIFFERS, MONITOR, 1, 8));
    }

    @Test
    void a_log_that_lost_its_end_or_its_middle_is_found() {
        assertThat(log(log -> log.remove(6), forgery -> {})).containsExactly(new Finding(Defect.LOG_GAP, null, 0, 7));
        assertThat(log(log -> log.remove(2), forgery -> {})).containsExactly(new Finding(Defect.LOG_GAP, null, 0, 3));
        assertThat(log(List::clear, forgery -> {})).containsExactly(new Finding(Defect.LOG_GAP, null, 0, 1));
    }

    @Test
    void a_fact_that_lost_its_position_is_found_in_the_log() {
        assertThat(log(
                        log -> {},
                        forgery -> forgery.facts.set(
                                6, new LoggedFact(forgery.facts.get(6).fact(), 0))))
                .containsExactly(new Finding(Defect.LOG_DIFFERS, MONITOR, 1, 7));
    }

    @Test
    void what_a_kept_checkpoint_covers_can_neither_be_cut_nor_rewritten() {
        Checkpoint kept = hospital.auditor().audit().checkpoint();
        assertThat(against(kept, forgery -> {
                    forgery.facts.removeIf(row -> row.position() > 5);
                    forgery.versions.put(PUMP, 5L);
                    forgery.versions.remove(MONITOR);
                }))
                .contains(new Finding(Defect.LOG_CUT, null, 0, 6));
        assertThat(against(
                        kept,
                        forgery ->
                                rewrite(forgery, 6, is -> forgery.facts.get(4).fact())))
                .contains(new Finding(Defect.LOG_REWRITTEN, null, 0, 7));
        move(AssetId.of("INF001"), 2);
        assertThat(against(kept, forgery -> {})).isEmpty();
    }

    @Test
    void a_checkpoint_of_another_facility_or_with_a_touched_signature_covers_nothing() {
        Checkpoint is = hospital.auditor().audit().checkpoint();
        for (Checkpoint touched : List.of(
                new Checkpoint("st-john", is.size(), is.root(), is.at(), is.key(), is.signature()),
                new Checkpoint(is.facility(), 3, is.root(), is.at(), is.key(), is.signature()))) {
            assertThat(against(touched, forgery -> {}))
                    .containsExactly(new Finding(Defect.CHECKPOINT_INVALID, null, 0, 0));
        }
    }

    @Test
    void facts_that_are_sealed_while_the_trail_is_verified_are_not_missed() {
        assertThat(verifiedWhile(() -> {
                    move(AssetId.of("INF001"), 2);
                    hospital.store.journal().seal(10);
                }))
                .isEqualTo(new VerificationResult(2, 7, List.of()));
    }

    @Test
    void facts_that_nobody_sealed_yet_do_not_disturb() {
        assertThat(verifiedWhile(() -> move(AssetId.of("INF001"), 2)))
                .isEqualTo(new VerificationResult(2, 7, List.of()));
    }

    @Test
    void a_flaw_that_was_only_seen_because_somebody_worked_is_looked_at_again() {
        try (Hospital copy = hospital.over(new Restless(Forgery.of(hospital.store), 19))) {
            assertThat(copy.verify().findings()).isEmpty();
        }
    }

    @Test
    void a_subject_that_never_rests_is_said_to_be_busy() {
        try (Hospital copy = hospital.over(new Restless(Forgery.of(hospital.store), 20))) {
            refusal(Code.BUSY, copy::verify);
        }
    }

    private void move(AssetId asset, int room) {
        hospital.technician().assets().move(asset, Place.of("ICU", "room " + room));
    }

    private List<Finding> forged(Consumer<Forgery> tamper) {
        return against(null, tamper);
    }

    private List<Finding> against(Checkpoint kept, Consumer<Forgery> tamper) {
        Forgery forgery = Forgery.of(hospital.store);
        tamper.accept(forgery);
        try (Hospital copy = hospital.over(forgery)) {
            return kept == null
                    ? copy.verify().findings()
                    : copy.auditor().audit().verify(kept).findings();
        }
    }

    private List<Finding> log(Consumer<List<LoggedFact>> tamper, Consumer<Forgery> beside) {
        Forgery forgery = Forgery.of(hospital.store);
        List<LoggedFact> log = new ArrayList<>(forgery.log(0, 1_000));
        tamper.accept(log);
        beside.accept(forgery);
        try (Hospital copy = hospital.over(new Overlay(forgery) {
            @Override
            public List<LoggedFact> log(long afterPosition, int limit) {
                return log.stream()
                        .filter(row -> row.position() > afterPosition)
                        .limit(limit)
                        .toList();
            }
        })) {
            return copy.verify().findings();
        }
    }

    private VerificationResult verifiedWhile(Runnable work) {
        try (Hospital copy = hospital.over(new Overlay(hospital.store) {
            private boolean worked;

            @Override
            public <T> Page<T> page(Query<T> query, Paging paging) {
                if (query instanceof Query.Subjects && !worked) {
                    worked = true;
                    work.run();
                }
                return super.page(query, paging);
            }
        })) {
            return copy.verify();
        }
    }

    private List<Finding> failing(Code code, Predicate<Query<?>> at) {
        try (Hospital copy = hospital.over(new Overlay(Forgery.of(hospital.store)) {
            @Override
            public <T> Page<T> page(Query<T> query, Paging paging) {
                if (at.test(query)) {
                    throw new TrackingException.Failure(code, Message.of("no page of these"));
                }
                return super.page(query, paging);
            }
        })) {
            return copy.verify().findings();
        }
    }

    private static void edit(Forgery forgery, int position) {
        rewrite(
                forgery,
                position,
                is -> new SignedFact(
                        is.subject(),
                        is.sequence(),
                        is.happened().plusSeconds(1),
                        is.recorded(),
                        is.by(),
                        is.type(),
                        is.details(),
                        is.personal(),
                        is.state(),
                        is.key(),
                        is.digest()));
    }

    private static SignedFact withState(SignedFact is, String state) {
        return new SignedFact(
                is.subject(),
                is.sequence(),
                is.happened(),
                is.recorded(),
                is.by(),
                is.type(),
                is.details(),
                is.personal(),
                state,
                is.key(),
                is.digest());
    }

    private static void rewrite(Forgery forgery, long position, UnaryOperator<SignedFact> pen) {
        forgery.facts.replaceAll(
                row -> row.position() == position ? new LoggedFact(pen.apply(row.fact()), position) : row);
    }

    private static Session of(Session is, AssetId asset) {
        return is.with(draft -> draft.asset = asset);
    }

    private static Item of(Item is, AssetId asset) {
        return new Item(Subject.asset(asset), is.kind(), is.id(), is.live(), is.keys(), is.content());
    }

    private static Item forGood(Item is) {
        return new Item(is.subject(), is.kind(), is.id(), false, is.keys(), is.content());
    }

    /** A store in which the pump's version is another each time it is asked for, so many times in all. */
    private static final class Restless extends Overlay {

        private int looksLeft;

        Restless(Store under, int looks) {
            super(under);
            this.looksLeft = 2 * looks;
        }

        @Override
        public FoundDossiers find(List<DossierKey> keys, RequestId request) {
            FoundDossiers found = super.find(keys, request);
            if (looksLeft == 0 || !keys.equals(List.of(new DossierKey.OfSubject(PUMP)))) {
                return found;
            }
            looksLeft--;
            Dossier is = found.dossiers().get(0);
            return new FoundDossiers(
                    List.of(new Dossier(
                            PUMP, is.version() + 1 + looksLeft, is.nextCheck(), is.asset(), is.sessions(), is.items())),
                    found.earlier(),
                    found.revision(),
                    found.facility());
        }
    }

    /** Another store, with one thing about it changed. */
    private static class Overlay implements Store, Journal {

        private final Store under;

        Overlay(Store under) {
            this.under = under;
        }

        @Override
        public Map<String, String> keyChecks(Map<String, String> checks) {
            return under.keyChecks(checks);
        }

        @Override
        public String enrol(String facility) {
            return under.enrol(facility);
        }

        @Override
        public FoundDossiers find(List<DossierKey> keys, RequestId request) {
            return under.find(keys, request);
        }

        @Override
        public CommitResult commit(Batch batch) {
            return under.commit(batch);
        }

        @Override
        public <T> Page<T> page(Query<T> query, Paging paging) {
            return under.page(query, paging);
        }

        @Override
        public Map<List<String>, Long> tally(Query.Items which, List<Query.Items.Column> by) {
            return under.tally(which, by);
        }

        @Override
        public List<Dossier> due(Instant now, Instant until, int limit) {
            return under.due(now, until, limit);
        }

        @Override
        public int acknowledge(List<CheckedSubject> looked) {
            return under.acknowledge(looked);
        }

        @Override
        public List<Dossier> walk(long revision, Subject after, int limit) {
            return under.walk(revision, after, limit);
        }

        @Override
        public Journal journal() {
            return this;
        }

        @Override
        public List<LoggedFact> facts(Subject subject, long afterSequence, int limit) {
            return under.journal().facts(subject, afterSequence, limit);
        }

        @Override
        public int seal(int limit) {
            return under.journal().seal(limit);
        }

        @Override
        public long sealed() {
            return under.journal().sealed();
        }

        @Override
        public List<LoggedFact> log(long afterPosition, int limit) {
            return under.journal().log(afterPosition, limit);
        }

        @Override
        public long cursor(String consumer) {
            return under.journal().cursor(consumer);
        }

        @Override
        public boolean advance(String consumer, long from, long to, List<ProjectedValue> derived) {
            return under.journal().advance(consumer, from, to, derived);
        }

        @Override
        public Projections derived() {
            return under.derived();
        }

        @Override
        public int forget(Instant before, int limit) {
            return under.forget(before, limit);
        }
    }
}
