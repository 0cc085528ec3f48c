package io.wardtally.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
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
                        is.quirks()));
        assertThat(is.withOverrideLifetime(OTHER))
                .isEqualTo(new Policies(
                        none,
                        is.correctionWindow(),
                        OTHER,
                        is.requestRetention(),
                        is.oldestScan(),
                        is.longestUse(),
                        is.quirks()));
        assertThat(is.withRequestRetention(OTHER))
                .isEqualTo(new Policies(
                        none,
                        is.correctionWindow(),
                        is.overrideLifetime(),
                        OTHER,
                        is.oldestScan(),
                        is.longestUse(),
                        is.quirks()));
        assertThat(is.withOldestScan(OTHER))
                .isEqualTo(new Policies(
                        none,
                        is.correctionWindow(),
                        is.overrideLifetime(),
                        is.requestRetention(),
                        OTHER,
                        is.longestUse(),
                        is.quirks()));
        assertThat(is.withLongestUse(OTHER))
                .isEqualTo(new Policies(
                        none,
                        is.correctionWindow(),
                        is.overrideLifetime(),
                        is.requestRetention(),
                        is.oldestScan(),
                        OTHER,
                        is.quirks()));
        assertThat(is.withoutCleaning("wheelchair").withoutCleaning("bed").withoutCleaning())
                .containsExactlyInAnyOrder("wheelchair", "bed");
    }

    @Test
    void a_rule_without_a_length_is_refused() {
        assertThatThrownBy(() -> Policies.standard().withLongestUse(Duration.ZERO))
                .isInstanceOf(TrackingException.BadInput.class)
                .hasMessageContaining("longest use");
    }
}
