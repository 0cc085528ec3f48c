package io.wardtally.tracking.core;

import io.wardtally.tracking.Policies;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.Condition;
import io.wardtally.tracking.asset.Hold;
import io.wardtally.tracking.asset.HoldId;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.place.Place;
import io.wardtally.tracking.scan.Concern.Rule;
import io.wardtally.tracking.session.EmergencyOverride;
import io.wardtally.tracking.session.OverrideId;
import io.wardtally.tracking.session.Pseudonym;
import io.wardtally.tracking.session.Segment;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.session.SessionId;
import io.wardtally.tracking.staff.AccessPolicy;
import io.wardtally.tracking.staff.Actor;
import io.wardtally.tracking.store.Dossier;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Cases for a rule to decide: a pump in the intensive care unit at half past two, and the people around it. */
final class Cases {

    static final Instant NOW = Instant.parse("2026-03-02T13:30:00Z");

    static final Actor SARAH = Actor.nurse("sarah", "ICU");
    static final Actor BEN = Actor.nurse("ben", "ER");
    static final Actor CARLA = Actor.nurse("carla", "OR");
    static final Actor TOM = Actor.technician("tom");
    static final Actor MAX = Actor.manager("max");
    static final Actor RITA = Actor.rentalDesk("rita");
    static final Actor ADA = Actor.auditor("ada");

    static final SessionId SESSION = new SessionId(new UUID(1, 1));
    static final OverrideId OVERRIDE = new OverrideId(new UUID(2, 1));
    static final HoldId HOLD = new HoldId(new UUID(3, 1));
    static final Pseudonym PATIENT = new Pseudonym("pn1.1." + "a".repeat(26));
    static final Pseudonym OTHER_PATIENT = new Pseudonym("pn1.1." + "b".repeat(26));

    static final Asset PUMP =
            Asset.of("INF001", "Infusion Pump A", "infusion-pump").withPlace(Place.of("ICU"));
    static final Asset PUMP_IN_USE = PUMP.withCondition(Condition.IN_USE);

    private Cases() {}

    static Case unknown(Actor by) {
        return of(by, Dossier.empty(Subject.asset(PUMP.id())));
    }

    static Case of(Actor by, Asset asset) {
        return of(by, asset, List.of(), List.of());
    }

    static Case of(Actor by, Asset asset, Session... sessions) {
        return of(by, asset, List.of(sessions), List.of());
    }

    static Case of(Actor by, Asset asset, EmergencyOverride... overrides) {
        return of(by, asset, List.of(), List.of(overrides));
    }

    private static Case of(Actor by, Asset asset, List<Session> sessions, List<EmergencyOverride> overrides) {
        return of(by, new Dossier(Subject.asset(asset.id()), 7, asset, "", sessions, overrides));
    }

    private static Case of(Actor by, Dossier dossier) {
        return new Case(dossier, by, NOW, Policies.standard(), new RoleTable());
    }

    static Case with(Case on, Policies policies) {
        return new Case(on.dossier(), on.actor(), on.now(), policies, on.access());
    }

    static Case with(Case on, AccessPolicy access) {
        return new Case(on.dossier(), on.actor(), on.now(), on.policies(), access);
    }

    /** Sarah's session in the intensive care unit, begun this long before now. */
    static Session running(Duration before) {
        Instant start = NOW.minus(before);
        return new Session(
                SESSION,
                PUMP.id(),
                start,
                null,
                null,
                "monitoring",
                null,
                List.of(new Segment(start, "sarah", "ICU", PATIENT)),
                false,
                false,
                null,
                null);
    }

    /** Sarah's session, begun two hours ago and handed to Ben in the emergency room an hour ago. */
    static Session handedToBen() {
        return running(Duration.ofHours(2))
                .withSegment(new Segment(NOW.minus(Duration.ofHours(1)), "ben", "ER", OTHER_PATIENT));
    }

    /** Sarah's session of one hour that ended this long before now. */
    static Session endedAgo(Duration before) {
        return running(before.plusHours(1)).withEnd(NOW.minus(before), false, "fine");
    }

    static Hold hold(long number, Hold.Kind kind) {
        return new Hold(new HoldId(new UUID(3, number)), kind, "tom", "a reason", NOW.minus(Duration.ofHours(1)));
    }

    /** Sarah's override, declared ten minutes ago for half an hour. */
    static EmergencyOverride override(long number, Rule... passes) {
        return new EmergencyOverride(
                new OverrideId(new UUID(2, number)),
                PUMP.id(),
                "sarah",
                "arrest",
                List.of(passes),
                NOW.minus(Duration.ofMinutes(10)),
                NOW.plus(Duration.ofMinutes(20)),
                null);
    }
}
