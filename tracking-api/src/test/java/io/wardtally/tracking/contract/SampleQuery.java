package io.wardtally.tracking.contract;

import static io.wardtally.tracking.contract.Fixtures.ALL_ASSETS;
import static io.wardtally.tracking.contract.Fixtures.ALL_ITEMS;
import static io.wardtally.tracking.contract.Fixtures.LATEST_FIRST;
import static io.wardtally.tracking.contract.Fixtures.NOON;
import static io.wardtally.tracking.contract.Fixtures.PUMP;
import static io.wardtally.tracking.contract.Fixtures.asset;
import static io.wardtally.tracking.contract.Fixtures.done;
import static io.wardtally.tracking.contract.Fixtures.item;
import static io.wardtally.tracking.contract.Fixtures.over;
import static io.wardtally.tracking.contract.Fixtures.session;
import static io.wardtally.tracking.contract.Fixtures.tag;
import static io.wardtally.tracking.contract.Fixtures.version;
import static io.wardtally.tracking.contract.Fixtures.walk;
import static org.assertj.core.api.Assertions.assertThat;

import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.session.SessionId;
import io.wardtally.tracking.store.Item;
import io.wardtally.tracking.store.Query;
import io.wardtally.tracking.store.Store;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A question and its whole answer, in order. */
record SampleQuery<T>(Query<T> query, List<T> full) {

    private static final List<String> ASSET_IDS = List.of(
            "10",
            "9",
            "A\"B",
            "INF001",
            "INF0010",
            "INF002",
            "Zebra",
            "a b",
            "a-b",
            "ab",
            "inf001",
            "it's",
            "zebra",
            "\u00C4rztin",
            "\u05E9");

    /** The upper half of the UUIDs has negative numbers in Java, yet the greater text. */
    private static final List<UUID> UUIDS = Stream.of(
                    "00000000-0000-0000-0000-000000000001",
                    "00000000-0000-0000-8000-000000000000",
                    "7fffffff-ffff-ffff-7fff-ffffffffffff",
                    "80000000-0000-0000-0000-000000000000",
                    "80000000-0000-0000-ffff-ffffffffffff",
                    "a0000000-0000-0000-0000-000000000000",
                    "ffffffff-ffff-ffff-ffff-ffffffffffff")
            .map(UUID::fromString)
            .toList();

    void isReadIn(Store store, int limit) {
        assertThat(walk(store, query, limit)).isEqualTo(full);
    }

    static List<SampleQuery<?>> fill(Store store) {
        List<Asset> assets = new ArrayList<>();
        List<Session> sessions = new ArrayList<>();
        List<Item> items = new ArrayList<>();
        List<Subject> subjects = new ArrayList<>();
        ASSET_IDS.forEach(id -> {
            assets.add(asset(id));
            subjects.add(Subject.asset(AssetId.of(id)));
        });
        List<String> scattered = new ArrayList<>(ASSET_IDS);
        Collections.shuffle(scattered, new Random(7));
        scattered.forEach(id -> done(store, Draft.creating(asset(id)).takes(tag("T " + id, id))));
        for (Instant time : List.of(NOON, NOON.plus(1, ChronoUnit.MICROS))) {
            for (UUID id : UUIDS) {
                UUID unlike = new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits() ^ time.getNano());
                AssetId asset = UUIDS.indexOf(id) % 2 == 0 ? PUMP : AssetId.of("inf001");
                sessions.add(over(session(new SessionId(unlike), asset, time)));
                items.add(item(Subject.asset(asset), "note", unlike.toString(), time));
            }
        }
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, sessions.size()).boxed().toList());
        Collections.shuffle(order, new Random(8));
        for (int i : order) {
            AssetId asset = sessions.get(i).asset();
            done(
                    store,
                    Draft.of(asset, version(store, Subject.asset(asset)))
                            .writes(sessions.get(i))
                            .writes(items.get(i)));
        }
        for (String who : List.of("ann", "Ann", "tom")) {
            done(store, Draft.of(Subject.staff(who), 0));
        }
        Stream.of("Ann", "ann", "tom").forEach(who -> subjects.add(Subject.staff(who)));
        sessions.sort(LATEST_FIRST);
        Comparator<Item> byIdentity = Comparator.comparing(Item::subject).thenComparing(Item::id);
        Comparator<Item> due =
                Comparator.comparing((Item item) -> item.keys().due()).thenComparing(Item::id);
        return List.of(
                new SampleQuery<>(ALL_ASSETS, assets),
                new SampleQuery<>(Query.Sessions.all(), sessions),
                new SampleQuery<>(
                        Query.Sessions.of(PUMP),
                        sessions.stream()
                                .filter(session -> session.asset().equals(PUMP))
                                .toList()),
                new SampleQuery<>(ALL_ITEMS, items.stream().sorted(byIdentity).toList()),
                new SampleQuery<>(
                        Query.Items.of(Subject.asset(PUMP)),
                        items.stream()
                                .filter(item -> item.subject().equals(Subject.asset(PUMP)))
                                .sorted(byIdentity)
                                .toList()),
                new SampleQuery<>(
                        Query.Items.due("note"), items.stream().sorted(due).toList()),
                new SampleQuery<>(new Query.Subjects(), subjects),
                new SampleQuery<>(
                        new Query.Claims(),
                        ASSET_IDS.stream().map(id -> tag("T " + id, id)).toList()));
    }
}
