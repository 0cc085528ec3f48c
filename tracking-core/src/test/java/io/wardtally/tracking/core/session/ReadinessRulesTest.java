package io.wardtally.tracking.core.session;

import static io.wardtally.tracking.core.Cases.BEN;
import static io.wardtally.tracking.core.Cases.NOW;
import static io.wardtally.tracking.core.Cases.PUMP;
import static io.wardtally.tracking.core.Cases.PUMP_IN_USE;
import static io.wardtally.tracking.core.Cases.SARAH;
import static io.wardtally.tracking.core.Cases.hold;
import static io.wardtally.tracking.core.Cases.override;
import static io.wardtally.tracking.core.Cases.running;
import static org.assertj.core.api.Assertions.assertThat;

import io.wardtally.tracking.Message;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.Condition;
import io.wardtally.tracking.asset.Hold;
import io.wardtally.tracking.asset.LifeStage;
import io.wardtally.tracking.core.Cases;
import io.wardtally.tracking.core.kernel.Case;
import io.wardtally.tracking.policy.Policies;
import io.wardtally.tracking.policy.SessionPolicies;
import io.wardtally.tracking.session.Concern;
import io.wardtally.tracking.session.ConcernCode;
import io.wardtally.tracking.session.EmergencyOverride;
import io.wardtally.tracking.session.EmergencyOverride.Review;
import io.wardtally.tracking.session.Readiness;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.staff.Actor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReadinessRulesTest {

    private static final Asset DIRTY = PUMP.withCondition(Condition.AWAITING_CLEANING);

    @Test
    void nothing_speaks_against_a_clean_asset_in_service() {
        assertThat(of(PUMP).concerns()).isEmpty();
    }

    @Test
    void every_condition_but_ready_blocks_in_its_own_words() {
        assertThat(of(DIRTY).concerns())
                .containsExactly(Concern.blocksSoftly(ConcernCode.NOT_CLEAN, is(Condition.AWAITING_CLEANING)));
        assertThat(of(PUMP.withCondition(Condition.CLEANING)).concerns())
                .containsExactly(Concern.blocksSoftly(ConcernCode.NOT_CLEAN, is(Condition.CLEANING)));
        assertThat(of(PUMP.withCondition(Condition.UNDER_MAINTENANCE)).concerns())
                .containsExactly(Concern.blocks(ConcernCode.UNDER_MAINTENANCE, is(Condition.UNDER_MAINTENANCE)));
        assertThat(of(PUMP.withCondition(Condition.MISSING)).concerns())
                .containsExactly(Concern.blocksSoftly(ConcernCode.MISSING, Message.of("asset.missing", PUMP.id())));
    }

    @Test
    void an_asset_in_use_names_the_session_that_has_it() {
        Session session = running(Duration.ofHours(1));
        Readiness readiness = ReadinessRules.readiness(Cases.of(BEN, PUMP_IN_USE, session));
        assertThat(readiness.concerns())
                .containsExactly(new Concern(
                        ConcernCode.IN_USE,
                        Concern.Weight.BLOCK,
                        Message.of("asset.in-use", PUMP.id(), "sarah", "ICU", session.id()),
                        null,
                        session.id()));
        assertThat(readiness.says()).isEqualTo("INF001 is in use by sarah (ICU), session " + session.id());
    }

    @Test
    void those_of_another_department_need_not_be_told_by_whom_an_asset_is_used() {
        Session session = running(Duration.ofHours(1));
        Policies quiet = Policies.standard().withSessions(SessionPolicies::withoutUsersElsewhere);
        assertThat(ReadinessRules.readiness(Cases.with(Cases.of(BEN, PUMP_IN_USE, session), quiet))
                        .says())
                .isEqualTo("INF001 is in use by ICU, session " + session.id());
        for (Actor told : List.of(SARAH, Actor.nurse("ina", "ICU"), Actor.technician("sarah"))) {
            assertThat(ReadinessRules.readiness(Cases.with(Cases.of(told, PUMP_IN_USE, session), quiet))
                            .says())
                    .isEqualTo("INF001 is in use by sarah (ICU), session " + session.id());
        }
    }

    @Test
    void an_ended_session_is_no_concern() {
        assertThat(ReadinessRules.readiness(Cases.of(BEN, PUMP, Cases.endedAgo(Duration.ofHours(1))))
                        .isReady())
                .isTrue();
    }

    @Test
    void an_asset_in_use_blocks_even_if_its_session_is_nowhere() {
        assertThat(of(PUMP_IN_USE).concerns())
                .containsExactly(Concern.blocks(ConcernCode.IN_USE, is(Condition.IN_USE)));
    }

    @Test
    void a_hold_that_came_after_the_override_is_not_passed() {
        EmergencyOverride override = override(1, ConcernCode.HELD);
        Asset held = PUMP.withHolds(List.of(hold(1, Hold.Kind.RESERVED)));
        Hold late = new Hold(
                hold(2, Hold.Kind.RESERVED).id(),
                Hold.Kind.RESERVED,
                "tom",
                "why",
                override.declared().plusNanos(1_000));
        Hold justThen = new Hold(late.id(), late.kind(), late.owner(), late.reason(), override.declared());
        assertThat(ReadinessRules.readiness(Cases.of(SARAH, held, override)).isReady())
                .isTrue();
        assertThat(ReadinessRules.readiness(Cases.of(SARAH, PUMP.withHolds(List.of(justThen)), override))
                        .isReady())
                .isTrue();
        assertThat(ReadinessRules.readiness(Cases.of(SARAH, PUMP.withHolds(List.of(late)), override))
                        .isReady())
                .isFalse();
    }

    @Test
    void an_asset_is_used_only_while_it_is_in_service() {
        assertThat(of(PUMP.withLife(LifeStage.RETIRED)).concerns())
                .containsExactly(Concern.blocks(ConcernCode.NOT_IN_SERVICE, is(LifeStage.RETIRED)));
        assertThat(of(PUMP.withLife(LifeStage.PLANNED)).concerns())
                .containsExactly(Concern.blocks(ConcernCode.NOT_IN_SERVICE, is(LifeStage.PLANNED)));
    }

    @ParameterizedTest
    @EnumSource
    void a_hold_blocks_as_hard_as_its_kind(Hold.Kind kind) {
        Message says = held(kind);
        assertThat(says.says())
                .isEqualTo("INF001 is held (" + kind.name().toLowerCase(java.util.Locale.ROOT) + ") by tom");
        assertThat(of(PUMP.withHolds(List.of(hold(1, kind)))).concerns())
                .containsExactly((kind.isSoft()
                                ? Concern.blocksSoftly(ConcernCode.HELD, says)
                                : Concern.blocks(ConcernCode.HELD, says))
                        .since(hold(1, kind).since()));
    }

    @Test
    void an_override_turns_the_soft_blocks_it_passes_into_warnings() {
        Asset held = DIRTY.withHolds(List.of(hold(1, Hold.Kind.RESERVED), hold(2, Hold.Kind.RECALL)));
        Readiness readiness = ReadinessRules.readiness(
                Cases.of(SARAH, held, override(1, ConcernCode.NOT_CLEAN), override(2, ConcernCode.HELD)));
        assertThat(readiness.concerns())
                .containsExactly(
                        Concern.blocks(ConcernCode.HELD, held(Hold.Kind.RECALL))
                                .since(hold(2, Hold.Kind.RECALL).since()),
                        Concern.warns(ConcernCode.OVERRIDDEN, overridden(is(Condition.AWAITING_CLEANING))),
                        Concern.warns(ConcernCode.OVERRIDDEN, overridden(held(Hold.Kind.RESERVED))));
    }

    @Test
    void an_override_passes_nothing_that_it_does_not_name() {
        Readiness readiness = ReadinessRules.readiness(Cases.of(SARAH, DIRTY, override(1, ConcernCode.HELD)));
        assertThat(readiness.concerns()).extracting(Concern::code).containsExactly(ConcernCode.NOT_CLEAN);
        assertThat(readiness.isReady()).isFalse();
    }

    @Test
    void an_override_is_in_force_for_its_declarer_until_it_is_reviewed_or_expires() {
        EmergencyOverride open = override(1, ConcernCode.NOT_CLEAN);
        EmergencyOverride expired = lasting(open, NOW.minusSeconds(9), NOW);
        EmergencyOverride future = lasting(open, NOW.plusNanos(1_000), NOW.plusSeconds(9));
        EmergencyOverride fresh = lasting(open, NOW, NOW.plusNanos(1_000));
        EmergencyOverride reviewed = open.withReview(new Review("max", true, null, NOW));
        for (EmergencyOverride other : List.of(expired, future, reviewed)) {
            assertThat(ReadinessRules.override(Cases.of(SARAH, DIRTY, other))).isEmpty();
        }
        assertThat(ReadinessRules.override(Cases.of(SARAH, DIRTY, open))).contains(open);
        assertThat(ReadinessRules.override(Cases.of(SARAH, DIRTY, fresh))).contains(fresh);
        assertThat(ReadinessRules.override(Cases.of(BEN, DIRTY, open))).isEmpty();
    }

    @Test
    void the_override_that_is_named_is_the_latest_that_was_needed() {
        EmergencyOverride cleaning = override(1, ConcernCode.NOT_CLEAN);
        EmergencyOverride holds = lasting(override(2, ConcernCode.HELD), NOW.minusSeconds(1), NOW.plusSeconds(9));
        assertThat(ReadinessRules.override(Cases.of(SARAH, DIRTY, cleaning, holds)))
                .contains(cleaning);
        Asset both = DIRTY.withHolds(List.of(hold(1, Hold.Kind.RESERVED)));
        assertThat(ReadinessRules.override(Cases.of(SARAH, both, cleaning, holds)))
                .contains(holds);
        assertThat(ReadinessRules.override(Cases.of(SARAH, both, holds, cleaning)))
                .contains(holds);
        assertThat(ReadinessRules.plain(Cases.of(SARAH, both, cleaning, holds)).concerns())
                .extracting(Concern::code)
                .containsExactly(ConcernCode.NOT_CLEAN, ConcernCode.HELD);
    }

    @Test
    void a_hold_that_came_later_is_passed_by_a_later_override_which_is_then_the_one_named() {
        EmergencyOverride first = lasting(override(1, ConcernCode.HELD), NOW.minusSeconds(9), NOW.plusSeconds(9));
        EmergencyOverride second = lasting(override(2, ConcernCode.HELD), NOW.minusSeconds(1), NOW.plusSeconds(9));
        Hold hold = new Hold(hold(1, Hold.Kind.RESERVED).id(), Hold.Kind.RESERVED, "tom", "why", NOW.minusSeconds(5));
        Case on = Cases.of(SARAH, PUMP.withHolds(List.of(hold)), first, second);
        assertThat(ReadinessRules.readiness(on).isReady()).isTrue();
        assertThat(ReadinessRules.override(on)).contains(second);
    }

    @Test
    void no_override_passes_what_blocks_for_good_even_if_it_names_the_rule() {
        EmergencyOverride override = override(1, ConcernCode.HELD, ConcernCode.UNDER_MAINTENANCE);
        Asset asset = PUMP.withCondition(Condition.UNDER_MAINTENANCE).withHolds(List.of(hold(1, Hold.Kind.RECALL)));
        Case on = Cases.of(SARAH, asset, override);
        assertThat(ReadinessRules.readiness(on)).isEqualTo(ReadinessRules.plain(on));
        assertThat(ReadinessRules.override(on)).isEmpty();
    }

    private static Message is(Enum<?> state) {
        return Message.of("asset.is", PUMP.id(), state);
    }

    private static Message held(Hold.Kind kind) {
        return Message.of("asset.held", PUMP.id(), kind, "tom");
    }

    private static Message overridden(Message what) {
        return Message.of("readiness.overridden", what);
    }

    private static Readiness of(Asset asset) {
        return ReadinessRules.readiness(Cases.of(SARAH, asset));
    }

    private static EmergencyOverride lasting(EmergencyOverride is, Instant declared, Instant expires) {
        return EmergencyOverride.declared(is.id(), is.asset(), is.by(), declared, draft -> {
            draft.reason = is.reason();
            draft.passes = is.passes();
            draft.expires = expires;
        });
    }
}
