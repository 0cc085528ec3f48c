package io.wardtally.tracking.contract;

import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wardtally.tracking.Page;
import io.wardtally.tracking.Paging;
import io.wardtally.tracking.RequestId;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.asset.Condition;
import io.wardtally.tracking.asset.Description;
import io.wardtally.tracking.asset.Hold;
import io.wardtally.tracking.asset.HoldId;
import io.wardtally.tracking.asset.Life;
import io.wardtally.tracking.asset.Ownership;
import io.wardtally.tracking.asset.Search;
import io.wardtally.tracking.asset.Status;
import io.wardtally.tracking.audit.Digest;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.location.Place;
import io.wardtally.tracking.scan.Concern;
import io.wardtally.tracking.session.EmergencyOverride;
import io.wardtally.tracking.session.OverrideId;
import io.wardtally.tracking.session.Pseudonym;
import io.wardtally.tracking.session.Segment;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.session.SessionId;
import io.wardtally.tracking.staff.Actor;
import io.wardtally.tracking.staff.Role;
import io.wardtally.tracking.store.Answer;
import io.wardtally.tracking.store.Batch;
import io.wardtally.tracking.store.Change;
import io.wardtally.tracking.store.Claim;
import io.wardtally.tracking.store.Commit;
import io.wardtally.tracking.store.Dossier;
import io.wardtally.tracking.store.Envelope;
import io.wardtally.tracking.store.Found;
import io.wardtally.tracking.store.Key;
import io.wardtally.tracking.store.Query;
import io.wardtally.tracking.store.Recorded;
import io.wardtally.tracking.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every {@link Store} owes, in memory or in any database. To hold a store to it, extend this class, hand out empty
 * stores in {@link #newStore()}, and let JUnit Jupiter and jqwik run the subclass. Properties run outside of Jupiter's
 * life cycle, so {@link #newStore()} must do without {@code @BeforeEach} and its like; with
 * {@code -Dwardtally.exhaustive=true} everything is tried more often.
 */
public abstract class StoreContract {

    private static final boolean EXHAUSTIVE = Boolean.getBoolean("wardtally.exhaustive");
    private static final int THREADS = 16;
    private static final int ROUNDS = EXHAUSTIVE ? 200 : 10;
    private static final int PATIENCE_SECONDS = EXHAUSTIVE ? 600 : 60;

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final AssetId PUMP = AssetId.of("INF001");
    private static final AssetId MONITOR = AssetId.of("MON002");
    private static final Query.Assets ALL_ASSETS = new Query.Assets(Search.all());
    private static final Query.Overrides ALL_OVERRIDES = new Query.Overrides(null, false);
    private static final RequestId REQUEST = RequestId.of("request-1");

    /** A store that is empty and belongs to no facility yet; another one at each call. */
    protected abstract Store newStore();

    private static Asset asset(AssetId id) {
        return Asset.of(id, Description.of("Infusion Pump A", "infusion-pump"));
    }

    private static Asset asset(String id) {
        return asset(AssetId.of(id));
    }

    private static SessionId sessionId(int number) {
        return SessionId.of(String.format("00000000-0000-7000-8000-%012d", number));
    }

    private static OverrideId overrideId(int number) {
        return OverrideId.of(String.format("00000000-0000-7000-9000-%012d", number));
    }

    private static Session session(int number, AssetId asset) {
        return session(sessionId(number), asset, NOON.plusSeconds(number));
    }

    private static Session session(SessionId id, AssetId asset, Instant start) {
        Segment only = new Segment(start, "sarah", "ICU", null);
        return new Session(id, asset, start, null, null, null, null, List.of(only), false, false, null);
    }

    private static Session over(Session session) {
        return session.ended(session.start().plusSeconds(60), false, null);
    }

    private static EmergencyOverride override(int number, AssetId asset) {
        return override(overrideId(number), asset, NOON.plusSeconds(number));
    }

    private static EmergencyOverride override(OverrideId id, AssetId asset, Instant declared) {
        return new EmergencyOverride(
                id,
                asset,
                "sarah",
                "no other pump",
                List.of(Concern.Rule.NOT_CLEAN),
                declared,
                declared.plusSeconds(900),
                null);
    }

    private static EmergencyOverride reviewed(EmergencyOverride override) {
        return override.reviewed(new EmergencyOverride.Review("ann", true, null, NOON.plusSeconds(99)));
    }

    private static Pseudonym pseudonym(char letter) {
        return new Pseudonym("pn1.1." + String.valueOf(letter).repeat(26));
    }

    private static Claim tag(String key, String by) {
        return new Claim("tag", key, by);
    }

    private static Answer answer(String text) {
        return answer(text, NOON);
    }

    private static Answer answer(String text, Instant at) {
        byte[] content = new byte[32];
        Arrays.fill(content, (byte) text.length());
        return new Answer(Digest.of(content), 3, text, at);
    }

    private static Batch batch(Draft... drafts) {
        return batch(null, null, drafts);
    }

    private static Batch batch(RequestId request, Answer answer, Draft... drafts) {
        return new Batch(
                request, answer, Arrays.stream(drafts).map(Draft::change).toList());
    }

    private static void done(Store store, Draft... drafts) {
        done(store, batch(drafts));
    }

    private static void done(Store store, Batch batch) {
        assertThat(store.commit(batch)).isInstanceOf(Commit.Done.class);
    }

    private static List<Dossier> dossiers(Store store, Key key) {
        return store.find(key, null).dossiers();
    }

    private static Dossier dossier(Store store, Key key) {
        List<Dossier> found = dossiers(store, key);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static Dossier dossier(Store store, AssetId asset) {
        return dossier(store, new Key.OfSubject(Subject.asset(asset)));
    }

    private static long version(Store store, Subject subject) {
        return dossiers(store, new Key.OfSubject(subject)).stream()
                .mapToLong(Dossier::version)
                .sum();
    }

    private static Answer earlier(Store store, RequestId request) {
        return store.find(new Key.OfSubject(Subject.asset(PUMP)), request).earlier();
    }

    private static List<Envelope> facts(Store store, Subject subject) {
        return store.facts(subject, 0, 500).stream().map(Recorded::fact).toList();
    }

    private static <T> List<T> all(Store store, Query<T> query) {
        return walk(store, query, Paging.MAX_LIMIT);
    }

    private static <T> List<T> walk(Store store, Query<T> query, int limit) {
        return walkOn(store, query, Paging.first(limit));
    }

    /** Reads page after page; every page but the last is full. */
    private static <T> List<T> walkOn(Store store, Query<T> query, Paging first) {
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

    /** Everything that a store shows of what was committed. */
    private record Sight(
            List<Asset> assets,
            List<Session> sessions,
            List<EmergencyOverride> overrides,
            List<Dossier> dossiers,
            List<List<Recorded>> facts) {

        static Sight of(Store store) {
            List<Subject> subjects = all(store, new Query.Subjects());
            return new Sight(
                    all(store, ALL_ASSETS),
                    all(store, Query.Sessions.all()),
                    all(store, ALL_OVERRIDES),
                    subjects.stream()
                            .map(subject -> dossier(store, new Key.OfSubject(subject)))
                            .toList(),
                    subjects.stream()
                            .map(subject -> store.facts(subject, 0, 500))
                            .toList());
        }
    }

    /** Commits, again and again where the store says that a retry may help. */
    private static Commit commit(Store store, Batch batch) {
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
    private static <T> List<T> atOnce(int threads, IntFunction<T> act) {
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
    private static void goOn() {
        if (Thread.currentThread().isInterrupted()) {
            throw new AssertionError("interrupted");
        }
    }

    private static long count(List<Commit> commits, Class<? extends Commit> kind) {
        return commits.stream().filter(kind::isInstance).count();
    }

    private static <T> List<T> reversed(List<T> list) {
        List<T> turned = new ArrayList<>(list);
        Collections.reverse(turned);
        return turned;
    }

    @Test
    void the_first_facility_binds_the_store_and_the_next_is_told_whose_it_is() {
        Store store = newStore();
        assertThat(store.enrol("Klinik S\u00FCd \uD83C\uDFE5")).isEqualTo("Klinik S\u00FCd \uD83C\uDFE5");
        assertThat(store.enrol("St. Mary")).isEqualTo("Klinik S\u00FCd \uD83C\uDFE5");
        assertThat(store.enrol("Klinik S\u00FCd \uD83C\uDFE5")).isEqualTo("Klinik S\u00FCd \uD83C\uDFE5");
    }

    @Test
    void of_many_facilities_at_once_one_binds_the_store_and_all_are_told_the_same() {
        for (int round = 0; round < ROUNDS; round++) {
            Store store = newStore();
            Set<String> told = new HashSet<>(atOnce(THREADS, number -> store.enrol("facility " + number)));
            assertThat(told).hasSize(1).allMatch(name -> name.startsWith("facility "));
            assertThat(store.enrol("late")).isIn(told);
        }
    }

    @Property(tries = 20, seed = "1")
    void assets_are_loaded_as_they_were_stored(@ForAll(supplier = Samples.Assets.class) List<Asset> assets) {
        Store store = newStore();
        assets.forEach(asset -> done(store, Draft.creating(asset)));
        assertThat(all(store, ALL_ASSETS)).containsExactlyInAnyOrderElementsOf(assets);
        assets.forEach(asset -> assertThat(dossier(store, asset.id()).asset()).isEqualTo(asset));
        for (Asset asset : assets) {
            Asset other = assets.get(0)
                    .described(asset.description())
                    .heldBy(reversed(asset.holds()))
                    .owned(asset.ownership())
                    .at(asset.place());
            Asset changed = new Asset(
                    asset.id(),
                    other.description(),
                    other.life(),
                    other.condition(),
                    other.holds(),
                    other.ownership(),
                    other.place(),
                    other.lastUsed());
            done(store, Draft.of(asset.id(), 1).asset(changed));
            assertThat(dossier(store, asset.id()).asset()).isEqualTo(changed);
        }
    }

    @Property(tries = 20, seed = "2")
    void sessions_are_loaded_as_they_were_stored(@ForAll(supplier = Samples.Sessions.class) List<Session> sessions) {
        Store store = newStore();
        sessions.forEach(session -> store(store, session));
        assertThat(all(store, Query.Sessions.all())).containsExactlyInAnyOrderElementsOf(sessions);
        sessions.forEach(session -> assertThat(
                        dossier(store, new Key.OfSession(session.id())).sessions())
                .containsExactly(session));
    }

    @Property(tries = 20, seed = "3")
    void overrides_are_loaded_as_they_were_stored(
            @ForAll(supplier = Samples.Overrides.class) List<EmergencyOverride> overrides) {
        Store store = newStore();
        for (EmergencyOverride override : overrides) {
            Subject subject = Subject.asset(override.asset());
            long version = version(store, subject);
            Draft draft = Draft.of(subject, version).writes(override);
            done(store, version == 0 ? draft.asset(asset(override.asset())) : draft);
            assertThat(dossier(store, new Key.OfOverride(override.id())).overrides())
                    .contains(override);
        }
        assertThat(all(store, ALL_OVERRIDES)).containsExactlyInAnyOrderElementsOf(overrides);
    }

    @Property(tries = 20, seed = "4")
    void facts_are_loaded_as_they_were_stored(@ForAll(supplier = Samples.Facts.class) List<Envelope> facts) {
        Store store = newStore();
        Subject subject = facts.get(0).subject();
        done(store, Draft.of(subject, 0).asset(asset(subject.id())).facts(facts));
        assertThat(facts(store, subject)).isEqualTo(facts);
        store.seal(500);
        assertThat(store.log(0, 500)).extracting(Recorded::fact).isEqualTo(facts);
    }

    private static void store(Store store, Session session) {
        Draft draft = Draft.creating(asset(session.asset()));
        if (session.override() != null) {
            draft.writes(override(session.override(), session.asset(), NOON));
        }
        done(store, session.isOpen() ? draft.opens(session) : draft.writes(session));
    }

    @Test
    void a_session_is_kept_whichever_of_its_parts_are_left_out() {
        Store store = newStore();
        List<Session> sessions = new ArrayList<>();
        for (int parts = 0; parts < 256; parts++) {
            boolean[] has = new boolean[8];
            for (int bit = 0; bit < 8; bit++) {
                has[bit] = (parts & 1 << bit) != 0;
            }
            Segment first = new Segment(NOON, "sarah", "ICU", has[0] ? pseudonym('a') : null);
            Segment next = new Segment(NOON.plusSeconds(5), "sarah", "ICU", has[0] ? null : pseudonym('b'));
            sessions.add(new Session(
                    sessionId(parts),
                    AssetId.of("asset " + parts),
                    NOON,
                    has[1] ? NOON.plusSeconds(9) : null,
                    has[2] ? Duration.ofHours(4) : null,
                    has[3] ? "a reason" : null,
                    has[4] ? "some notes" : null,
                    has[5] ? List.of(first, next) : List.of(first),
                    has[6],
                    has[7],
                    parts % 3 == 0 ? overrideId(parts) : null));
        }
        sessions.forEach(session -> store(store, session));
        assertThat(all(store, Query.Sessions.all())).containsExactlyInAnyOrderElementsOf(sessions);
    }

    @Test
    void a_session_that_is_written_again_keeps_nothing_of_what_it_was() {
        Store store = newStore();
        Session first = new Session(
                sessionId(1),
                PUMP,
                NOON,
                null,
                Duration.ofHours(4),
                "a reason",
                "notes",
                List.of(
                        new Segment(NOON, "sarah", "ICU", pseudonym('a')),
                        new Segment(NOON.plusSeconds(1), "tom", "ER", pseudonym('b')),
                        new Segment(NOON.plusSeconds(1), "ann", "ER", null)),
                false,
                true,
                null);
        Session corrected = new Session(
                sessionId(1),
                PUMP,
                NOON.minusSeconds(9),
                NOON,
                null,
                null,
                null,
                List.of(new Segment(NOON.minusSeconds(9), "tom", "ER", null)),
                true,
                false,
                null);
        done(store, Draft.creating(asset(PUMP)).opens(first));
        done(store, Draft.of(PUMP, 1).ends(corrected));
        assertThat(all(store, Query.Sessions.all())).containsExactly(corrected);
        assertThat(all(store, Query.Sessions.of(PUMP))).containsExactly(corrected);
        assertThat(dossier(store, new Key.OfSession(sessionId(1))).sessions()).containsExactly(corrected);
        assertThat(all(store, new Query.Sessions(null, "ann", null, null, null, null, false)))
                .isEmpty();
        assertThat(all(store, new Query.Sessions(null, null, null, Set.of(pseudonym('a')), null, null, false)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "two\nlines\n",
                "\r\n\t",
                "it's \"quoted\" \\ and \\n not",
                "'; drop table facts; --",
                "pump \uD83D\uDC89 \uD83D\uDC69\u200D\u2695\uFE0F \uDBFF\uDFFD",
                "\u05E9\u05DC\u05D5\u05DD \u0645\u0631\u062D\u0628\u0627 \u202E",
                "e\u0301 is not \u00E9; \u2028 \uFEFF",
                "trailing spaces  ",
                "long"
            })
    void texts_of_facts_and_answers_are_kept_to_the_letter(String sample) {
        String text = sample.equals("long") ? Samples.longText(2_000, "\uD83D\uDC89") : sample;
        Store store = newStore();
        Subject subject = Subject.staff("sarah");
        for (Actor by : List.of(Actor.nurse("sarah", "ICU"), new Actor("R2 \uD83E\uDD16", Role.SYSTEM, null))) {
            long next = version(store, subject) + 1;
            Envelope fact = new Envelope(
                    subject,
                    next,
                    Samples.EARLIEST,
                    Samples.LATEST,
                    by,
                    "Noted",
                    text,
                    text,
                    text,
                    Integer.MAX_VALUE,
                    Draft.fact(subject, next).digest());
            RequestId request = RequestId.of("request " + next);
            Answer answer = answer(text, Samples.EARLIEST.plus(next, ChronoUnit.MICROS));
            done(store, batch(request, answer, Draft.of(subject, next - 1).facts(List.of(fact))));
            assertThat(store.facts(subject, next - 1, 1)).containsExactly(new Recorded(fact, 0));
            assertThat(earlier(store, request)).isEqualTo(answer);
        }
    }

    @Test
    void a_commit_moves_the_version_to_the_last_fact_and_writes_all_that_it_brings() {
        Store store = newStore();
        Session session = session(1, PUMP);
        EmergencyOverride override = override(1, PUMP);
        Change change = Draft.creating(asset(PUMP))
                .opens(session)
                .writes(override)
                .facts(3)
                .change();
        done(store, new Batch(null, null, List.of(change)));
        assertThat(dossier(store, PUMP))
                .isEqualTo(new Dossier(Subject.asset(PUMP), 3, asset(PUMP), List.of(session), List.of(override)));
        assertThat(facts(store, Subject.asset(PUMP))).isEqualTo(change.facts());
        done(store, Draft.of(PUMP, 3));
        assertThat(dossier(store, PUMP).version()).isEqualTo(4);
        assertThat(dossier(store, PUMP).asset()).isEqualTo(asset(PUMP));
    }

    @Test
    void the_second_of_two_commits_on_one_version_is_stale() {
        Store store = newStore();
        done(store, Draft.creating(asset(PUMP)));
        done(store, Draft.of(PUMP, 1).asset(asset(PUMP).at(Place.of("ICU"))));
        assertThat(store.commit(
                        Draft.of(PUMP, 1).asset(asset(PUMP).at(Place.of("ER"))).batch()))
                .isEqualTo(new Commit.Stale(Subject.asset(PUMP)));
        assertThat(dossier(store, PUMP).version()).isEqualTo(2);
        assertThat(dossier(store, PUMP).asset()).isEqualTo(asset(PUMP).at(Place.of("ICU")));
    }

    @Test
    void creating_what_is_there_is_stale() {
        Store store = newStore();
        done(store, Draft.creating(asset(PUMP)));
        Sight before = Sight.of(store);
        assertThat(store.commit(Draft.creating(asset(PUMP).at(Place.of("ICU"))).batch()))
                .isEqualTo(new Commit.Stale(Subject.asset(PUMP)));
        assertThat(Sight.of(store)).isEqualTo(before);
    }

    private static Stream<Arguments> staleChanges() {
        return IntStream.range(0, 5)
                .boxed()
                .flatMap(place -> Stream.of(0L, 1L, 3L, 7L).map(basedOn -> Arguments.of(place, basedOn)));
    }

    /** Five changes of different subjects, of which one is based on the given version; right would be 2. */
    private static List<Draft> fiveChanges(int odd, long basedOn) {
        List<Draft> five = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            AssetId id = AssetId.of("asset " + i);
            five.add(Draft.of(id, i == odd ? basedOn : 2)
                    .asset(asset(id).at(Place.of("ICU")))
                    .opens(session(i, id))
                    .writes(override(i, id))
                    .takes(tag("tag " + i, "changed"))
                    .facts(2));
        }
        return five;
    }

    private Store storeOfFive() {
        Store store = newStore();
        for (int i = 0; i < 5; i++) {
            done(store, Draft.creating(asset("asset " + i)).facts(2));
        }
        return store;
    }

    private static void nothingCameOf(Batch batch, Store store, Sight before, List<String> freeTags) {
        assertThat(Sight.of(store)).isEqualTo(before);
        assertThat(earlier(store, REQUEST)).isNull();
        for (Change change : batch.changes()) {
            change.sessions()
                    .forEach(session -> assertThat(dossiers(store, new Key.OfSession(session.id())))
                            .isEmpty());
            change.overrides()
                    .forEach(override -> assertThat(dossiers(store, new Key.OfOverride(override.id())))
                            .isEmpty());
        }
        int facts = before.facts().stream().mapToInt(List::size).sum();
        assertThat(store.seal(500)).isEqualTo(facts);
        assertThat(store.log(0, 500)).hasSize(facts);
        for (String tag : freeTags) {
            done(store, Draft.of(Subject.staff("taker of " + tag), 0).takes(tag(tag, "somebody else")));
        }
    }

    @ParameterizedTest
    @MethodSource("staleChanges")
    void one_stale_change_anywhere_in_a_batch_stops_all_of_it(int place, long basedOn) {
        Store store = storeOfFive();
        Sight before = Sight.of(store);
        Batch batch = batch(REQUEST, answer("done"), fiveChanges(place, basedOn).toArray(Draft[]::new));
        assertThat(store.commit(batch)).isEqualTo(new Commit.Stale(Subject.asset(AssetId.of("asset " + place))));
        nothingCameOf(batch, store, before, List.of("tag 0", "tag 1", "tag 2", "tag 3", "tag 4"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void a_change_of_what_is_not_there_stops_the_batch(int place) {
        Store store = storeOfFive();
        Sight before = Sight.of(store);
        List<Draft> three = new ArrayList<>(fiveChanges(-1, 0).subList(0, 2));
        three.add(place, Draft.of(AssetId.of("nothing"), 1).asset(asset("nothing")));
        Batch batch = batch(REQUEST, answer("done"), three.toArray(Draft[]::new));
        assertThat(store.commit(batch)).isEqualTo(new Commit.Stale(Subject.asset(AssetId.of("nothing"))));
        nothingCameOf(batch, store, before, List.of("tag 0", "tag 1"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void one_taken_claim_anywhere_in_a_batch_stops_all_of_it(int place) {
        Store store = storeOfFive();
        done(store, Draft.of(Subject.staff("first"), 0).takes(tag("tag " + place, "the first")));
        Sight before = Sight.of(store);
        Batch batch = batch(REQUEST, answer("done"), fiveChanges(-1, 0).toArray(Draft[]::new));
        assertThat(store.commit(batch)).isEqualTo(new Commit.Taken(tag("tag " + place, "changed"), "the first"));
        nothingCameOf(
                batch,
                store,
                before,
                IntStream.range(0, 5)
                        .filter(i -> i != place)
                        .mapToObj(i -> "tag " + i)
                        .toList());
        assertThat(store.commit(Draft.of(Subject.staff("third"), 0)
                        .takes(tag("tag " + place, "third"))
                        .batch()))
                .isInstanceOf(Commit.Taken.class);
    }

    @Test
    void a_batch_that_is_stale_and_wants_what_is_taken_is_stale() {
        Store store = newStore();
        done(store, Draft.creating(asset(PUMP)).takes(tag("A", "pump")));
        Draft taken = Draft.creating(asset(MONITOR)).takes(tag("A", "monitor"));
        assertThat(store.commit(batch(taken, Draft.creating(asset(PUMP)))))
                .isEqualTo(new Commit.Stale(Subject.asset(PUMP)));
    }

    @Test
    void a_claim_is_kept_until_it_is_released() {
        Store store = newStore();
        Subject subject = Subject.staff("sarah");
        done(store, Draft.of(subject, 0).takes(tag("A", "one")));
        Claim wanted = tag("A", "two");
        Draft wish = Draft.of(subject, 1).takes(wanted);
        assertThat(store.commit(wish.batch())).isEqualTo(new Commit.Taken(wanted, "one"));
        done(store, Draft.of(subject, 1).releases(tag("A", "one")));
        done(store, Draft.of(subject, 2).takes(wanted));
        assertThat(store.commit(Draft.of(subject, 3).takes(tag("A", "one")).batch()))
                .isEqualTo(new Commit.Taken(tag("A", "one"), "two"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_one_change_of_a_batch_releases_another_may_take_in_either_order(boolean releaseFirst) {
        Store store = newStore();
        done(store, Draft.creating(asset(PUMP)).takes(tag("A", "pump")), Draft.creating(asset(MONITOR)));
        Draft gives = Draft.of(PUMP, 1).releases(tag("A", "pump"));
        Draft takes = Draft.of(MONITOR, 1).takes(tag("A", "monitor"));
        done(store, releaseFirst ? batch(gives, takes) : batch(takes, gives));
        assertThat(store.commit(Draft.of(PUMP, 2).takes(tag("A", "pump")).batch()))
                .isEqualTo(new Commit.Taken(tag("A", "pump"), "monitor"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void one_use_may_end_and_the_next_begin_in_one_change(boolean endFirst) {
        Store store = newStore();
        Session first = session(1, PUMP);
        Session second = session(2, PUMP);
        done(store, Draft.creating(asset(PUMP)).opens(first));
        Draft both = Draft.of(PUMP, 1);
        done(
                store,
                endFirst
                        ? both.ends(over(first)).opens(second)
                        : both.opens(second).ends(over(first)));
        assertThat(dossier(store, PUMP).sessions()).containsExactly(second);
        assertThat(store.commit(Draft.of(PUMP, 2).opens(session(3, PUMP)).batch()))
                .isEqualTo(new Commit.Taken(
                        Claim.use(PUMP, sessionId(3)), sessionId(2).toString()));
    }

    @Test
    void taking_again_what_one_has_is_fine_and_one_release_ends_it() {
        Store store = newStore();
        done(store, Draft.creating(asset(PUMP)).takes(tag("A", "pump")));
        done(store, Draft.of(PUMP, 1).takes(tag("A", "pump")));
        assertThat(store.commit(Draft.creating(asset(MONITOR))
                        .takes(tag("A", "monitor"))
                        .batch()))
                .isInstanceOf(Commit.Taken.class);
        done(store, Draft.of(PUMP, 2).releases(tag("A", "pump")));
        done(store, Draft.creating(asset(MONITOR)).takes(tag("A", "monitor")));
    }

    @Test
    void releasing_and_taking_in_one_change_keeps_it() {
        Store store = newStore();
        done(store, Draft.creating(asset(PUMP)).takes(tag("A", "pump")));
        done(store, Draft.of(PUMP, 1).takes(tag("A", "pump")).releases(tag("A", "pump")));
        assertThat(store.commit(Draft.creating(asset(MONITOR))
                        .takes(tag("A", "monitor"))
                        .batch()))
                .isInstanceOf(Commit.Taken.class);
    }

    @Test
    void releasing_what_somebody_else_has_does_not_release_it() {
        Store store = newStore();
        done(store, Draft.creating(asset(PUMP)).takes(tag("A", "pump")));
        done(store, Draft.creating(asset(MONITOR)).releases(tag("A", "monitor"), tag("B", "monitor")));
        Draft wish = Draft.of(MONITOR, 1).releases(tag("A", "monitor")).takes(tag("A", "monitor"));
        assertThat(store.commit(wish.batch())).isEqualTo(new Commit.Taken(tag("A", "monitor"), "pump"));
    }

    @Test
    void a_commit_that_failed_releases_nothing() {
        Store store = newStore();
        done(store, Draft.creating(asset(PUMP)).takes(tag("A", "pump")), Draft.creating(asset(MONITOR)));
        done(store, Draft.of(MONITOR, 1).takes(tag("B", "monitor")));
        Draft swap = Draft.of(PUMP, 1).releases(tag("A", "pump")).takes(tag("B", "pump"));
        assertThat(store.commit(swap.batch())).isInstanceOf(Commit.Taken.class);
        Draft release = Draft.of(PUMP, 1).releases(tag("A", "pump"));
        assertThat(store.commit(batch(release, Draft.of(MONITOR, 1)))).isInstanceOf(Commit.Stale.class);
        assertThat(store.commit(Draft.of(MONITOR, 2).takes(tag("A", "monitor")).batch()))
                .isEqualTo(new Commit.Taken(tag("A", "monitor"), "pump"));
    }

    @Test
    void of_two_changes_in_one_batch_only_one_may_take_a_claim() {
        Store store = newStore();
        Commit commit = store.commit(batch(
                Draft.creating(asset(PUMP)).takes(tag("A", "pump")),
                Draft.creating(asset(MONITOR)).takes(tag("A", "monitor"))));
        assertThat(commit)
                .isInstanceOfSatisfying(
                        Commit.Taken.class,
                        taken -> assertThat(taken.claim().key()).isEqualTo("A"));
        assertThat(all(store, new Query.Subjects())).isEmpty();
        done(store, Draft.creating(asset(PUMP)).takes(tag("A", "neither")));
    }

    @Test
    void claims_of_another_kind_or_key_do_not_meet() {
        Store store = newStore();
        List<Claim> claims = List.of(
                tag("A", "1"),
                tag("a", "2"),
                tag("\u00E4", "3"),
                tag("a\u0308", "4"),
                new Claim("use", "A", "5"),
                new Claim("TAG", "A", "6"),
                tag("B", "1"));
        done(store, Draft.of(Subject.staff("sarah"), 0).takes(claims.toArray(Claim[]::new)));
        long version = 1;
        for (Claim claim : claims) {
            Claim wanted = new Claim(claim.kind(), claim.key(), "late");
            assertThat(store.commit(Draft.of(Subject.staff("sarah"), version)
                            .takes(wanted)
                            .batch()))
                    .isEqualTo(new Commit.Taken(wanted, claim.by()));
        }
    }

    @Test
    void a_request_is_done_once_and_answered_alike_whatever_it_asks_the_second_time() {
        Store store = newStore();
        Answer answer = answer("done\n");
        done(store, Draft.creating(asset(PUMP)).takes(tag("A", "pump")).batch(REQUEST, answer));
        Sight before = Sight.of(store);
        List<Draft> again = List.of(
                Draft.of(PUMP, 1).asset(asset(PUMP).at(Place.of("ICU"))),
                Draft.creating(asset(PUMP)),
                Draft.of(PUMP, 7),
                Draft.creating(asset(MONITOR)),
                Draft.of(PUMP, 1).releases(tag("A", "pump")),
                Draft.creating(asset(MONITOR)).takes(tag("A", "monitor")));
        for (Draft draft : again) {
            assertThat(store.commit(draft.batch(REQUEST, answer("another answer"))))
                    .isEqualTo(new Commit.Repeated(answer));
            assertThat(store.commit(draft.batch(REQUEST, null))).isEqualTo(new Commit.Repeated(answer));
        }
        assertThat(earlier(store, REQUEST)).isEqualTo(answer);
        assertThat(Sight.of(store)).isEqualTo(before);
        assertThat(store.commit(Draft.creating(asset(MONITOR))
                        .takes(tag("A", "monitor"))
                        .batch()))
                .isInstanceOf(Commit.Taken.class);
    }

    @Test
    void the_earlier_answer_is_found_whatever_the_key_leads_to() {
        Store store = newStore();
        Answer answer = answer("done");
        done(store, Draft.creating(asset(PUMP)).opens(session(1, PUMP)).batch(REQUEST, answer));
        Found found = store.find(new Key.OfSession(sessionId(1)), REQUEST);
        assertThat(found.dossiers()).hasSize(1);
        assertThat(found.earlier()).isEqualTo(answer);
        assertThat(store.find(new Key.OfOverride(overrideId(1)), REQUEST)).isEqualTo(new Found(List.of(), answer));
        assertThat(store.find(new Key.OfSubject(Subject.staff("x")), REQUEST)).isEqualTo(new Found(List.of(), answer));
        assertThat(store.find(new Key.OfSubject(Subject.asset(PUMP)), null).earlier())
                .isNull();
        assertThat(earlier(store, RequestId.of("request-2"))).isNull();
    }

    @Test
    void without_a_request_or_without_an_answer_nothing_is_remembered() {
        Store store = newStore();
        done(store, Draft.creating(asset(PUMP)).batch(REQUEST, null));
        assertThat(earlier(store, REQUEST)).isNull();
        done(store, Draft.of(PUMP, 1).batch(null, answer("to nobody")));
        assertThat(earlier(store, REQUEST)).isNull();
        done(store, Draft.of(PUMP, 2).batch(REQUEST, answer("at last")));
        assertThat(earlier(store, REQUEST)).isEqualTo(answer("at last"));
        assertThat(store.forget(NOON.plusSeconds(1), 500)).isEqualTo(1);
    }

    @Test
    void a_request_that_failed_may_be_tried_again() {
        Store store = newStore();
        done(store, Draft.creating(asset(PUMP)).takes(tag("A", "pump")));
        Answer answer = answer("done");
        assertThat(store.commit(Draft.creating(asset(PUMP)).batch(REQUEST, answer)))
                .isInstanceOf(Commit.Stale.class);
        assertThat(store.commit(Draft.creating(asset(MONITOR))
                        .takes(tag("A", "monitor"))
                        .batch(REQUEST, answer)))
                .isInstanceOf(Commit.Taken.class);
        assertThat(earlier(store, REQUEST)).isNull();
        done(store, Draft.creating(asset(MONITOR)).batch(REQUEST, answer));
    }

    @Test
    void ids_are_compared_to_the_letter() {
        Store store = newStore();
        List<String> ids =
                List.of("INF001", "inf001", "Inf001", "INF0010", "\u00E4", "a\u0308", "a", "\u00C4", "\u00DF", "ss");
        for (String id : ids) {
            done(store, Draft.creating(asset(id)).batch(RequestId.of(id), answer("answer to " + id)));
            done(store, Draft.of(Subject.staff(id), 0));
        }
        for (String id : ids) {
            assertThat(dossier(store, AssetId.of(id)).asset()).isEqualTo(asset(id));
            assertThat(earlier(store, RequestId.of(id))).isEqualTo(answer("answer to " + id));
            assertThat(all(store, Query.Sessions.of(AssetId.of(id)))).isEmpty();
        }
        assertThat(dossiers(store, new Key.OfSubject(Subject.asset(AssetId.of("iNF001")))))
                .isEmpty();
        assertThat(earlier(store, RequestId.of("iNF001"))).isNull();
        assertThat(all(store, new Query.Subjects())).hasSize(2 * ids.size());
    }

    @Test
    void only_answers_given_before_the_time_are_forgotten() {
        Store store = newStore();
        for (int i = 0; i < 6; i++) {
            done(
                    store,
                    Draft.of(Subject.staff("staff " + i), 0)
                            .batch(
                                    RequestId.of("request " + i),
                                    answer("answer " + i, NOON.plus(i, ChronoUnit.MICROS))));
        }
        assertThat(store.forget(NOON, 500)).isZero();
        assertThat(store.forget(NOON.plus(4, ChronoUnit.MICROS), 500)).isEqualTo(4);
        for (int i = 0; i < 6; i++) {
            assertThat(earlier(store, RequestId.of("request " + i)))
                    .isEqualTo(i < 4 ? null : answer("answer " + i, NOON.plus(i, ChronoUnit.MICROS)));
        }
        assertThat(store.forget(NOON.plus(4, ChronoUnit.MICROS), 500)).isZero();
        done(store, Draft.of(Subject.staff("staff 0"), 1).batch(RequestId.of("request 0"), answer("anew")));
        assertThat(earlier(store, RequestId.of("request 0"))).isEqualTo(answer("anew"));
        assertThat(facts(store, Subject.staff("staff 1"))).hasSize(1);
    }

    @Test
    void no_more_answers_are_forgotten_than_allowed() {
        Store store = newStore();
        for (int i = 0; i < 7; i++) {
            done(store, Draft.of(Subject.staff("staff " + i), 0).batch(RequestId.of("request " + i), answer("answer")));
        }
        assertThat(store.forget(NOON.plusSeconds(1), 3)).isEqualTo(3);
        assertThat(IntStream.range(0, 7).filter(i -> earlier(store, RequestId.of("request " + i)) != null))
                .hasSize(4);
        assertThat(store.forget(NOON.plusSeconds(1), 3)).isEqualTo(3);
        assertThat(store.forget(NOON.plusSeconds(1), 3)).isEqualTo(1);
        assertThat(store.forget(NOON.plusSeconds(1), 3)).isZero();
    }

    @Test
    void what_is_unknown_leads_nowhere() {
        Store store = newStore();
        done(store, Draft.creating(asset(PUMP)).opens(session(1, PUMP)).writes(override(1, PUMP)));
        for (Key key : List.of(
                new Key.OfSubject(Subject.asset(MONITOR)),
                new Key.OfSubject(Subject.staff(PUMP.value())),
                new Key.OfSession(sessionId(2)),
                new Key.OfSession(new SessionId(overrideId(1).value())),
                new Key.OfOverride(overrideId(2)),
                new Key.OfOverride(new OverrideId(sessionId(1).value())))) {
            assertThat(store.find(key, REQUEST)).isEqualTo(new Found(List.of(), null));
        }
        assertThat(store.facts(Subject.asset(MONITOR), 0, 500)).isEmpty();
        assertThat(all(store, Query.Sessions.of(MONITOR))).isEmpty();
        assertThat(all(store, new Query.Overrides(MONITOR, false))).isEmpty();
    }

    @Test
    void a_dossier_holds_the_open_session_and_the_named_one_and_no_other() {
        Store store = newStore();
        List<Session> ended = List.of(over(session(1, PUMP)), over(session(2, PUMP)), over(session(3, PUMP)));
        Session struckOut = session(4, PUMP).struckOut();
        Session open = session(5, PUMP);
        Session elsewhere = session(6, MONITOR);
        done(store, Draft.creating(asset(MONITOR)).opens(elsewhere));
        done(store, Draft.creating(asset(PUMP)).writes(ended.toArray(Session[]::new)));
        done(store, Draft.of(PUMP, 1).opens(session(4, PUMP)));
        done(store, Draft.of(PUMP, 2).ends(struckOut));
        assertThat(dossier(store, PUMP).sessions()).isEmpty();
        assertThat(dossier(store, new Key.OfSession(struckOut.id())).sessions()).containsExactly(struckOut);
        done(store, Draft.of(PUMP, 3).opens(open));
        assertThat(dossier(store, PUMP).sessions()).containsExactly(open);
        assertThat(dossier(store, new Key.OfSession(open.id())).sessions()).containsExactly(open);
        assertThat(dossier(store, new Key.OfSession(struckOut.id())).sessions())
                .containsExactlyInAnyOrder(open, struckOut);
        for (Session named : ended) {
            Dossier dossier = dossier(store, new Key.OfSession(named.id()));
            assertThat(dossier.subject()).isEqualTo(Subject.asset(PUMP));
            assertThat(dossier.version()).isEqualTo(4);
            assertThat(dossier.asset()).isEqualTo(asset(PUMP));
            assertThat(dossier.sessions()).containsExactlyInAnyOrder(open, named);
            assertThat(dossier.open()).contains(open);
        }
        done(store, Draft.of(PUMP, 4).writes(open.expecting(Duration.ofHours(2))));
        assertThat(dossier(store, PUMP).sessions()).containsExactly(open.expecting(Duration.ofHours(2)));
        done(store, Draft.of(PUMP, 5).ends(over(open)));
        assertThat(dossier(store, PUMP).sessions()).isEmpty();
        assertThat(dossier(store, new Key.OfSession(open.id())).sessions()).containsExactly(over(open));
    }

    @Test
    void a_dossier_holds_the_overrides_that_await_review_and_the_named_one_and_no_other() {
        Store store = newStore();
        EmergencyOverride pending = override(1, PUMP);
        EmergencyOverride alsoPending = override(2, PUMP);
        EmergencyOverride done = reviewed(override(3, PUMP));
        EmergencyOverride alsoDone = reviewed(override(4, PUMP));
        Session open = session(1, PUMP);
        done(store, Draft.creating(asset(MONITOR)).writes(override(5, MONITOR)));
        done(store, Draft.creating(asset(PUMP)).opens(open).writes(pending, alsoPending, done, alsoDone));
        Dossier byAsset = dossier(store, PUMP);
        assertThat(byAsset.overrides()).containsExactlyInAnyOrder(pending, alsoPending);
        assertThat(dossier(store, new Key.OfSession(open.id()))).isEqualTo(byAsset);
        assertThat(dossier(store, new Key.OfOverride(pending.id())).overrides())
                .containsExactlyInAnyOrder(pending, alsoPending);
        Dossier byReviewed = dossier(store, new Key.OfOverride(done.id()));
        assertThat(byReviewed.overrides()).containsExactlyInAnyOrder(pending, alsoPending, done);
        assertThat(byReviewed.sessions()).containsExactly(open);
        assertThat(byReviewed.asset()).isEqualTo(asset(PUMP));
        assertThat(byReviewed.version()).isEqualTo(1);
        done(store, Draft.of(PUMP, 1).writes(reviewed(pending)));
        assertThat(dossier(store, PUMP).overrides()).containsExactly(alsoPending);
        assertThat(dossier(store, new Key.OfOverride(pending.id())).overrides())
                .containsExactlyInAnyOrder(reviewed(pending), alsoPending);
    }

    @Test
    void staff_have_a_version_and_facts_and_are_no_asset() {
        Store store = newStore();
        done(store, Draft.creating(asset("sarah")).opens(session(1, AssetId.of("sarah"))));
        done(store, Draft.of(Subject.staff("sarah"), 0).facts(2));
        assertThat(dossier(store, new Key.OfSubject(Subject.staff("sarah"))))
                .isEqualTo(new Dossier(Subject.staff("sarah"), 2, null, List.of(), List.of()));
        assertThat(facts(store, Subject.staff("sarah"))).hasSize(2);
        assertThat(facts(store, Subject.asset(AssetId.of("sarah")))).hasSize(1);
        assertThat(all(store, ALL_ASSETS)).containsExactly(asset("sarah"));
    }

    @Test
    void of_many_commits_on_one_version_exactly_one_is_done() {
        Store store = newStore();
        Subject subject = Subject.asset(PUMP);
        for (int round = 0; round < ROUNDS; round++) {
            long basedOn = round;
            List<Commit> commits = atOnce(
                    THREADS,
                    number -> commit(
                            store,
                            Draft.of(subject, basedOn)
                                    .asset(asset(PUMP).at(Place.of("by " + number)))
                                    .batch()));
            assertThat(count(commits, Commit.Done.class)).isEqualTo(1);
            assertThat(commits)
                    .filteredOn(Commit.Stale.class::isInstance)
                    .hasSize(THREADS - 1)
                    .containsOnly(new Commit.Stale(subject));
            int winner = IntStream.range(0, THREADS)
                    .filter(i -> commits.get(i) instanceof Commit.Done)
                    .findFirst()
                    .orElseThrow();
            assertThat(dossier(store, PUMP).version()).isEqualTo(basedOn + 1);
            assertThat(dossier(store, PUMP).asset()).isEqualTo(asset(PUMP).at(Place.of("by " + winner)));
        }
        assertThat(facts(store, subject)).extracting(Envelope::sequence).containsExactlyElementsOf(sequences(ROUNDS));
    }

    private static List<Long> sequences(long last) {
        return IntStream.rangeClosed(1, (int) last).mapToObj(Long::valueOf).toList();
    }

    @Test
    void facts_have_no_gap_and_none_is_lost_when_many_try_until_they_succeed() {
        Store store = newStore();
        Subject subject = Subject.staff("sarah");
        int each = ROUNDS;
        List<Integer> added = atOnce(THREADS, number -> {
            int facts = 0;
            for (int left = each; left > 0; ) {
                int count = 1 + left % 3;
                if (commit(
                                store,
                                Draft.of(subject, version(store, subject))
                                        .facts(count)
                                        .batch())
                        instanceof Commit.Done) {
                    facts += count;
                    left--;
                }
            }
            return facts;
        });
        long total = added.stream().mapToLong(Integer::longValue).sum();
        assertThat(version(store, subject)).isEqualTo(total);
        assertThat(whole(total, after -> store.facts(subject, after, 500)))
                .extracting(one -> one.fact().sequence())
                .containsExactlyElementsOf(sequences(total));
    }

    @Test
    void a_claim_that_many_want_at_once_is_given_to_exactly_one() {
        Store store = newStore();
        for (int round = 0; round < ROUNDS; round++) {
            String key = "round " + round;
            List<Commit> commits = atOnce(
                    THREADS,
                    number -> commit(
                            store,
                            Draft.creating(asset(key + " asset " + number))
                                    .takes(tag(key, "by " + number))
                                    .batch()));
            assertThat(count(commits, Commit.Done.class)).isEqualTo(1);
            int winner = IntStream.range(0, THREADS)
                    .filter(i -> commits.get(i) instanceof Commit.Done)
                    .findFirst()
                    .orElseThrow();
            for (int number = 0; number < THREADS; number++) {
                if (number != winner) {
                    assertThat(commits.get(number))
                            .isEqualTo(new Commit.Taken(tag(key, "by " + number), "by " + winner));
                }
            }
            assertThat(all(store, ALL_ASSETS))
                    .filteredOn(asset -> asset.id().value().startsWith(key + " "))
                    .containsExactly(asset(key + " asset " + winner));
        }
    }

    @Test
    void an_asset_that_many_want_at_once_is_used_by_exactly_one() {
        Store store = newStore();
        done(store, Draft.creating(asset(PUMP)));
        for (int round = 0; round < ROUNDS; round++) {
            int first = round * THREADS;
            List<Session> begun = atOnce(THREADS, number -> {
                Session mine = session(first + number, PUMP);
                while (true) {
                    Commit commit = commit(
                            store,
                            Draft.of(PUMP, version(store, Subject.asset(PUMP)))
                                    .opens(mine)
                                    .batch());
                    if (!(commit instanceof Commit.Stale)) {
                        return commit instanceof Commit.Done ? mine : over(mine);
                    }
                }
            });
            List<Session> open = begun.stream().filter(Session::isOpen).toList();
            assertThat(open).hasSize(1);
            assertThat(all(store, new Query.Sessions(PUMP, null, null, null, null, null, true)))
                    .isEqualTo(open);
            done(store, Draft.of(PUMP, version(store, Subject.asset(PUMP))).ends(over(open.get(0))));
        }
        assertThat(all(store, Query.Sessions.of(PUMP))).hasSize(ROUNDS);
    }

    @Test
    void a_request_that_is_sent_many_times_at_once_is_done_once() {
        Store store = newStore();
        for (int round = 0; round < ROUNDS; round++) {
            RequestId request = RequestId.of("round " + round);
            String prefix = request + " asset ";
            List<Commit> commits = atOnce(
                    THREADS,
                    number -> commit(
                            store, Draft.creating(asset(prefix + number)).batch(request, answer("by " + number))));
            onlyOneDone(commits, earlier(store, request));
            assertThat(count(commits, Commit.Repeated.class)).isEqualTo(THREADS - 1);
            assertThat(all(store, ALL_ASSETS))
                    .filteredOn(asset -> asset.id().value().startsWith(prefix))
                    .hasSize(1);
        }
    }

    @Test
    void a_request_for_one_subject_that_is_sent_many_times_at_once_is_done_once() {
        Store store = newStore();
        for (int round = 0; round < ROUNDS; round++) {
            RequestId request = RequestId.of("round " + round);
            long basedOn = round;
            List<Commit> commits = atOnce(THREADS, number -> {
                Commit commit = commit(store, Draft.of(PUMP, basedOn).batch(request, answer("by " + number)));
                if (commit instanceof Commit.Stale) {
                    Answer found = earlier(store, request);
                    assertThat(found).isNotNull();
                    return new Commit.Repeated(found);
                }
                return commit;
            });
            onlyOneDone(commits, earlier(store, request));
            assertThat(version(store, Subject.asset(PUMP))).isEqualTo(basedOn + 1);
        }
    }

    private static void onlyOneDone(List<Commit> commits, Answer remembered) {
        assertThat(count(commits, Commit.Done.class)).isEqualTo(1);
        for (int number = 0; number < commits.size(); number++) {
            if (commits.get(number) instanceof Commit.Done) {
                assertThat(remembered).isEqualTo(answer("by " + number));
            } else {
                assertThat(commits.get(number)).isEqualTo(new Commit.Repeated(remembered));
            }
        }
    }

    @Test
    void batches_over_the_same_subjects_in_opposite_orders_do_not_block_each_other() {
        Store store = newStore();
        List<Subject> subjects = Stream.of("C", "A", "D", "B")
                .map(id -> Subject.asset(AssetId.of(id)))
                .toList();
        subjects.forEach(subject -> done(store, Draft.creating(asset(subject.id()))));
        List<Integer> wins = atOnce(THREADS, number -> {
            List<Subject> mine = number % 2 == 0 ? subjects : reversed(subjects);
            int done = 0;
            while (done < ROUNDS) {
                Draft[] drafts = mine.stream()
                        .map(subject -> Draft.of(subject, version(store, subject)))
                        .toArray(Draft[]::new);
                if (commit(store, batch(drafts)) instanceof Commit.Done) {
                    done++;
                }
            }
            return done;
        });
        long total = wins.stream().mapToLong(Integer::longValue).sum();
        subjects.forEach(subject -> assertThat(version(store, subject)).isEqualTo(1 + total));
    }

    @Test
    void a_dossier_is_consistent_in_itself_while_it_changes() {
        Store store = newStore();
        done(store, Draft.creating(asset(PUMP).at(Place.of("version 1"))));
        int changes = ROUNDS * 100;
        atOnce(4, number -> {
            if (number == 0) {
                Session open = null;
                for (long version = 1; version <= changes; version++) {
                    Draft draft = Draft.of(PUMP, version).asset(asset(PUMP).at(Place.of("version " + (version + 1))));
                    if (open == null) {
                        open = session((int) version, PUMP);
                        draft.opens(open);
                    } else {
                        draft.ends(over(open));
                        open = null;
                    }
                    assertThat(commit(store, draft.batch())).isInstanceOf(Commit.Done.class);
                }
                return null;
            }
            long version = 0;
            while (version <= changes) {
                goOn();
                Dossier seen = dossier(store, PUMP);
                assertThat(seen.version()).isGreaterThanOrEqualTo(version);
                version = seen.version();
                assertThat(seen.asset().place()).isEqualTo(Place.of("version " + version));
                assertThat(seen.sessions()).hasSize(version % 2 == 0 ? 1 : 0).allMatch(Session::isOpen);
                if (version % 2 == 0) {
                    assertThat(seen.sessions().get(0).id()).isEqualTo(sessionId((int) version - 1));
                }
            }
            return null;
        });
    }

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

    /** A question and its whole answer, in order. */
    private record Shelf<T>(Query<T> query, List<T> full) {

        void isReadIn(Store store, int limit) {
            assertThat(walk(store, query, limit)).isEqualTo(full);
        }
    }

    private static List<Shelf<?>> fill(Store store) {
        List<Asset> assets = new ArrayList<>();
        List<Session> sessions = new ArrayList<>();
        List<EmergencyOverride> overrides = new ArrayList<>();
        List<Subject> subjects = new ArrayList<>();
        ASSET_IDS.forEach(id -> {
            assets.add(asset(id));
            subjects.add(Subject.asset(AssetId.of(id)));
        });
        List<String> scattered = new ArrayList<>(ASSET_IDS);
        Collections.shuffle(scattered, new Random(7));
        scattered.forEach(id -> done(store, Draft.creating(asset(id))));
        for (Instant time : List.of(NOON, NOON.plus(1, ChronoUnit.MICROS))) {
            for (UUID id : UUIDS) {
                UUID unlike = new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits() ^ time.getNano());
                AssetId asset = UUIDS.indexOf(id) % 2 == 0 ? PUMP : AssetId.of("inf001");
                sessions.add(over(session(new SessionId(unlike), asset, time)));
                overrides.add(override(new OverrideId(unlike), asset, time));
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
                            .writes(overrides.get(i)));
        }
        for (String who : List.of("ann", "Ann", "tom")) {
            done(store, Draft.of(Subject.staff(who), 0));
        }
        Stream.of("Ann", "ann", "tom").forEach(who -> subjects.add(Subject.staff(who)));
        sessions.sort(LATEST_FIRST);
        overrides.sort(EARLIEST_FIRST);
        return List.of(
                new Shelf<>(ALL_ASSETS, assets),
                new Shelf<>(Query.Sessions.all(), sessions),
                new Shelf<>(
                        Query.Sessions.of(PUMP),
                        sessions.stream()
                                .filter(session -> session.asset().equals(PUMP))
                                .toList()),
                new Shelf<>(ALL_OVERRIDES, overrides),
                new Shelf<>(
                        new Query.Overrides(PUMP, true),
                        overrides.stream()
                                .filter(override -> override.asset().equals(PUMP))
                                .toList()),
                new Shelf<>(new Query.Subjects(), subjects));
    }

    private static final Comparator<Session> LATEST_FIRST = comparing(Session::start)
            .thenComparing(session -> session.id().toString())
            .reversed();
    private static final Comparator<EmergencyOverride> EARLIEST_FIRST = comparing(EmergencyOverride::declared)
            .thenComparing(override -> override.id().toString());

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 500})
    void pages_of_any_size_give_the_whole_answer_in_order(int limit) {
        Store store = newStore();
        fill(store).forEach(shelf -> shelf.isReadIn(store, limit));
    }

    @Test
    void a_page_that_is_exactly_full_is_the_last_if_nothing_follows() {
        Store store = newStore();
        for (Shelf<?> shelf : fill(store)) {
            Page<?> page = store.page(shelf.query(), Paging.first(shelf.full().size()));
            assertThat(page.items()).isEqualTo(shelf.full());
            assertThat(page.next()).isNull();
        }
    }

    @Test
    void an_empty_store_answers_with_one_empty_page() {
        Store store = newStore();
        for (Query<?> query : List.of(ALL_ASSETS, Query.Sessions.all(), ALL_OVERRIDES, new Query.Subjects())) {
            assertThat(store.page(query, Paging.first(7))).isEqualTo(new Page<>(List.of(), null));
        }
    }

    @Test
    void sessions_come_latest_start_first_and_of_the_same_start_greatest_id_first() {
        Store store = newStore();
        SessionId low = SessionId.of("00000000-0000-0000-0000-000000000001");
        SessionId middle = SessionId.of("7fffffff-0000-0000-0000-000000000001");
        SessionId high = SessionId.of("80000000-0000-0000-0000-000000000001");
        done(
                store,
                Draft.creating(asset(PUMP))
                        .writes(
                                over(session(middle, PUMP, NOON)),
                                over(session(high, PUMP, NOON)),
                                over(session(low, PUMP, NOON)),
                                over(session(sessionId(7), PUMP, NOON.minusSeconds(1))),
                                over(session(sessionId(8), PUMP, NOON.plusSeconds(1)))));
        assertThat(all(store, Query.Sessions.all()))
                .extracting(Session::id)
                .containsExactly(sessionId(8), high, middle, low, sessionId(7));
    }

    @Test
    void a_session_whose_start_is_corrected_moves_to_its_new_place() {
        Store store = newStore();
        Session one = over(session(1, PUMP));
        Session two = over(session(2, PUMP));
        Session three = over(session(3, PUMP));
        done(store, Draft.creating(asset(PUMP)).writes(one, two, three));
        Instant earlier = NOON.minusSeconds(5);
        Session moved = three.corrected(earlier, three.end(), List.of(new Segment(earlier, "sarah", "ICU", null)));
        done(store, Draft.of(PUMP, 1).writes(moved));
        for (Query<Session> query : List.of(Query.Sessions.all(), Query.Sessions.of(PUMP))) {
            assertThat(walk(store, query, 1)).containsExactly(two, one, moved);
        }
    }

    @Test
    void assets_that_come_change_and_go_between_pages_move_no_other() {
        Store store = newStore();
        for (String id : List.of("b", "d", "f", "h", "k", "m")) {
            done(store, Draft.creating(asset(id)));
        }
        Query<Asset> query = new Query.Assets(Search.all().category("infusion-pump"));
        Page<Asset> first = store.page(query, Paging.first(2));
        assertThat(first.items()).containsExactly(asset("b"), asset("d"));
        for (String gone : List.of("b", "d", "k")) {
            done(store, Draft.of(AssetId.of(gone), 1).asset(asset(gone).described(Description.of("Bed", "bed"))));
        }
        for (String come : List.of("a", "c", "e", "l")) {
            done(store, Draft.creating(asset(come)));
        }
        assertThat(walkOn(store, query, Paging.after(first.next(), 2)))
                .containsExactly(asset("e"), asset("f"), asset("h"), asset("l"), asset("m"));
    }

    @Test
    void sessions_that_begin_end_and_move_between_pages_move_no_other() {
        Store store = newStore();
        List<Session> open = new ArrayList<>();
        for (int i = 1; i <= 6; i++) {
            Session session = session(i, AssetId.of("asset " + i));
            open.add(session);
            done(store, Draft.creating(asset(session.asset())).opens(session));
        }
        Query<Session> query = new Query.Sessions(null, null, null, null, null, null, true);
        Page<Session> first = store.page(query, Paging.first(2));
        assertThat(first.items()).containsExactly(open.get(5), open.get(4));
        done(store, Draft.of(open.get(4).asset(), 1).ends(over(open.get(4))));
        done(store, Draft.of(open.get(2).asset(), 1).ends(over(open.get(2))));
        Instant later = NOON.plusSeconds(60);
        Segment segment = new Segment(later, "sarah", "ICU", null);
        done(
                store,
                Draft.of(open.get(5).asset(), 1)
                        .writes(open.get(5)
                                .corrected(
                                        NOON.plusSeconds(7),
                                        null,
                                        List.of(new Segment(NOON.plusSeconds(7), "sarah", "ICU", null)))));
        done(store, Draft.of(open.get(1).asset(), 1).writes(open.get(1).corrected(later, null, List.of(segment))));
        AssetId another = AssetId.of("asset 9");
        done(store, Draft.creating(asset(another)).opens(session(9, another)));
        assertThat(walkOn(store, query, Paging.after(first.next(), 2))).containsExactly(open.get(3), open.get(0));
    }

    @Test
    void overrides_that_are_declared_and_reviewed_between_pages_move_no_other() {
        Store store = newStore();
        List<EmergencyOverride> pending =
                IntStream.rangeClosed(1, 6).mapToObj(i -> override(i, PUMP)).toList();
        done(store, Draft.creating(asset(PUMP)).writes(pending.toArray(EmergencyOverride[]::new)));
        Query<EmergencyOverride> query = new Query.Overrides(null, true);
        Page<EmergencyOverride> first = store.page(query, Paging.first(2));
        assertThat(first.items()).isEqualTo(pending.subList(0, 2));
        done(store, Draft.of(PUMP, 1).writes(reviewed(pending.get(1)), reviewed(pending.get(3)), override(7, PUMP)));
        assertThat(walkOn(store, query, Paging.after(first.next(), 2)))
                .containsExactly(pending.get(2), pending.get(4), pending.get(5), override(7, PUMP));
    }

    @Test
    void subjects_that_come_between_pages_move_no_other() {
        Store store = newStore();
        for (String id : List.of("b", "d", "f", "h")) {
            done(store, Draft.of(Subject.staff(id), 0));
        }
        Page<Subject> first = store.page(new Query.Subjects(), Paging.first(2));
        assertThat(first.items()).containsExactly(Subject.staff("b"), Subject.staff("d"));
        done(store, Draft.creating(asset("z")), Draft.of(Subject.staff("c"), 0), Draft.of(Subject.staff("e"), 0));
        done(store, Draft.of(Subject.staff("d"), 1));
        assertThat(walkOn(store, new Query.Subjects(), Paging.after(first.next(), 2)))
                .containsExactly(Subject.staff("e"), Subject.staff("f"), Subject.staff("h"));
    }

    private static final List<String> PLACES = List.of("ICU", "icu", "ER");
    private static final List<String> CATEGORIES = List.of("pump", "Pump", "bed");

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
    void assets_are_found_if_and_only_if_the_search_matches(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 9) int limit) {
        Random random = new Random(seed);
        Store store = newStore();
        List<Asset> assets = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            List<Hold> holds = random.nextBoolean()
                    ? List.of()
                    : List.of(new Hold(new HoldId(new UUID(seed, i)), Hold.Kind.FAULT, "tom", "leaks", NOON));
            assets.add(new Asset(
                    AssetId.of(String.format("asset %02d", i)),
                    Description.of("Thing", oneOf(random, CATEGORIES)),
                    oneOf(random, List.of(Life.values())),
                    oneOf(random, List.of(Condition.values())),
                    holds,
                    Ownership.hospital(),
                    new Place(oneOf(random, PLACES), perhaps(random, oneOf(random, PLACES))),
                    null));
        }
        List<Asset> scattered = new ArrayList<>(assets);
        Collections.shuffle(scattered, random);
        scattered.forEach(asset -> done(store, Draft.creating(asset)));
        for (int i = 0; i < (EXHAUSTIVE ? 500 : 25); i++) {
            String department = perhaps(random, oneOf(random, PLACES));
            Search search = new Search(
                    perhaps(random, oneOf(random, CATEGORIES)),
                    perhaps(random, oneOf(random, List.of(Status.values()))),
                    department,
                    department == null ? null : perhaps(random, oneOf(random, PLACES)));
            isReadAs(
                    store,
                    new Query.Assets(search),
                    assets.stream().filter(search::matches).toList(),
                    limit);
        }
    }

    @Property(tries = 10, seed = "6")
    void sessions_are_found_if_and_only_if_the_query_matches(
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
            List<Segment> hands = new ArrayList<>();
            for (int hand = random.nextInt(3); hand >= 0; hand--) {
                hands.add(new Segment(
                        start, oneOf(random, users), oneOf(random, PLACES), perhaps(random, oneOf(random, patients))));
            }
            AssetId asset = oneOf(random, ids);
            boolean free = sessions.stream()
                    .noneMatch(other -> other.isOpen() && other.asset().equals(asset));
            boolean voided = random.nextInt(4) == 0;
            Session session = new Session(
                    new SessionId(new UUID(random.nextLong(), i)),
                    asset,
                    start,
                    !voided && free || random.nextInt(3) == 0 && voided ? null : start.plusSeconds(1),
                    null,
                    null,
                    null,
                    hands,
                    voided,
                    false,
                    null);
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

    @Property(tries = 10, seed = "7")
    void overrides_are_found_if_and_only_if_the_query_matches(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 9) int limit) {
        Random random = new Random(seed);
        Store store = newStore();
        List<AssetId> ids = Stream.of("A", "a", "B").map(AssetId::of).toList();
        ids.forEach(id -> done(store, Draft.creating(asset(id))));
        List<EmergencyOverride> overrides = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            EmergencyOverride override = override(
                    new OverrideId(new UUID(random.nextLong(), i)),
                    oneOf(random, ids),
                    NOON.plus(random.nextInt(8), ChronoUnit.MICROS));
            done(
                    store,
                    Draft.of(override.asset(), version(store, Subject.asset(override.asset())))
                            .writes(override));
            if (random.nextBoolean()) {
                override = reviewed(override);
                done(
                        store,
                        Draft.of(override.asset(), version(store, Subject.asset(override.asset())))
                                .writes(override));
            }
            overrides.add(override);
        }
        overrides.sort(EARLIEST_FIRST);
        for (AssetId asset : Arrays.asList(null, ids.get(0), ids.get(1), ids.get(2))) {
            for (boolean awaiting : new boolean[] {true, false}) {
                Query.Overrides query = new Query.Overrides(asset, awaiting);
                isReadAs(store, query, overrides.stream().filter(query::matches).toList(), limit);
            }
        }
    }

    @Test
    void nothing_but_an_own_token_of_the_same_kind_of_question_is_accepted() {
        Store store = newStore();
        fill(store);
        List<Query<?>> kinds = List.of(ALL_ASSETS, Query.Sessions.all(), ALL_OVERRIDES, new Query.Subjects());
        for (Query<?> kind : kinds) {
            List<String> bad = new ArrayList<>(List.of(
                    "", " ", "garbage", "0", "\u0000", "' or 1=1 --", "\uD83D\uDC89", "\uD83D", "x".repeat(100_000)));
            String own = store.page(kind, Paging.first(2)).next();
            bad.add("\u0000" + own);
            bad.add(own + "\u0000");
            bad.add(own + "x".repeat(100_000));
            for (Query<?> other : kinds) {
                if (other != kind) {
                    bad.add(store.page(other, Paging.first(2)).next());
                }
            }
            for (String token : bad) {
                assertThatThrownBy(() -> store.page(kind, Paging.after(token, 2)))
                        .as("%s after %.60s", kind, token)
                        .isInstanceOfSatisfying(
                                TrackingException.BadInput.class,
                                refused -> assertThat(refused.code()).isEqualTo(Code.BAD_PAGE_TOKEN));
            }
        }
    }

    @Test
    void facts_come_in_order_after_a_number_and_no_more_than_asked_for() {
        Store store = newStore();
        Subject subject = Subject.asset(PUMP);
        done(
                store,
                Draft.creating(asset(PUMP)).facts(3),
                Draft.of(Subject.staff("sarah"), 0).facts(4));
        done(store, Draft.of(PUMP, 3).facts(2));
        for (int after = 0; after <= 6; after++) {
            for (int limit = 1; limit <= 6; limit++) {
                List<Recorded> expected = IntStream.rangeClosed(after + 1, Math.min(5, after + limit))
                        .mapToObj(number -> new Recorded(Draft.fact(subject, number), 0))
                        .toList();
                assertThat(store.facts(subject, after, limit)).isEqualTo(expected);
            }
        }
        assertThat(store.facts(subject, Long.MAX_VALUE, 500)).isEmpty();
        assertThat(store.facts(Subject.staff("nobody"), 0, 500)).isEmpty();
    }

    @Test
    void sealing_gives_positions_without_a_gap_a_few_at_a_time() {
        Store store = newStore();
        assertThat(store.seal(500)).isZero();
        assertThat(store.log(0, 500)).isEmpty();
        done(
                store,
                Draft.creating(asset(PUMP)).facts(4),
                Draft.creating(asset(MONITOR)).facts(3));
        done(store, Draft.of(PUMP, 4).facts(2));
        assertThat(store.log(0, 500)).isEmpty();
        assertThat(store.seal(1)).isEqualTo(1);
        assertThat(store.log(0, 500)).hasSize(1);
        assertThat(store.seal(5)).isEqualTo(5);
        assertThat(store.log(0, 500)).hasSize(6);
        done(store, Draft.of(Subject.staff("sarah"), 0));
        assertThat(store.seal(5)).isEqualTo(4);
        assertThat(store.seal(5)).isZero();
        sealedWhole(store, List.of(Subject.asset(PUMP), Subject.asset(MONITOR), Subject.staff("sarah")), 10);
        List<Recorded> log = store.log(0, 500);
        for (int after = 0; after <= 11; after++) {
            for (int limit = 1; limit <= 11; limit++) {
                assertThat(store.log(after, limit))
                        .isEqualTo(log.subList(Math.min(after, 10), Math.min(after + limit, 10)));
            }
        }
        assertThat(store.log(Long.MAX_VALUE, 500)).isEmpty();
    }

    /** Every fact of these subjects stands in the log once, and those of one subject in order. */
    private static void sealedWhole(Store store, List<Subject> subjects, long total) {
        List<Recorded> log = whole(total, after -> store.log(after, 100));
        assertThat(log).extracting(Recorded::position).containsExactlyElementsOf(sequences(total));
        List<Recorded> bySubject = new ArrayList<>();
        for (Subject subject : subjects) {
            List<Recorded> own = whole(version(store, subject), after -> store.facts(subject, after, 100));
            assertThat(own)
                    .extracting(one -> one.fact().sequence())
                    .containsExactlyElementsOf(sequences(version(store, subject)));
            assertThat(own).extracting(Recorded::position).isSorted();
            bySubject.addAll(own);
        }
        assertThat(log).containsExactlyInAnyOrderElementsOf(bySubject);
    }

    /** All of a list of this length that is read in parts. */
    private static List<Recorded> whole(long length, LongFunction<List<Recorded>> after) {
        List<Recorded> all = new ArrayList<>();
        while (all.size() < length) {
            List<Recorded> part = after.apply(all.size());
            assertThat(part).isNotEmpty();
            all.addAll(part);
        }
        assertThat(after.apply(length)).isEmpty();
        return all;
    }

    @Test
    void facts_show_their_position_once_they_are_sealed() {
        Store store = newStore();
        Subject subject = Subject.asset(PUMP);
        done(store, Draft.creating(asset(PUMP)).facts(3));
        store.seal(2);
        assertThat(store.facts(subject, 0, 500)).extracting(Recorded::position).containsExactly(1L, 2L, 0L);
        store.seal(2);
        assertThat(store.facts(subject, 0, 500)).isEqualTo(store.log(0, 500));
        done(store, Draft.of(PUMP, 3));
        assertThat(store.facts(subject, 0, 500)).extracting(Recorded::position).containsExactly(1L, 2L, 3L, 0L);
    }

    @Test
    void a_commit_that_failed_leaves_nothing_to_seal() {
        Store store = newStore();
        done(store, Draft.creating(asset(PUMP)).takes(tag("A", "pump")));
        store.seal(500);
        store.commit(batch(Draft.creating(asset(MONITOR)), Draft.creating(asset(PUMP))));
        store.commit(Draft.creating(asset(MONITOR)).takes(tag("A", "monitor")).batch());
        assertThat(store.seal(500)).isZero();
        assertThat(store.log(0, 500)).hasSize(1);
    }

    @Test
    void writers_sealers_and_readers_at_once_leave_no_gap_and_lose_nothing() {
        Store store = newStore();
        int writers = 6;
        int each = ROUNDS * 20;
        List<Subject> subjects =
                IntStream.range(0, 3).mapToObj(i -> Subject.staff("staff " + i)).toList();
        AtomicInteger writing = new AtomicInteger(writers);
        List<Integer> results = atOnce(writers + 4, number -> {
            if (number < writers) {
                int facts = write(store, subjects, number, each);
                writing.decrementAndGet();
                return facts;
            }
            if (number < writers + 3) {
                int sealed = 0;
                while (writing.get() > 0) {
                    goOn();
                    sealed += sealed(store, 1 + sealed % 7);
                }
                return sealed;
            }
            return readWhile(store, writing);
        });
        int written =
                results.subList(0, writers).stream().mapToInt(Integer::intValue).sum();
        int sealed = results.subList(writers, writers + 3).stream()
                .mapToInt(Integer::intValue)
                .sum();
        for (int more = sealed(store, 100); more > 0 && sealed <= written; more = sealed(store, 100)) {
            sealed += more;
        }
        assertThat(sealed).isEqualTo(written);
        assertThat(results.get(writers + 3)).isLessThanOrEqualTo(written);
        sealedWhole(store, subjects, written);
    }

    private static int sealed(Store store, int limit) {
        try {
            int sealed = store.seal(limit);
            assertThat(sealed).isBetween(0, limit);
            return sealed;
        } catch (TrackingException.Busy another) {
            return 0;
        }
    }

    private static int write(Store store, List<Subject> subjects, int number, int times) {
        int facts = 0;
        for (int i = 0; i < times; i++) {
            Subject one = subjects.get((number + i) % subjects.size());
            Subject other = subjects.get((number + i + 1) % subjects.size());
            Draft[] drafts = {
                Draft.of(one, version(store, one)).facts(2),
                Draft.of(other, version(store, other)).facts(1)
            };
            if (commit(store, batch(drafts)) instanceof Commit.Done) {
                facts += 3;
            }
        }
        return facts;
    }

    /** Follows the log like a listener that keeps its place, and sees no gap. */
    private static int readWhile(Store store, AtomicInteger writing) {
        long last = 0;
        while (writing.get() > 0) {
            goOn();
            for (Recorded one : store.log(last, 10)) {
                assertThat(one.position()).isEqualTo(last + 1);
                last = one.position();
            }
        }
        return (int) last;
    }
}
