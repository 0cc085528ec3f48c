package io.wardtally.tracking.core.session;

import io.wardtally.tracking.Message;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.audit.Fact;
import io.wardtally.tracking.audit.Personal;
import io.wardtally.tracking.core.kernel.Case;
import io.wardtally.tracking.core.kernel.Decision;
import io.wardtally.tracking.session.ConcernCode;
import io.wardtally.tracking.session.EmergencyOverride;
import io.wardtally.tracking.session.EmergencyOverride.Review;
import io.wardtally.tracking.session.OverrideId;
import io.wardtally.tracking.session.Readiness;
import io.wardtally.tracking.staff.Permission;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Pure rules of emergency overrides: who may declare one, when, and who reviews it. */
final class OverrideRules {

    private OverrideRules() {}

    static Decision<EmergencyOverride> declare(Case on, OverrideId id, String reason) {
        Asset asset = on.asset();
        on.need(Permission.OVERRIDE, asset.place().department());
        Readiness plain = ReadinessRules.plain(on);
        if (plain.isReady()) {
            throw new TrackingException.Conflict(
                    Code.NOTHING_TO_OVERRIDE, Message.of("override.needless", asset.id(), plain.verdict()));
        }
        if (!plain.canBeOverridden()) {
            throw new TrackingException.Conflict(Code.NOT_READY, Message.of("override.useless", plain.verdict()));
        }
        Optional<EmergencyOverride> inForce = ReadinessRules.override(on);
        if (inForce.isPresent() && ReadinessRules.readiness(on).isReady()) {
            return Decision.unchanged(inForce.get());
        }
        List<ConcernCode> passes = plain.blocking();
        EmergencyOverride declared =
                EmergencyOverride.declared(id, asset.id(), on.actor().id(), on.now(), draft -> {
                    draft.reason = reason;
                    draft.passes = passes;
                    draft.expires = on.now().plus(on.policies().sessions().overrideLifetime());
                });
        return Decision.item(
                SessionFeature.OVERRIDE,
                on.dossier().subject(),
                declared,
                new Fact.OverrideDeclared(id, passes, declared.expires(), Personal.of(reason)));
    }

    static Decision<EmergencyOverride> review(Case on, OverrideId id, boolean justified, @Nullable String note) {
        EmergencyOverride override = on.item(SessionFeature.OVERRIDE, id.toString())
                .orElseThrow(() ->
                        new TrackingException.NotFound(Code.OVERRIDE_UNKNOWN, Message.of("override.unknown", id)));
        on.need(Permission.REVIEW_OVERRIDE, on.asset().place().department());
        if (override.by().equals(on.actor().id())) {
            throw new TrackingException.NotAllowed(
                    Code.REVIEW_BY_ACTOR, Permission.REVIEW_OVERRIDE, Message.of("override.own"));
        }
        if (override.review() != null) {
            throw new TrackingException.Conflict(
                    Code.OVERRIDE_REVIEWED,
                    Message.of("override.reviewed", id, override.review().by()));
        }
        return Decision.item(
                SessionFeature.OVERRIDE,
                on.dossier().subject(),
                override.withReview(new Review(on.actor().id(), justified, note, on.now())),
                new Fact.OverrideReviewed(id, justified, Personal.ofNullable(note)));
    }
}
