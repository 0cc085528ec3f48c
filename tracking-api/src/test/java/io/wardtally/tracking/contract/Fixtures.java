package io.wardtally.tracking.contract;

import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;

import io.wardtally.tracking.Page;
import io.wardtally.tracking.Paging;
import io.wardtally.tracking.RequestId;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.AssetFilter;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.asset.Description;
import io.wardtally.tracking.audit.Digest;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.session.OverrideId;
import io.wardtally.tracking.session.Pseudonym;
import io.wardtally.tracking.session.Segment;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.session.SessionId;
import io.wardtally.tracking.store.Batch;
import io.wardtally.tracking.store.Claim;
import io.wardtally.tracking.store.CommitResult;
import io.wardtally.tracking.store.Dossier;
import io.wardtally.tracking.store.DossierKey;
import io.wardtally.tracking.store.IndexKeys;
import io.wardtally.tracking.store.Item;
import io.wardtally.tracking.store.LoggedFact;
import io.wardtally.tracking.store.Query;
import io.wardtally.tracking.store.RememberedAnswer;
import io.wardtally.tracking.store.SignedFact;
import io.wardtally.tracking.store.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import java.util.function.LongFunction;
import java.util.stream.IntStream;

/** Values to store, and ways to store and read them. */
final class Fixtures {

    static final boolean EXHAUSTIVE = Boolean.getBoolean("wardtally.exhaustive");
    static final int THREADS = 16;
    static final int ROUNDS = EXHAUSTIVE ? 200 : 10;
    private static final int PATIENCE_SECONDS = EXHAUSTIVE ? 600 : 60;

    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    static final AssetId PUMP = AssetId.of("INF001");
    static final AssetId MONITOR = AssetId.of("MON002");
    static final Query.Assets ALL_ASSETS = new Query.Assets(AssetFilter.all());
    static final Query.Items ALL_ITEMS = Query.Items.all();
    static final RequestId REQUEST = RequestId.of("request-1");
    static final Comparator<Session> LATEST_FIRST = comparing(Session::start)
            .thenComparing(session -> session.id().toString())
            .reversed();
    static final List<String> PLACES = List.of("ICU", "icu", "ER");
    static final List<String> CATEGORIES = List.of("pump", "Pump", "bed");

    private Fixtures() {}

    static Asset asset(AssetId id) {
        return Asset.of(id, Description.of("Infusion Pump A", "infusion-pump"));
    }

    static Asset asset(String id) {
        return asset(AssetId.of(id));
    }

    static SessionId sessionId(int number) {
        return SessionId.of(String.format("00000000-0000-7000-8000-%012d", number));
    }

    static OverrideId overrideId(int number) {
        return OverrideId.of(String.format("00000000-0000-7000-9000-%012d", number));
    }

    static Session session(int number, AssetId asset) {
        return session(sessionId(number), asset, NOON.plusSeconds(number));
    }

    static Session session(SessionId id, AssetId asset, Instant start) {
        Segment only = new Segment(start, "sarah", "ICU", null);
        return Session.started(id, asset, only);
    }

    static Session over(Session session) {
        return session.withEnd(session.start().plusSeconds(60), false, null);
    }

    static Item item(int number, AssetId asset) {
        return item(Subject.asset(asset), "note", "n" + number, NOON.plusSeconds(number));
    }

    static Item item(Subject subject, String kind, String id, Instant due) {
        return new Item(subject, kind, id, true, IndexKeys.at(NOON).withDue(due), "text=" + id + "\n");
    }

    /** The same item, which does not belong to the dossier any more. */
    static Item closed(Item item) {
        return new Item(item.subject(), item.kind(), item.id(), false, item.keys(), item.content() + "closed=\n");
    }

    /** The claim by which an item is found without its subject. */
    static Claim claim(Item item) {
        return Claim.item(item.kind(), item.id(), item.subject());
    }

    static DossierKey key(Item item) {
        return new DossierKey.OfItem(item.kind(), item.id());
    }

    static Pseudonym pseudonym(char letter) {
        return new Pseudonym("pn1.1." + String.valueOf(letter).repeat(26));
    }

    static Claim tag(String key, String by) {
        return new Claim("tag", key, by);
    }

    static RememberedAnswer answer(String text) {
        return answer(text, NOON);
    }

    static RememberedAnswer answer(String text, Instant at) {
        byte[] content = new byte[32];
        Arrays.fill(content, (byte) text.length());
        return new RememberedAnswer(Digest.of(content), 3, text, at);
    }

    static Batch batch(Draft... drafts) {
        return batch(null, null, drafts);
    }

    static Batch batch(RequestId request, RememberedAnswer answer, Draft... drafts) {
        return new Batch(
                request, answer, Arrays.stream(drafts).map(Draft::change).toList(), List.of(), false);
    }

    static void done(Store store, Draft... drafts) {
        done(store, batch(drafts));
    }

    static void done(Store store, Batch batch) {
        assertThat(store.commit(batch)).isInstanceOf(CommitResult.Done.class);
    }

    static List<Dossier> dossiers(Store store, DossierKey key) {
        return store.find(List.of(key), null).dossiers();
    }

    static Dossier dossier(Store store, DossierKey key) {
        List<Dossier> found = dossiers(store, key);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    static Dossier dossier(Store store, AssetId asset) {
        return dossier(store, new DossierKey.OfSubject(Subject.asset(asset)));
    }

    static long version(Store store, Subject subject) {
        return dossiers(store, new DossierKey.OfSubject(subject)).stream()
                .mapToLong(Dossier::version)
                .sum();
    }

    static RememberedAnswer earlier(Store store, RequestId request) {
        return store.find(List.of(new DossierKey.OfSubject(Subject.asset(PUMP))), request)
                .earlier();
    }

    static List<SignedFact> facts(Store store, Subject subject) {
        return store.journal().facts(subject, 0, 500).stream()
                .map(LoggedFact::fact)
                .toList();
    }

    static <T> List<T> all(Store store, Query<T> query) {
        return walk(store, query, Paging.MAX_LIMIT);
    }

    static <T> List<T> walk(Store store, Query<T> query, int limit) {
        return walkOn(store, query, Paging.first(limit));
    }

    /** Reads page after page; every page but the last is full. */
    static <T> List<T> walkOn(Store store, Query<T> query, Paging first) {
        List<T> all = new ArrayList<>();
        Paging paging = first;
        while (true) {
            Page<T> page = store.page(query, paging);
            all.addAll(page.items());
            if (page.next() == null) {
                assertThat(page.items()).hasSizeLessThanOrEqualTo(paging.limit());
                return all;
            }
            assertThat(page.items()).hasSize(paging.limit());
            assertThat(all).hasSizeLessThan(100_000);
            paging = Paging.after(page.next(), paging.limit());
        }
    }

    /** Commits, again and again where the store says that a retry may help. */
    static CommitResult commit(Store store, Batch batch) {
        for (int busy = 0; ; busy++) {
            goOn();
            try {
                return store.commit(batch);
            } catch (TrackingException.Busy again) {
                if (busy == 1_000) {
                    throw again;
                }
            }
        }
    }

    /** What came of it when so many threads did something at once. */
    static <T> List<T> atOnce(int threads, IntFunction<T> act) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            CyclicBarrier start = new CyclicBarrier(threads);
            List<Future<T>> running = IntStream.range(0, threads)
                    .mapToObj(number -> pool.submit(() -> {
                        start.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                        return act.apply(number);
                    }))
                    .toList();
            List<T> results = new ArrayList<>();
            for (Future<T> one : running) {
                results.add(one.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
            }
            return results;
        } catch (TimeoutException stuck) {
            throw new AssertionError("not done after " + PATIENCE_SECONDS + " seconds", stuck);
        } catch (ExecutionException failed) {
            throw new AssertionError("a thread failed", failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", stopped);
        } finally {
            pool.shutdownNow();
        }
    }

    /** Stops a thread that is no longer waited for, so that a broken store cannot keep it busy for ever. */
    static void goOn() {
        if (Thread.currentThread().isInterrupted()) {
            throw new AssertionError("interrupted");
        }
    }

    static long count(List<CommitResult> commits, Class<? extends CommitResult> kind) {
        return commits.stream().filter(kind::isInstance).count();
    }

    static <T> List<T> reversed(List<T> list) {
        List<T> turned = new ArrayList<>(list);
        Collections.reverse(turned);
        return turned;
    }

    static List<Long> sequences(long last) {
        return IntStream.rangeClosed(1, (int) last).mapToObj(Long::valueOf).toList();
    }

    /** All of a list of this length that is read in parts. */
    static List<LoggedFact> whole(long length, LongFunction<List<LoggedFact>> after) {
        List<LoggedFact> all = new ArrayList<>();
        while (all.size() < length) {
            List<LoggedFact> part = after.apply(all.size());
            assertThat(part).isNotEmpty();
            all.addAll(part);
        }
        assertThat(after.apply(length)).isEmpty();
        return all;
    }
}
