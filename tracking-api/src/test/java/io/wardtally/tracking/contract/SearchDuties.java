package io.wardtally.tracking.contract;

import static io.wardtally.tracking.contract.Fixtures.CATEGORIES;
import static io.wardtally.tracking.contract.Fixtures.EXHAUSTIVE;
import static io.wardtally.tracking.contract.Fixtures.LATEST_FIRST;
import static io.wardtally.tracking.contract.Fixtures.NOON;
import static io.wardtally.tracking.contract.Fixtures.PLACES;
import static io.wardtally.tracking.contract.Fixtures.asset;
import static io.wardtally.tracking.contract.Fixtures.done;
import static io.wardtally.tracking.contract.Fixtures.pseudonym;
import static io.wardtally.tracking.contract.Fixtures.version;
import static io.wardtally.tracking.contract.Fixtures.walk;
import static org.assertj.core.api.Assertions.assertThat;

import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.AssetFilter;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.asset.AssetStatus;
import io.wardtally.tracking.asset.Condition;
import io.wardtally.tracking.asset.Description;
import io.wardtally.tracking.asset.Hold;
import io.wardtally.tracking.asset.HoldId;
import io.wardtally.tracking.asset.Identifier;
import io.wardtally.tracking.asset.LifeStage;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.place.Place;
import io.wardtally.tracking.session.Pseudonym;
import io.wardtally.tracking.session.Segment;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.session.SessionId;
import io.wardtally.tracking.store.Query;
import io.wardtally.tracking.store.Store;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** A query finds what matches, all of it and nothing else. */
interface SearchDuties extends Duties {

    private static <T> T oneOf(Random random, Collection<T> values) {
        return List.copyOf(values).get(random.nextInt(values.size()));
    }

    private static <T> T perhaps(Random random, T value) {
        return random.nextInt(3) == 0 ? value : null;
    }

    private static <T> void isReadAs(Store store, Query<T> query, List<T> expected, int limit) {
        assertThat(walk(store, query, limit)).as("%s", query).isEqualTo(expected);
    }

    @Property(tries = 10, seed = "5")
    default void assets_are_found_if_and_only_if_the_search_matches(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 9) int limit) {
        Random random = new Random(seed);
        Store store = newStore();
        List<Asset> assets = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            List<Hold> holds = random.nextBoolean()
                    ? List.of()
                    : List.of(new Hold(new HoldId(new UUID(seed, i)), Hold.Kind.FAULT, "tom", "leaks", NOON));
            assets.add(Asset.of(
                            AssetId.of(String.format("asset %02d", i)),
                            Description.of("Thing", oneOf(random, CATEGORIES)))
                    .with(draft -> {
                        draft.life = oneOf(random, List.of(LifeStage.values()));
                        draft.condition = oneOf(random, List.of(Condition.values()));
                        draft.holds = holds;
                        draft.place = new Place(oneOf(random, PLACES), perhaps(random, oneOf(random, PLACES)));
                    }));
        }
        List<Asset> scattered = new ArrayList<>(assets);
        Collections.shuffle(scattered, random);
        scattered.forEach(asset -> done(store, Draft.creating(asset)));
        for (int i = 0; i < (EXHAUSTIVE ? 500 : 25); i++) {
            String department = perhaps(random, oneOf(random, PLACES));
            AssetFilter search = new AssetFilter(
                    perhaps(random, oneOf(random, CATEGORIES)),
                    perhaps(random, oneOf(random, List.of(AssetStatus.values()))),
                    department,
                    department == null ? null : perhaps(random, oneOf(random, PLACES)),
                    List.of());
            isReadAs(
                    store,
                    new Query.Assets(search),
                    assets.stream().filter(search::matches).toList(),
                    limit);
        }
    }

    @Property(tries = 10, seed = "8")
    default void assets_are_found_by_the_beginnings_of_their_words_each_once(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 9) int limit) {
        Random random = new Random(seed);
        Store store = newStore();
        List<String> words = List.of(
                "Infusion",
                "infusion",
                "Inf",
                "INF001",
                "Pumpe",
                "P\u00fcmp",
                "\u0438\u043d\u0444",
                "4711",
                "47",
                "b-12",
                "\uD83D\uDECF",
                "\uD801\uDC00x");
        List<Asset> assets = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            Asset asset = Asset.of(
                    AssetId.of(String.format("asset %02d", i)),
                    Description.of(oneOf(random, words) + " " + oneOf(random, words), oneOf(random, CATEGORIES))
                            .madeBy(oneOf(random, words), perhaps(random, oneOf(random, words)), oneOf(random, words)));
            done(store, Draft.creating(asset));
            if (random.nextInt(3) == 0) {
                asset = asset.withDescription(Description.of(oneOf(random, words), oneOf(random, CATEGORIES)))
                        .withIdentifiers(List.of(Identifier.tag("tag " + oneOf(random, words))));
                done(store, Draft.of(asset.id(), 1).named(asset));
            }
            assets.add(asset);
        }
        for (String text : List.of(
                "i",
                "inf",
                "infusion",
                "infusionx",
                "INF001",
                "pump",
                "p\u00dcMP",
                "4",
                "47 inf",
                "inf 47",
                "asset in",
                "\u0438",
                "b 12",
                "b-1",
                "inf pump 4711",
                "asset 0",
                "x",
                "\uD801\uDC28")) {
            AssetFilter search = AssetFilter.all().matching(text);
            search = random.nextBoolean() ? search.ofCategory(oneOf(random, CATEGORIES)) : search;
            List<Asset> read = walk(store, new Query.Assets(search), limit);
            assertThat(read)
                    .as(text)
                    .containsExactlyInAnyOrderElementsOf(
                            assets.stream().filter(search::matches).toList());
        }
    }

    @Property(tries = 10, seed = "6")
    default void sessions_are_found_if_and_only_if_the_query_matches(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 9) int limit) {
        Random random = new Random(seed);
        Store store = newStore();
        List<AssetId> ids = Stream.of("A", "a", "B").map(AssetId::of).toList();
        List<String> users = List.of("sarah", "Sarah", "tom");
        List<Pseudonym> patients = List.of(pseudonym('a'), pseudonym('b'), pseudonym('c'));
        ids.forEach(id -> done(store, Draft.creating(asset(id))));
        List<Session> sessions = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            Instant start = NOON.plus(random.nextInt(8), ChronoUnit.MICROS);
            List<Segment> segments = new ArrayList<>();
            for (int segment = random.nextInt(3); segment >= 0; segment--) {
                segments.add(new Segment(
                        start, oneOf(random, users), oneOf(random, PLACES), perhaps(random, oneOf(random, patients))));
            }
            AssetId asset = oneOf(random, ids);
            boolean free = sessions.stream()
                    .noneMatch(other -> other.isOpen() && other.asset().equals(asset));
            boolean voided = random.nextInt(4) == 0;
            SessionId id = new SessionId(new UUID(random.nextLong(), i));
            Session session = Session.started(id, asset, segments.get(0), draft -> {
                draft.end = !voided && free || random.nextInt(3) == 0 && voided ? null : start.plusSeconds(1);
                draft.segments = segments;
                draft.voided = voided;
            });
            sessions.add(session);
            Draft draft = Draft.of(asset, version(store, Subject.asset(asset)));
            done(store, session.isOpen() ? draft.opens(session) : draft.writes(session));
        }
        sessions.sort(LATEST_FIRST);
        for (int i = 0; i < (EXHAUSTIVE ? 500 : 40); i++) {
            Set<Pseudonym> wanted = new HashSet<>(patients.subList(0, random.nextInt(3)));
            Query.Sessions query = new Query.Sessions(
                    perhaps(random, oneOf(random, ids)),
                    perhaps(random, oneOf(random, users)),
                    perhaps(random, oneOf(random, PLACES)),
                    perhaps(random, wanted),
                    perhaps(random, NOON.plus(random.nextInt(8), ChronoUnit.MICROS)),
                    perhaps(random, NOON.plus(random.nextInt(8), ChronoUnit.MICROS)),
                    random.nextInt(4) == 0);
            isReadAs(store, query, sessions.stream().filter(query::matches).toList(), limit);
        }
    }
}
