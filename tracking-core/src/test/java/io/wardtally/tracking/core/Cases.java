package io.wardtally.tracking.core;

import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.Condition;
import io.wardtally.tracking.asset.Hold;
import io.wardtally.tracking.asset.HoldId;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.core.kernel.Case;
import io.wardtally.tracking.core.kernel.Decision;
import io.wardtally.tracking.core.kernel.Features;
import io.wardtally.tracking.core.kernel.Reacted;
import io.wardtally.tracking.core.policy.RoleTable;
import io.wardtally.tracking.core.session.SessionFeature;
import io.wardtally.tracking.place.Place;
import io.wardtally.tracking.policy.Policies;
import io.wardtally.tracking.session.ConcernCode;
import io.wardtally.tracking.session.EmergencyOverride;
import io.wardtally.tracking.session.OverrideId;
import io.wardtally.tracking.session.Pseudonym;
import io.wardtally.tracking.session.Segment;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.session.SessionId;
import io.wardtally.tracking.staff.AccessPolicy;
import io.wardtally.tracking.staff.Actor;
import io.wardtally.tracking.store.Dossier;
import io.wardtally.tracking.store.Item;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Cases for a rule to decide: a pump in the intensive care unit at half past two, and the people around it. */
public final class Cases {

    public static final Instant NOW = Instant.parse("2026-03-02T13:30:00Z");

    public static final Actor SARAH = Actor.nurse("sarah", "ICU");
    public static final Actor BEN = Actor.nurse("ben", "ER");
    public static final Actor CARLA = Actor.nurse("carla", "OR");
    public static final Actor TOM = Actor.technician("tom");
    public static final Actor MAX = Actor.manager("max");
    public static final Actor RITA = Actor.rentalDesk("rita");
    public static final Actor ADA = Actor.auditor("ada");

    public static final SessionId SESSION = new SessionId(new UUID(1, 1));
    public static final OverrideId OVERRIDE = new OverrideId(new UUID(2, 1));
    public static final HoldId HOLD = new HoldId(new UUID(3, 1));
    public static final Pseudonym PATIENT = new Pseudonym("pn1.1." + "a".repeat(26));
    public static final Pseudonym OTHER_PATIENT = new Pseudonym("pn1.1." + "b".repeat(26));

    public static final Asset PUMP =
            Asset.of("INF001", "Infusion Pump A", "infusion-pump").withPlace(Place.of("ICU"));
    public static final Asset PUMP_IN_USE = PUMP.withCondition(Condition.IN_USE);

    private Cases() {}

    public static Case unknown(Actor by) {
        return of(by, Dossier.empty(Subject.asset(PUMP.id())));
    }

    public static Case of(Actor by, Asset asset) {
        return of(by, asset, List.of(), List.of());
    }

    public static Case of(Actor by, Asset asset, Session... sessions) {
        return of(by, asset, List.of(sessions), List.of());
    }

    public static Case of(Actor by, Asset asset, EmergencyOverride... overrides) {
        return of(by, asset, List.of(), List.of(overrides));
    }

    private static Case of(Actor by, Asset asset, List<Session> sessions, List<EmergencyOverride> overrides) {
        List<Item> items = overrides.stream()
                .map(override -> SessionFeature.OVERRIDE.item(Subject.asset(asset.id()), override))
                .toList();
        return of(by, Dossier.of(asset, 7, sessions).withItems(items));
    }

    public static Case of(Actor by, Dossier dossier) {
        return of(by, dossier, Policies.standard(), new RoleTable());
    }

    private static Case of(Actor by, Dossier dossier, Policies policies, AccessPolicy access) {
        return Case.of(dossier, by, NOW, new Case.Setting(policies, access, new Features(Wardtally.FEATURES)));
    }

    public static Case with(Case on, Policies policies) {
        return of(on.actor(), on.dossier(), policies, new RoleTable());
    }

    public static Case with(Case on, AccessPolicy access) {
        return of(on.actor(), on.dossier(), on.policies(), access);
    }

    /** Sarah's session in the intensive care unit, begun this long before now. */
    public static Session running(Duration before) {
        Instant start = NOW.minus(before);
        return Session.started(
                SESSION, PUMP.id(), new Segment(start, "sarah", "ICU", PATIENT), draft -> draft.reason = "monitoring");
    }

    /** Sarah's session, begun two hours ago and handed to Ben in the emergency room an hour ago. */
    public static Session handedToBen() {
        return running(Duration.ofHours(2))
                .withSegment(new Segment(NOW.minus(Duration.ofHours(1)), "ben", "ER", OTHER_PATIENT));
    }

    /** Sarah's session of one hour that ended this long before now. */
    public static Session endedAgo(Duration before) {
        return running(before.plusHours(1)).withEnd(NOW.minus(before), false, "fine");
    }

    public static Hold hold(long number, Hold.Kind kind) {
        return new Hold(new HoldId(new UUID(3, number)), kind, "tom", "a reason", NOW.minus(Duration.ofHours(1)));
    }

    /** Sarah's override, declared ten minutes ago for half an hour. */
    public static EmergencyOverride override(long number, ConcernCode... passes) {
        return EmergencyOverride.declared(
                new OverrideId(new UUID(2, number)), PUMP.id(), "sarah", NOW.minus(Duration.ofMinutes(10)), draft -> {
                    draft.reason = "arrest";
                    draft.passes = List.of(passes);
                    draft.expires = NOW.plus(Duration.ofMinutes(20));
                });
    }

    /** The decision with what follows from it in the whole house. */
    public static <T> Decision<T> reacted(Case on, Decision<T> decision) {
        return Reacted.to(on, decision, Wardtally.FEATURES);
    }
}
