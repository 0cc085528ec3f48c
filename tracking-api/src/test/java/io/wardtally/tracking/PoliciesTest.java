package io.wardtally.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wardtally.tracking.scan.Concern.Rule;
import io.wardtally.tracking.scan.Concern.Weight;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PoliciesTest {

    private static final Duration OTHER = Duration.ofDays(4);

    @Test
    void each_rule_changes_by_itself() {
        Policies is = Policies.standard();
        Set<String> none = Set.of();
        assertThat(is.withCorrectionWindow(OTHER))
                .isEqualTo(new Policies(
                        none,
                        OTHER,
                        is.overrideLifetime(),
                        is.requestRetention(),
                        is.oldestScan(),
                        is.longestUse(),
                        is.weights(),
                        is.quirks()));
        assertThat(is.withOverrideLifetime(OTHER))
                .isEqualTo(new Policies(
                        none,
                        is.correctionWindow(),
                        OTHER,
                        is.requestRetention(),
                        is.oldestScan(),
                        is.longestUse(),
                        is.weights(),
                        is.quirks()));
        assertThat(is.withRequestRetention(OTHER))
                .isEqualTo(new Policies(
                        none,
                        is.correctionWindow(),
                        is.overrideLifetime(),
                        OTHER,
                        is.oldestScan(),
                        is.longestUse(),
                        is.weights(),
                        is.quirks()));
        assertThat(is.withOldestScan(OTHER))
                .isEqualTo(new Policies(
                        none,
                        is.correctionWindow(),
                        is.overrideLifetime(),
                        is.requestRetention(),
                        OTHER,
                        is.longestUse(),
                        is.weights(),
                        is.quirks()));
        assertThat(is.withLongestUse(OTHER))
                .isEqualTo(new Policies(
                        none,
                        is.correctionWindow(),
                        is.overrideLifetime(),
                        is.requestRetention(),
                        is.oldestScan(),
                        OTHER,
                        is.weights(),
                        is.quirks()));
        assertThat(is.withoutCleaning("wheelchair").withoutCleaning("bed").withoutCleaning())
                .containsExactlyInAnyOrder("wheelchair", "bed");
    }

    @Test
    void what_weighs_is_for_the_house_to_say_and_some_of_it_is_not() {
        Policies strict = Policies.standard().withWeight(Rule.NOT_TRAINED, Weight.BLOCK);
        assertThat(strict.weights())
                .isEqualTo(Map.of(
                        Rule.NOT_TRAINED,
                        Weight.BLOCK,
                        Rule.NOT_CONFIRMED,
                        Weight.WARNING,
                        Rule.NOT_CLEAN,
                        Weight.SOFT_BLOCK,
                        Rule.GUIDANCE_INCOMPLETE,
                        Weight.WARNING));
        assertThat(strict.withLongestUse(OTHER).weights()).isEqualTo(strict.weights());
        assertThatThrownBy(() -> strict.withWeight(Rule.IN_USE, Weight.WARNING))
                .isInstanceOf(TrackingException.BadInput.class)
                .hasMessage("weights are given to [NOT_CLEAN, NOT_TRAINED, NOT_CONFIRMED, GUIDANCE_INCOMPLETE]");
    }

    @Test
    void a_rule_without_a_length_is_refused() {
        assertThatThrownBy(() -> Policies.standard().withLongestUse(Duration.ZERO))
                .isInstanceOf(TrackingException.BadInput.class)
                .hasMessageContaining("longest use");
    }
}
