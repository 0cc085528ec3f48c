package io.wardtally.tracking.core.kernel;

import io.wardtally.tracking.Message;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.core.codec.StoredKind;
import io.wardtally.tracking.policy.Policies;
import io.wardtally.tracking.session.Concern;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.session.SessionId;
import io.wardtally.tracking.staff.AccessPolicy;
import io.wardtally.tracking.staff.Actor;
import io.wardtally.tracking.staff.Permission;
import io.wardtally.tracking.staff.Reach;
import io.wardtally.tracking.store.Dossier;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The case that a rule decides about: a dossier, who asks, when, the policies, and what was looked up beforehand. Nothing else may
 * matter to it.
 */
public final class Case {

    private final Dossier dossier;
    private final Actor actor;
    private final Instant now;
    private final Setting setting;
    private final List<Dossier> others;
    private final Map<Class<?>, Object> lookedUp;

    /**
     * What is the same for every case of one reading.
     *
     * @param policies the policies in force
     * @param access who may do what
     * @param features whose rules are asked
     */
    public record Setting(Policies policies, AccessPolicy access, Features features) {}

    private Case(
            Dossier dossier,
            Actor actor,
            Instant now,
            Setting setting,
            List<Dossier> others,
            Map<Class<?>, Object> lookedUp) {
        this.dossier = dossier;
        this.actor = actor;
        this.now = now;
        this.setting = setting;
        this.others = others;
        this.lookedUp = lookedUp;
    }

    /** The case of this dossier. */
    public static Case of(Dossier dossier, Actor actor, Instant now, Setting setting) {
        return new Case(dossier, actor, now, setting, List.of(), Map.of());
    }

    /** The same beside these further dossiers. */
    Case beside(List<Dossier> more) {
        return new Case(dossier, actor, now, setting, List.copyOf(more), lookedUp);
    }

    /** The same where this was looked up. */
    public Case knowing(Object found) {
        Map<Class<?>, Object> all = new HashMap<>(lookedUp);
        all.put(found.getClass(), found);
        return new Case(dossier, actor, now, setting, others, Map.copyOf(all));
    }

    /** The same at another time. */
    public Case at(Instant when) {
        return new Case(dossier, actor, when, setting, others, lookedUp);
    }

    /** The same if its asset were this. */
    public Case of(Asset other) {
        return new Case(dossier.withAsset(other), actor, now, setting, others, lookedUp);
    }

    /** The same if its dossier were this. */
    Case of(Dossier other) {
        return new Case(other, actor, now, setting, others, lookedUp);
    }

    /** Dossier of the subject: what is stored of it. */
    public Dossier dossier() {
        return dossier;
    }

    /** Actor who asks. */
    public Actor actor() {
        return actor;
    }

    /** When. */
    public Instant now() {
        return now;
    }

    /** The policies in force. */
    public Policies policies() {
        return setting.policies();
    }

    /** Result of this type that was looked up beforehand, if there is one. */
    public <T> Optional<T> lookedUp(Class<T> type) {
        return Optional.ofNullable(lookedUp.get(type)).map(type::cast);
    }

    /** The further dossier of this subject, if the rule asked for it and there is one. */
    public Optional<Dossier> beside(Subject subject) {
        return others.stream().filter(other -> other.subject().equals(subject)).findFirst();
    }

    /** The asset of the dossier. */
    public Asset asset() {
        Asset asset = dossier.asset();
        if (asset == null) {
            // What was asked for is not repeated: it may have been read off a patient's wristband.
            throw new TrackingException.NotFound(Code.ASSET_UNKNOWN, Message.of("asset.unknown"));
        }
        return asset;
    }

    /** The items of this kind in the dossier. */
    public <T extends Record> List<T> items(StoredKind<T> kind) {
        return dossier.items().stream()
                .filter(item -> item.kind().equals(kind.name()))
                .map(kind::read)
                .toList();
    }

    /** The item of this kind with this id, if it is in the dossier. */
    public <T extends Record> Optional<T> item(StoredKind<T> kind, String id) {
        return dossier.items().stream()
                .filter(item -> item.kind().equals(kind.name()) && item.id().equals(id))
                .map(kind::read)
                .findFirst();
    }

    /** The session that was asked for. */
    public Session session(SessionId id) {
        return dossier.sessions().stream()
                .filter(session -> session.id().equals(id))
                .findFirst()
                .orElseThrow(
                        () -> new TrackingException.NotFound(Code.SESSION_UNKNOWN, Message.of("session.unknown", id)));
    }

    /** Concerns about using the asset, by the rules of every feature. */
    public List<Concern> concerns() {
        return setting.features().concerns(this);
    }

    /** Reach of the actor's permission. */
    public Reach reach(Permission permission) {
        return Access.reach(setting.access(), actor, permission);
    }

    /** Refuses unless the actor may do this in this department. */
    public void need(Permission permission, String department) {
        if (!may(permission, department)) {
            throw Access.denied(actor, permission);
        }
    }

    /** Refuses unless the actor may do this in the whole facility. */
    public void needEverywhere(Permission permission) {
        if (reach(permission) != Reach.ALL) {
            throw Access.denied(actor, permission);
        }
    }

    /** Whether the actor may do this in this department. */
    public boolean may(Permission permission, @Nullable String department) {
        Reach reach = reach(permission);
        return reach == Reach.ALL
                || (reach == Reach.DEPARTMENT && department != null && department.equals(actor.department()));
    }
}
