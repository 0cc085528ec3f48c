package io.wardtally.tracking.core.asset;

import io.wardtally.tracking.Message;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.asset.Condition;
import io.wardtally.tracking.asset.Description;
import io.wardtally.tracking.asset.Hold;
import io.wardtally.tracking.asset.HoldId;
import io.wardtally.tracking.asset.Identifier;
import io.wardtally.tracking.asset.LifeStage;
import io.wardtally.tracking.asset.Model;
import io.wardtally.tracking.asset.Ownership;
import io.wardtally.tracking.audit.Fact;
import io.wardtally.tracking.audit.Personal;
import io.wardtally.tracking.core.kernel.Case;
import io.wardtally.tracking.core.kernel.Decision;
import io.wardtally.tracking.internal.Check;
import io.wardtally.tracking.place.Place;
import io.wardtally.tracking.staff.Permission;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Pure rules of what may happen to an asset outside its sessions. */
public final class AssetRules {

    private static final String FROM_A_LIST = "said by a list that was taken in";

    private AssetRules() {}

    static Decision<Asset> register(Case on, Asset wanted) {
        on.need(Permission.REGISTER, wanted.place().department());
        boolean untouched = wanted.life() != LifeStage.RETIRED
                && Set.of(Condition.READY, Condition.AWAITING_CLEANING).contains(wanted.condition())
                && wanted.holds().isEmpty()
                && wanted.lastUsed() == null;
        if (!untouched) {
            throw Check.bad("asset.not-new");
        }
        if (on.dossier().version() > 0) {
            throw new TrackingException.Conflict(Code.ASSET_EXISTS, Message.of("asset.exists", wanted.id()));
        }
        refuseTooMany("asset.too-many-identifiers", wanted.id(), wanted.identifiers(), Identifier.MOST);
        Asset asset = wanted.withOwnership(toMicros(wanted.ownership()));
        return Decision.asset(asset, Fact.Registered.of(asset));
    }

    /** Decision on a row of a list: all that it says, or nothing. */
    static Decision<Asset> enter(
            Case on, AssetId id, AssetCsvRow row, List<Identifier> identifiers, @Nullable Model model) {
        if (on.dossier().version() == 0) {
            Asset plain = Asset.of(id, row.description(null, model));
            LifeStage life = row.life(plain.life());
            Asset wanted = plain.withIdentifiers(identifiers)
                    .withPlace(row.place(plain.place()))
                    .withOwnership(row.ownership(plain.ownership()))
                    .withLife(life == LifeStage.RETIRED ? plain.life() : life);
            Decision<Asset> registered = register(on, wanted);
            return registered.then(live(registered.answer(), life, FROM_A_LIST));
        }
        List<Function<Case, Decision<Asset>>> steps = new ArrayList<>(List.of(
                now -> edit(now, row.description(now.asset().description(), model)),
                now -> changeOwnership(now, row.ownership(now.asset().ownership())),
                now -> place(now, row.place(now.asset().place())),
                now -> life(now, row.life(now.asset().life()))));
        identifiers.forEach(identifier -> steps.add(now -> attach(now, identifier)));
        Decision<Asset> all = Decision.unchanged(on.asset());
        for (Function<Case, Decision<Asset>> step : steps) {
            all = all.then(step.apply(on.of(all.answer())));
        }
        return all;
    }

    private static Decision<Asset> place(Case on, Place place) {
        return place.equals(on.asset().place()) ? Decision.unchanged(on.asset()) : move(on, place);
    }

    private static Decision<Asset> life(Case on, LifeStage life) {
        if (life == on.asset().life()) {
            return Decision.unchanged(on.asset());
        }
        if (life == LifeStage.PLANNED) {
            throw Check.bad("asset.not-planned", on.asset().id());
        }
        return life == LifeStage.RETIRED ? retire(on, FROM_A_LIST) : reinstate(on, FROM_A_LIST);
    }

    static Decision<Asset> attach(Case on, Identifier identifier) {
        Asset asset = allowed(on, Permission.REGISTER);
        if (carries(asset, identifier)) {
            return Decision.unchanged(asset);
        }
        List<Identifier> all = new ArrayList<>(asset.identifiers());
        all.add(identifier);
        refuseTooMany("asset.too-many-identifiers", asset.id(), all, Identifier.MOST);
        return Decision.asset(asset.withIdentifiers(all), new Fact.IdentifierAttached(identifier));
    }

    static Decision<Asset> detach(Case on, Identifier identifier, String reason) {
        Asset asset = allowed(on, Permission.REGISTER);
        if (!carries(asset, identifier)) {
            return Decision.unchanged(asset);
        }
        List<Identifier> rest = new ArrayList<>(asset.identifiers());
        rest.removeIf(each -> each.named().equals(identifier.named()));
        return Decision.asset(
                asset.withIdentifiers(rest), new Fact.IdentifierDetached(identifier, Personal.of(reason)));
    }

    private static boolean carries(Asset asset, Identifier identifier) {
        return asset.identifiers().stream().anyMatch(each -> each.named().equals(identifier.named()));
    }

    static Decision<Asset> edit(Case on, Description description) {
        Asset asset = allowed(on, Permission.REGISTER);
        return asset.description().equals(description)
                ? Decision.unchanged(asset)
                : Decision.asset(asset.withDescription(description), new Fact.Edited(asset.description(), description));
    }

    static Decision<Asset> changeOwnership(Case on, Ownership given) {
        Asset asset = allowed(on, Permission.REGISTER);
        Ownership ownership = toMicros(given);
        return asset.ownership().equals(ownership)
                ? Decision.unchanged(asset)
                : Decision.asset(
                        asset.withOwnership(ownership), new Fact.OwnershipRecorded(asset.ownership(), ownership));
    }

    /** Records where the asset stands. */
    public static Decision<Asset> move(Case on, Place place) {
        Asset asset = allowed(on, Permission.MOVE);
        return asset.place().equals(place)
                ? Decision.unchanged(asset)
                : Decision.asset(asset.withPlace(place), new Fact.Moved(asset.place(), place));
    }

    static Decision<Asset> retire(Case on, String reason) {
        Asset asset = allowed(on, Permission.REGISTER);
        if (asset.condition() == Condition.IN_USE) {
            throw new TrackingException.Conflict(Code.ASSET_IN_USE, Message.of("asset.retired-in-use", asset.id()));
        }
        return live(asset, LifeStage.RETIRED, reason);
    }

    static Decision<Asset> reinstate(Case on, String reason) {
        return live(allowed(on, Permission.REGISTER), LifeStage.IN_SERVICE, reason);
    }

    private static Decision<Asset> live(Asset asset, LifeStage life, String reason) {
        return asset.life() == life
                ? Decision.unchanged(asset)
                : Decision.asset(asset.withLife(life), new Fact.LifeChanged(asset.life(), life, Personal.of(reason)));
    }

    /** Places a hold. */
    public static Decision<Hold> hold(Case on, HoldId id, Hold.Kind kind, String reason) {
        Asset asset = allowed(
                on,
                switch (kind) {
                    case FAULT -> Permission.REPORT;
                    case INSPECTION -> Permission.INSPECT;
                    case MAINTENANCE, QUARANTINE, RECALL, RESERVED -> Permission.HOLD;
                });
        Hold hold = new Hold(id, kind, on.actor().id(), reason, on.now());
        List<Hold> all = new ArrayList<>(asset.holds());
        all.add(hold);
        refuseTooMany("asset.too-many-holds", asset.id(), all, Asset.MOST_HOLDS);
        all.sort(Comparator.comparing(Hold::since)); // what comes late need not be the latest
        return Decision.asset(asset.withHolds(all), new Fact.HoldPlaced(id, kind, Personal.of(reason)))
                .answering(hold);
    }

    static Decision<Asset> release(Case on, HoldId id, String reason) {
        Asset asset = on.asset();
        Hold hold = asset.hold(id)
                .orElseThrow(() ->
                        new TrackingException.NotFound(Code.HOLD_UNKNOWN, Message.of("hold.unknown", asset.id(), id)));
        allowed(on, hold.kind() == Hold.Kind.INSPECTION ? Permission.INSPECT : Permission.HOLD);
        List<Hold> rest = new ArrayList<>(asset.holds());
        rest.remove(hold);
        return Decision.asset(
                asset.withHolds(rest), new Fact.HoldReleased(id, hold.kind(), hold.owner(), Personal.of(reason)));
    }

    /** Records what condition the asset is in. */
    public static Decision<Asset> setCondition(Case on, Condition to, String reason) {
        Asset asset = on.asset();
        Permission permission = way(asset.condition(), to);
        if (permission == null) {
            throw new TrackingException.Conflict(
                    Code.CONDITION_NOT_REACHABLE, Message.of("asset.not-reachable", asset.id(), asset.condition(), to));
        }
        allowed(on, permission);
        return asset.condition() == to
                ? Decision.unchanged(asset)
                : Decision.asset(
                        asset.withCondition(to), new Fact.ConditionSet(asset.condition(), to, Personal.of(reason)));
    }

    /** Permission to get from one condition to another; null where there is no way. */
    static @Nullable Permission way(Condition from, Condition to) {
        if (from == Condition.IN_USE || to == Condition.IN_USE) {
            return null;
        }
        if (from == Condition.MISSING) {
            boolean found = to == Condition.AWAITING_CLEANING || to == Condition.MISSING;
            return found ? Permission.REPORT : null;
        }
        if (from == Condition.UNDER_MAINTENANCE || to == Condition.UNDER_MAINTENANCE) {
            return Permission.HOLD;
        }
        return to == Condition.MISSING ? Permission.REPORT : Permission.CLEAN;
    }

    /** Refuses more than a row, and whoever reads it, can take. */
    static void refuseTooMany(String code, Object of, List<?> all, int most) {
        if (all.size() > most) {
            throw new TrackingException.Conflict(Code.TOO_MANY, Message.of(code, of, most));
        }
    }

    private static Asset allowed(Case on, Permission permission) {
        Asset asset = on.asset();
        on.need(permission, asset.place().department());
        return asset;
    }

    private static Ownership toMicros(Ownership ownership) {
        return new Ownership(ownership.vendor(), toMicros(ownership.since()), toMicros(ownership.until()));
    }

    private static @Nullable Instant toMicros(@Nullable Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.MICROS);
    }
}
