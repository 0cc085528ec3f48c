package io.wardtally.tracking.core;

import io.wardtally.tracking.Policies;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.Condition;
import io.wardtally.tracking.asset.Model;
import io.wardtally.tracking.core.audit.RecordCodec;
import io.wardtally.tracking.session.EmergencyOverride;
import io.wardtally.tracking.session.OverrideId;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.session.SessionId;
import io.wardtally.tracking.staff.AccessPolicy;
import io.wardtally.tracking.staff.Actor;
import io.wardtally.tracking.staff.Permission;
import io.wardtally.tracking.staff.Qualification;
import io.wardtally.tracking.staff.Reach;
import io.wardtally.tracking.store.Dossier;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a rule decides about: a dossier, who asks, when, the house rules, and what is known of the device where that matters.
 * Nothing else may matter to it.
 */
record Case(
        Dossier dossier,
        Actor actor,
        Instant now,
        Policies policies,
        AccessPolicy access,
        @Nullable Briefing briefing) {

    Case(Dossier dossier, Actor actor, Instant now, Policies policies, AccessPolicy access) {
        this(dossier, actor, now, policies, access, null);
    }

    /** The asset of the dossier. */
    Asset asset() {
        Asset asset = dossier.asset();
        if (asset == null) {
            // What was asked for is not repeated: it may have been read off a patient's wristband.
            throw new TrackingException.NotFound(Code.ASSET_UNKNOWN, "no asset with this id is registered");
        }
        return asset;
    }

    /** The model of the dossier, or null if there is none. */
    @Nullable
    Model model() {
        return model(dossier);
    }

    static @Nullable Model model(Dossier dossier) {
        return dossier.subject().isModel() && !dossier.content().isEmpty() ? content(Model.class, dossier) : null;
    }

    /** What a member of staff was trained in. */
    static Qualification qualification(Dossier dossier) {
        return dossier.content().isEmpty() ? Qualification.NONE : content(Qualification.class, dossier);
    }

    private static <T extends Record> T content(Class<T> type, Dossier dossier) {
        try {
            return RecordCodec.read(type, dossier.content());
        } catch (RuntimeException unreadable) {
            throw new TrackingException.Failure(Code.STORED_DATA_UNREADABLE, dossier.subject() + " cannot be read");
        }
    }

    /** The same for somebody who knows this. */
    Case briefed(Briefing about) {
        return new Case(dossier, actor, now, policies, access, about);
    }

    /** The same at another time. */
    Case at(Instant when) {
        return new Case(dossier, actor, when, policies, access, briefing);
    }

    /** The same if its asset were this. */
    Case of(Asset other) {
        Dossier same =
                new Dossier(dossier.subject(), dossier.version(), other, "", dossier.sessions(), dossier.overrides());
        return new Case(same, actor, now, policies, access, briefing);
    }

    /** The session that was asked for. */
    Session session(SessionId id) {
        return dossier.sessions().stream()
                .filter(session -> session.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new TrackingException.NotFound(Code.SESSION_UNKNOWN, "there is no session " + id));
    }

    /** The override that was asked for. */
    EmergencyOverride override(OverrideId id) {
        return dossier.overrides().stream()
                .filter(override -> override.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new TrackingException.NotFound(Code.OVERRIDE_UNKNOWN, "there is no override " + id));
    }

    /** How far the actor's permission goes. */
    Reach reach(Permission permission) {
        return reach(access, actor, permission);
    }

    static Reach reach(AccessPolicy access, Actor actor, Permission permission) {
        Reach reach = access.reach(actor.role(), permission);
        // A policy that answers nothing grants nothing.
        return reach == null ? Reach.NONE : reach;
    }

    /** Refuses unless the actor may do this in this department. */
    void need(Permission permission, String department) {
        if (!may(permission, department)) {
            throw denied(actor, permission);
        }
    }

    /** Refuses unless the actor may do this in the whole facility. */
    void needEverywhere(Permission permission) {
        if (reach(permission) != Reach.ALL) {
            throw denied(actor, permission);
        }
    }

    /** Whether the actor may do this in this department. */
    boolean may(Permission permission, String department) {
        Reach reach = reach(permission);
        return reach == Reach.ALL || (reach == Reach.DEPARTMENT && department.equals(actor.department()));
    }

    static TrackingException denied(Actor actor, Permission permission) {
        return new TrackingException.NotAllowed(
                Code.PERMISSION_DENIED, permission, actor + " lacks the permission " + permission + " for this");
    }

    /** How an asset of this kind comes out of a use. */
    Condition afterUse(Asset asset) {
        return policies.withoutCleaning().contains(asset.category()) ? Condition.READY : Condition.AWAITING_CLEANING;
    }
}
