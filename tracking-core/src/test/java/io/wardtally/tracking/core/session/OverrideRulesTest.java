package io.wardtally.tracking.core.session;

import static io.wardtally.tracking.core.Cases.BEN;
import static io.wardtally.tracking.core.Cases.MAX;
import static io.wardtally.tracking.core.Cases.NOW;
import static io.wardtally.tracking.core.Cases.OVERRIDE;
import static io.wardtally.tracking.core.Cases.PUMP;
import static io.wardtally.tracking.core.Cases.RITA;
import static io.wardtally.tracking.core.Cases.SARAH;
import static io.wardtally.tracking.core.Cases.hold;
import static io.wardtally.tracking.core.Cases.override;
import static io.wardtally.tracking.core.contract.Promises.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.Condition;
import io.wardtally.tracking.asset.Hold;
import io.wardtally.tracking.audit.Fact;
import io.wardtally.tracking.audit.Personal;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.core.Cases;
import io.wardtally.tracking.core.kernel.Case;
import io.wardtally.tracking.core.kernel.Decision;
import io.wardtally.tracking.core.policy.RoleTable;
import io.wardtally.tracking.policy.Policies;
import io.wardtally.tracking.session.ConcernCode;
import io.wardtally.tracking.session.EmergencyOverride;
import io.wardtally.tracking.session.EmergencyOverride.Review;
import io.wardtally.tracking.session.OverrideId;
import io.wardtally.tracking.staff.Permission;
import io.wardtally.tracking.staff.Reach;
import io.wardtally.tracking.staff.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OverrideRulesTest {

    private static final Asset DIRTY = PUMP.withCondition(Condition.AWAITING_CLEANING);
    private static final OverrideId NEW = new OverrideId(new UUID(2, 99));

    @Test
    void an_override_names_each_rule_it_passes_once_and_lasts_as_long_as_the_house_allows() {
        Asset held = DIRTY.withHolds(List.of(hold(1, Hold.Kind.RESERVED), hold(2, Hold.Kind.INSPECTION)));
        Case on = Cases.with(
                Cases.of(SARAH, held),
                Policies.standard().withSessions(use -> use.withOverrideLifetime(Duration.ofMinutes(5))));
        Instant expires = NOW.plus(Duration.ofMinutes(5));
        List<ConcernCode> passes = List.of(ConcernCode.NOT_CLEAN, ConcernCode.HELD);
        EmergencyOverride expected = EmergencyOverride.declared(NEW, PUMP.id(), "sarah", NOW, draft -> {
            draft.reason = "arrest";
            draft.passes = passes;
            draft.expires = expires;
        });

        assertThat(OverrideRules.declare(on, NEW, "arrest"))
                .isEqualTo(decided(expected, new Fact.OverrideDeclared(NEW, passes, expires, Personal.of("arrest"))));
    }

    @Test
    void there_is_nothing_to_override_on_an_asset_that_can_be_used() {
        refusal(Code.NOTHING_TO_OVERRIDE, () -> OverrideRules.declare(Cases.of(SARAH, PUMP), NEW, "arrest"));
    }

    @Test
    void one_hard_block_is_enough_to_make_an_override_useless() {
        Asset recalled = DIRTY.withHolds(List.of(hold(1, Hold.Kind.RECALL)));
        refusal(Code.NOT_READY, () -> OverrideRules.declare(Cases.of(SARAH, recalled), NEW, "arrest"));
    }

    @Test
    void only_who_may_override_declares_one() {
        refusal(Code.PERMISSION_DENIED, () -> OverrideRules.declare(Cases.of(RITA, DIRTY), NEW, "arrest"));
    }

    @Test
    void the_place_of_the_asset_decides_where_an_override_is_allowed() {
        Case elsewhere = Cases.with(
                Cases.of(BEN, DIRTY), new RoleTable().granting(Role.NURSE, Permission.OVERRIDE, Reach.DEPARTMENT));
        refusal(Code.PERMISSION_DENIED, () -> OverrideRules.declare(elsewhere, NEW, "arrest"));
    }

    @Test
    void an_override_in_force_that_passes_everything_is_given_back_unchanged() {
        EmergencyOverride wide = override(1, ConcernCode.NOT_CLEAN, ConcernCode.HELD);
        assertThat(OverrideRules.declare(Cases.of(SARAH, DIRTY, wide), NEW, "arrest"))
                .isEqualTo(Decision.unchanged(wide));
    }

    @Test
    void an_override_that_passes_too_little_or_belongs_to_another_does_not_stand_in_the_way_of_a_new_one() {
        EmergencyOverride narrow = override(1, ConcernCode.HELD);
        assertThat(OverrideRules.declare(Cases.of(SARAH, DIRTY, narrow), NEW, "arrest")
                        .answer()
                        .id())
                .isEqualTo(NEW);
        EmergencyOverride sarahs = override(1, ConcernCode.NOT_CLEAN);
        assertThat(OverrideRules.declare(Cases.of(BEN, DIRTY, sarahs), NEW, "arrest")
                        .answer()
                        .by())
                .isEqualTo("ben");
    }

    @Test
    void a_review_says_who_judged_when_and_how() {
        EmergencyOverride sarahs = override(1, ConcernCode.NOT_CLEAN);
        Case on = Cases.of(MAX, DIRTY, sarahs);
        assertThat(OverrideRules.review(on, OVERRIDE, true, "right so"))
                .isEqualTo(decided(
                        sarahs.withReview(new Review("max", true, "right so", NOW)),
                        new Fact.OverrideReviewed(OVERRIDE, true, Personal.of("right so"))));
        assertThat(OverrideRules.review(on, OVERRIDE, false, null))
                .isEqualTo(decided(
                        sarahs.withReview(new Review("max", false, null, NOW)),
                        new Fact.OverrideReviewed(OVERRIDE, false, null)));
    }

    @Test
    void nobody_reviews_without_permission_their_own_or_twice() {
        EmergencyOverride sarahs = override(1, ConcernCode.NOT_CLEAN);
        refusal(Code.PERMISSION_DENIED, () -> OverrideRules.review(Cases.of(BEN, DIRTY, sarahs), OVERRIDE, true, null));
        Case own = Cases.with(
                Cases.of(SARAH, DIRTY, sarahs),
                new RoleTable().granting(Role.NURSE, Permission.REVIEW_OVERRIDE, Reach.ALL));
        refusal(Code.REVIEW_BY_ACTOR, () -> OverrideRules.review(own, OVERRIDE, true, null));
        EmergencyOverride reviewed = sarahs.withReview(new Review("ada", true, null, NOW));
        assertThat(refusal(
                        Code.OVERRIDE_REVIEWED,
                        () -> OverrideRules.review(Cases.of(MAX, DIRTY, reviewed), OVERRIDE, true, null)))
                .hasMessageEndingWith("was reviewed by ada");
        refusal(Code.OVERRIDE_UNKNOWN, () -> OverrideRules.review(Cases.of(MAX, DIRTY), OVERRIDE, true, null));
    }

    private static Decision<EmergencyOverride> decided(EmergencyOverride override, Fact fact) {
        return Decision.item(SessionFeature.OVERRIDE, Subject.asset(override.asset()), override, fact);
    }
}
