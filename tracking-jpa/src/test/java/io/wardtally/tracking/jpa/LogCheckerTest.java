package io.wardtally.tracking.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.asset.Hold;
import io.wardtally.tracking.core.contract.Hospital;
import io.wardtally.tracking.core.contract.Promises;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.session.UseRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogCheckerTest {

    private static final int THREADS = 16;
    private static final AssetId PUMP = AssetId.of("INF001");

    private final NaiveStore naive = new NaiveStore();

    @Test
    void what_one_after_another_do_is_a_possible_story() {
        try (Hospital hospital = new Hospital(naive.store())) {
            Session session = hospital.inUse(PUMP.value());
            Hold hold = hospital.technician().assets().hold(PUMP, Hold.Kind.RECALL, "called back");
            hospital.sarah().sessions().end(session.id(), "No issues");

            LogChecker checker = LogChecker.replay(hospital.tracking, hospital.store);

            assertThat(checker.effects())
                    .containsExactly(
                            "Registered INF001",
                            "SessionStarted " + session.id(),
                            "HoldPlaced " + hold.id(),
                            "SessionEnded " + session.id());
            assertThat(checker.against(checker.effects()).wrong()).isEmpty();
        }
    }

    @Test
    void a_store_that_looks_and_then_writes_gives_one_asset_to_many_and_that_is_seen() {
        try (Hospital hospital = new Hospital(naive.store())) {
            hospital.pump(PUMP.value());
            naive.lookTogether(THREADS);
            List<Session> sessions = Promises.together(
                    THREADS,
                    () -> hospital.sarah().sessions().start(UseRequest.of(PUMP)).orElseThrow());

            assertThat(sessions).doesNotHaveDuplicates();
            List<String> wrong =
                    LogChecker.replay(hospital.tracking, hospital.store).wrong();
            assertThat(wrong)
                    .filteredOn(one -> one.startsWith("started although"))
                    .hasSize(THREADS - 1);
            assertThat(wrong).filteredOn(one -> one.startsWith("number 2 of")).hasSize(THREADS - 1);
            assertThat(wrong).anyMatch(one -> one.startsWith("the audit"));
        }
    }

    @Test
    void a_store_that_looks_and_then_writes_loses_holds_and_that_is_seen() {
        try (Hospital hospital = new Hospital(naive.store())) {
            hospital.pump(PUMP.value());
            naive.lookTogether(THREADS);
            Promises.together(
                    THREADS, () -> hospital.technician().assets().hold(PUMP, Hold.Kind.RECALL, "called back"));

            assertThat(hospital.asset(PUMP.value()).holds()).hasSize(1);
            assertThat(LogChecker.replay(hospital.tracking, hospital.store).wrong())
                    .anyMatch(one -> one.startsWith("assets that are not as the facts say"));
        }
    }

    @Test
    void what_was_told_but_is_not_in_the_log_is_seen_and_so_is_the_reverse() {
        try (Hospital hospital = new Hospital(naive.store())) {
            hospital.pump(PUMP.value());

            assertThat(LogChecker.replay(hospital.tracking, hospital.store)
                            .against(List.of("Registered INF002"))
                            .wrong())
                    .containsExactlyInAnyOrder(
                            "told, but not in the log: Registered INF002",
                            "in the log, but nobody was told: Registered INF001");
        }
    }
}
