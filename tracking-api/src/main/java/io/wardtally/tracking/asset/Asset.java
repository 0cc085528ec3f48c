package io.wardtally.tracking.asset;

import io.wardtally.tracking.internal.Check;
import io.wardtally.tracking.place.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One piece of mobile equipment, as it stands.
 *
 * <p>Three things are kept apart: its {@linkplain #life life} with the hospital, its present {@linkplain #condition
 * condition}, and the {@linkplain #holds holds} on it. {@link #status()} sums them up in one word. This is a value: it
 * does not change when the asset does.
 *
 * @param id the hospital's id of it
 * @param description what it is
 * @param identifiers what is written on it and tells it from others
 * @param life planned, in service, or retired
 * @param condition what is happening to it
 * @param holds reasons not to use it, oldest first
 * @param ownership whose it is
 * @param place where it was last known to stand
 * @param lastUsed when its last use ended, or null if it was never used
 */
public record Asset(
        AssetId id,
        Description description,
        List<Identifier> identifiers,
        LifeStage life,
        Condition condition,
        List<Hold> holds,
        Ownership ownership,
        Place place,
        @Nullable Instant lastUsed) {

    /** The most holds on one asset. */
    public static final int MOST_HOLDS = 100;

    public Asset {
        Check.given("asset id", id);
        Check.given("description", description);
        identifiers = Check.list("identifiers", identifiers);
        check(identifiers);
        Check.given("life", life);
        Check.given("condition", condition);
        holds = Check.list("holds", holds);
        Check.given("ownership", ownership);
        Check.given("place", place);
    }

    private static void check(List<Identifier> identifiers) {
        if (identifiers.isEmpty()) {
            return;
        }
        if (Set.copyOf(identifiers.stream().map(Identifier::named).toList()).size() < identifiers.size()) {
            throw Check.bad("asset.identifier-twice");
        }
        if (identifiers.stream().anyMatch(identifier -> !identifier.kind().isUnique())) {
            throw Check.bad("asset.serial-in-description");
        }
        if (identifiers.stream().anyMatch(identifier -> identifier.kind().isOfAType())) {
            throw Check.bad("asset.identifier-of-model");
        }
    }

    /** A working asset of the hospital, in service, standing in {@code Storage}: what {@link Assets#register} takes. */
    public static Asset of(String id, String name, String category) {
        return of(AssetId.of(id), Description.of(name, category));
    }

    /** A working asset of the hospital, in service, standing in {@code Storage}: what {@link Assets#register} takes. */
    public static Asset of(AssetId id, Description description) {
        return new Draft(id, description).asset();
    }

    /** The same asset but for what this says. */
    public Asset with(Consumer<Draft> what) {
        Draft draft = new Draft(id, description);
        draft.identifiers = identifiers;
        draft.life = life;
        draft.condition = condition;
        draft.holds = holds;
        draft.ownership = ownership;
        draft.place = place;
        draft.lastUsed = lastUsed;
        what.accept(draft);
        return draft.asset();
    }

    /** What people call it. */
    public String name() {
        return description.name();
    }

    /** The kind of device. */
    public String category() {
        return description.category();
    }

    /** What people may look for when they look for it: the words of its id, name, maker, model, serial number and tags. */
    public SearchWords words() {
        List<@Nullable String> texts = new ArrayList<>(Arrays.asList(
                id.value(), description.name(), description.manufacturer(), description.model(), description.serial()));
        identifiers.stream()
                .filter(identifier -> identifier.kind() == Identifier.Kind.TAG)
                .forEach(tag -> texts.add(tag.value()));
        return SearchWords.from(texts);
    }

    /** Life, condition and holds in one word. */
    public AssetStatus status() {
        if (life == LifeStage.RETIRED) {
            return AssetStatus.RETIRED;
        }
        if (condition == Condition.IN_USE) {
            return AssetStatus.IN_USE;
        }
        boolean free = life == LifeStage.IN_SERVICE && condition == Condition.READY && holds.isEmpty();
        return free ? AssetStatus.AVAILABLE : AssetStatus.MAINTENANCE;
    }

    /** Whether it carries one of these identifiers, whoever issued them. */
    public boolean carries(List<Identifier> any) {
        Set<Identifier> carried = identifiers.stream().map(Identifier::named).collect(Collectors.toSet());
        return any.stream().map(Identifier::named).anyMatch(carried::contains);
    }

    /** The hold with this id, if it is on this asset. */
    public Optional<Hold> hold(HoldId which) {
        return holds.stream().filter(hold -> hold.id().equals(which)).findFirst();
    }

    /** The same asset, described so. */
    public Asset withDescription(Description other) {
        return with(draft -> draft.description = other);
    }

    /** The same asset with these identifiers and no others. */
    public Asset withIdentifiers(List<Identifier> all) {
        return with(draft -> draft.identifiers = all);
    }

    /** The same asset at this point of its life. */
    public Asset withLife(LifeStage stage) {
        return with(draft -> draft.life = stage);
    }

    /** The same asset in this condition. */
    public Asset withCondition(Condition state) {
        return with(draft -> draft.condition = state);
    }

    /** The same asset with these holds and no others. */
    public Asset withHolds(List<Hold> all) {
        return with(draft -> draft.holds = all);
    }

    /** The same asset, owned so. */
    public Asset withOwnership(Ownership by) {
        return with(draft -> draft.ownership = by);
    }

    /** The same asset, standing there. */
    public Asset withPlace(Place where) {
        return with(draft -> draft.place = where);
    }

    /** The same asset, last used then. */
    public Asset withLastUsed(@Nullable Instant when) {
        return with(draft -> draft.lastUsed = when);
    }

    @Override
    public String toString() {
        return id + " " + description.name() + ": " + status() + ", " + place;
    }

    /** An asset that is being put together: to begin with a working one of the hospital, in service, never used. */
    public static final class Draft {

        private final AssetId id;

        /** See {@link Asset#description()}. */
        public Description description;

        /** See {@link Asset#identifiers()}. */
        public List<Identifier> identifiers = List.of();

        /** See {@link Asset#life()}. */
        public LifeStage life = LifeStage.IN_SERVICE;

        /** See {@link Asset#condition()}. */
        public Condition condition = Condition.READY;

        /** See {@link Asset#holds()}. */
        public List<Hold> holds = List.of();

        /** See {@link Asset#ownership()}. */
        public Ownership ownership = Ownership.hospital();

        /** See {@link Asset#place()}. */
        public Place place = Place.of("Storage");

        /** See {@link Asset#lastUsed()}. */
        public @Nullable Instant lastUsed;

        private Draft(AssetId id, Description description) {
            this.id = id;
            this.description = description;
        }

        private Asset asset() {
            return new Asset(id, description, identifiers, life, condition, holds, ownership, place, lastUsed);
        }
    }
}
