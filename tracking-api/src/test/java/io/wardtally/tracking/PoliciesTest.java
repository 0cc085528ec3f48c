package io.wardtally.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wardtally.tracking.policy.AtlasPolicies;
import io.wardtally.tracking.policy.Policies;
import io.wardtally.tracking.policy.ScanPolicies;
import io.wardtally.tracking.policy.SessionPolicies;
import io.wardtally.tracking.session.Concern.Weight;
import io.wardtally.tracking.session.ConcernCode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PoliciesTest {

    private static final Duration OTHER = Duration.ofDays(4);

    @Test
    void each_rule_changes_by_itself() {
        Policies is = Policies.standard();
        SessionPolicies use = is.sessions();
        assertThat(is.withSessions(one -> one.withCorrectionWindow(OTHER)).sessions())
                .isEqualTo(new SessionPolicies(
                        use.longestUse(), OTHER, use.completionWindow(), use.overrideLifetime(), use.weights(), true));
        assertThat(is.withSessions(one -> one.withCompletionWindow(OTHER)).sessions())
                .isEqualTo(new SessionPolicies(
                        use.longestUse(), use.correctionWindow(), OTHER, use.overrideLifetime(), use.weights(), true));
        assertThat(is.withSessions(one -> one.withOverrideLifetime(OTHER)).sessions())
                .isEqualTo(new SessionPolicies(
                        use.longestUse(), use.correctionWindow(), use.completionWindow(), OTHER, use.weights(), true));
        assertThat(is.withSessions(one -> one.withLongestUse(OTHER)))
                .isEqualTo(new Policies(
                        is.requestRetention(),
                        is.assets(),
                        new SessionPolicies(
                                OTHER,
                                use.correctionWindow(),
                                use.completionWindow(),
                                use.overrideLifetime(),
                                use.weights(),
                                true),
                        is.scans(),
                        is.atlas()));
        assertThat(is.withContact("Biomed, 4711").atlas()).isEqualTo(new AtlasPolicies("Biomed, 4711"));
        assertThat(is.withRequestRetention(OTHER))
                .isEqualTo(new Policies(OTHER, is.assets(), use, is.scans(), is.atlas()));
        assertThat(is.withOldestScan(OTHER).scans())
                .isEqualTo(new ScanPolicies(is.scans().quirks(), OTHER));
        assertThat(is.withSeparators("¶")
                        .withOldestScan(OTHER)
                        .withQuirks(Set.of())
                        .scans())
                .isEqualTo(new ScanPolicies(Set.of(), OTHER, Set.of("¶")));
        assertThat(is.withQuirks(Set.of()).scans())
                .isEqualTo(new ScanPolicies(Set.of(), is.scans().oldestScan()));
        assertThat(is.withoutCleaning("wheelchair")
                        .withoutCleaning("bed")
                        .assets()
                        .withoutCleaning())
                .containsExactlyInAnyOrder("wheelchair", "bed");
    }

    @Test
    void what_weighs_is_for_the_house_to_say() {
        Policies strict = Policies.standard().withWeight(ConcernCode.NOT_TRAINED, Weight.BLOCK);
        assertThat(strict.sessions().weights())
                .isEqualTo(Map.of(
                        ConcernCode.NOT_TRAINED,
                        Weight.BLOCK,
                        ConcernCode.NOT_CONFIRMED,
                        Weight.WARNING,
                        ConcernCode.NOT_CLEAN,
                        Weight.SOFT_BLOCK,
                        ConcernCode.GUIDANCE_INCOMPLETE,
                        Weight.WARNING));
        assertThat(strict.sessions().weight(ConcernCode.NOT_TRAINED, Weight.WARNING))
                .isEqualTo(Weight.BLOCK);
        assertThat(strict.sessions().weight(new ConcernCode("OF_ANOTHER_FEATURE"), Weight.SOFT_BLOCK))
                .isEqualTo(Weight.SOFT_BLOCK);
    }

    @Test
    void a_separator_that_could_stand_in_a_value_is_refused() {
        for (String no : List.of("", "7", "GS", "0029", "x".repeat(16) + "#")) {
            assertThatThrownBy(() -> Policies.standard().withSeparators("¶", no))
                    .isInstanceOf(TrackingException.BadInput.class)
                    .hasMessage("a separator has at most 16 characters, not all of them letters and digits");
        }
        assertThatThrownBy(() -> Policies.standard().withSeparators((String) null))
                .isInstanceOf(TrackingException.BadInput.class);
    }

    @Test
    void a_rule_without_a_length_is_refused() {
        assertThatThrownBy(() -> SessionPolicies.standard().withLongestUse(Duration.ZERO))
                .isInstanceOf(TrackingException.BadInput.class)
                .hasMessageContaining("longest use");
    }
}
