package io.wardtally.tracking.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wardtally.tracking.Page;
import io.wardtally.tracking.Paging;
import io.wardtally.tracking.Tracking;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.Workspace;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.AssetFilter;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.asset.Condition;
import io.wardtally.tracking.audit.AuditEntry;
import io.wardtally.tracking.audit.Fact;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.core.Wardtally;
import io.wardtally.tracking.core.audit.AuditKeys;
import io.wardtally.tracking.core.audit.FactSigner;
import io.wardtally.tracking.core.audit.RowName;
import io.wardtally.tracking.core.contract.Hospital;
import io.wardtally.tracking.core.contract.Promises;
import io.wardtally.tracking.session.Segment;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.session.SessionFilter;
import io.wardtally.tracking.session.SessionId;
import io.wardtally.tracking.staff.Actor;
import io.wardtally.tracking.store.Batch;
import io.wardtally.tracking.store.Claim;
import io.wardtally.tracking.store.CommitResult;
import io.wardtally.tracking.store.Dossier;
import io.wardtally.tracking.store.DossierKey;
import io.wardtally.tracking.store.SignedFact;
import io.wardtally.tracking.store.Store;
import io.wardtally.tracking.store.SubjectChange;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MixedOperationsTest {

    private static final int THREADS = 16;
    private static final int NODES = 3;

    private final List<Tracking> nodes = new ArrayList<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private Store store;

    @AfterEach
    void close() {
        nodes.forEach(Tracking::close);
    }

    @ParameterizedTest
    @EnumSource
    void whatever_many_do_at_once_on_several_nodes_the_log_tells_one_possible_story(TestDatabase database)
            throws Exception {
        open(database);
        Crowd crowd = new Crowd(nodes);
        crowd.register();
        AtomicInteger numbers = new AtomicInteger();
        int acts = database == TestDatabase.POSTGRESQL ? Promises.rounds(2_000, 50_000) : Promises.rounds(500, 5_000);
        LogReader reader = new LogReader(auditor());

        together(
                () -> {
                    for (int number = numbers.getAndIncrement(); number < acts; number = numbers.getAndIncrement()) {
                        crowd.act(number);
                    }
                },
                this::readPages,
                this::verify,
                reader::goOn);

        assertThat(crowd.contradictions()).isEmpty();
        LogChecker checker = LogChecker.replay(nodes.get(0), store).against(crowd.told());
        assertThat(checker.wrong()).isEmpty();
        assertThat(checker.log()).startsWith(reader.seen.toArray(AuditEntry[]::new));
        assertThat(crowd.exceptions(Code.BUSY)).isZero();
        // Otherwise it would have tried less than it says.
        assertThat(checker.log()).<Object>map(one -> one.fact().getClass()).contains((Object[]) Crowd.DEEDS);
    }

    @ParameterizedTest
    @EnumSource
    void changes_of_several_assets_at_once_and_of_single_ones_do_not_block_one_another(TestDatabase database)
            throws Exception {
        open(database);
        Crowd crowd = new Crowd(nodes);
        crowd.register();
        int batches = Promises.rounds(6, 300);
        AtomicInteger seeds = new AtomicInteger();
        Queue<String> told = new ConcurrentLinkedQueue<>(crowd.told());

        together(() -> {
            Random dice = new Random(seeds.getAndIncrement());
            for (int i = 0; i < batches; i++) {
                List<AssetId> some = new ArrayList<>(Crowd.ASSETS);
                Collections.shuffle(some, dice);
                told.addAll(swap(some.subList(0, i % 2 == 0 ? 1 : 2 + dice.nextInt(4))));
            }
        });

        assertThat(LogChecker.replay(nodes.get(0), store).against(told).wrong()).isEmpty();
    }

    private void open(TestDatabase database) {
        assumeTrue(database.isPresent(), database + " is there with its Maven profile only");
        DataSource source = database.fresh().dataSource();
        store = JpaStore.of(source);
        for (int i = 0; i < NODES; i++) {
            nodes.add(Wardtally.on(JpaStore.of(source))
                    .facility(Hospital.FACILITY, ZoneOffset.UTC)
                    .keys(new FixedKeys())
                    .build());
        }
    }

    private Workspace auditor() {
        return nodes.get(1).actingAs(Actor.auditor("ada"));
    }

    /** Many threads do the same to its end, and meanwhile others do these again and again. */
    private void together(Runnable act, Runnable... meanwhile) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS + meanwhile.length);
        try {
            List<? extends Future<?>> others = Stream.of(meanwhile)
                    .map(one -> threads.submit(() -> {
                        while (!over.get()) {
                            one.run();
                        }
                    }))
                    .toList();
            List<? extends Future<?>> working = IntStream.range(0, THREADS)
                    .mapToObj(i -> threads.submit(act))
                    .toList();
            for (Future<?> one : working) {
                one.get();
            }
            over.set(true);
            for (Future<?> one : others) {
                one.get();
            }
        } finally {
            over.set(true);
            threads.shutdown();
        }
    }

    private void readPages() {
        assertThat(all(paging -> auditor().assets().list(AssetFilter.all(), paging)))
                .extracting(Asset::id)
                .isEqualTo(Crowd.ASSETS);
        assertThat(all(paging -> auditor().sessions().list(SessionFilter.all(), paging)))
                .isSortedAccordingTo(Comparator.comparing(Session::start).reversed())
                .extracting(Session::id)
                .doesNotHaveDuplicates();
        assertThat(auditor()
                        .sessions()
                        .list(SessionFilter.all().onlyOpen(), Paging.first(100))
                        .items())
                .extracting(Session::asset)
                .doesNotHaveDuplicates();
    }

    private void verify() {
        try {
            assertThat(auditor().audit().verify().findings()).isEmpty();
        } catch (TrackingException.Busy peopleWorkFasterThanItReads) {
            // As its documentation says.
        }
    }

    /** Reads on in the log while it grows. */
    private static final class LogReader {

        private final Workspace ward;
        private final List<AuditEntry> seen = new ArrayList<>();

        LogReader(Workspace ward) {
            this.ward = ward;
        }

        void goOn() {
            seen.addAll(ward.audit().log(seen.size(), 50));
            assertThat(seen.isEmpty() ? 0 : seen.get(seen.size() - 1).position())
                    .isEqualTo(seen.size());
        }
    }

    private interface Question<T> {
        Page<T> ask(Paging paging);
    }

    private static <T> List<T> all(Question<T> question) {
        List<T> all = new ArrayList<>();
        Paging paging = Paging.first(7);
        while (paging != null) {
            Page<T> page = question.ask(paging);
            all.addAll(page.items());
            paging = page.following(paging).orElse(null);
        }
        return all;
    }

    /** Takes what is free of these and brings back the rest, all in one commit, and says what was done. */
    private List<String> swap(List<AssetId> some) {
        while (true) {
            List<SubjectChange> changes = new ArrayList<>();
            for (AssetId id : some) {
                DossierKey key = new DossierKey.OfSubject(Subject.asset(id));
                changes.add(swap(store.find(List.of(key), null).dossiers().get(0)));
            }
            if (store.commit(Batch.of(changes)) instanceof CommitResult.Done) {
                return changes.stream().map(MixedOperationsTest::effect).toList();
            }
        }
    }

    private static String effect(SubjectChange change) {
        return change.facts().get(0).type() + " " + change.sessions().get(0).id();
    }

    private static SubjectChange swap(Dossier dossier) {
        Actor sarah = Actor.nurse("sarah", "ICU");
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        AssetId id = AssetId.of(dossier.subject().id());
        Session before = dossier.open().orElse(null);
        Instant end = before == null || now.isAfter(before.start()) ? now : before.start();
        Session session = before != null
                ? before.withEnd(end, false, null)
                : Session.started(new SessionId(UUID.randomUUID()), id, new Segment(now, sarah.id(), "ICU", null));
        Asset asset = before != null
                ? dossier.asset().withCondition(Condition.READY).withLastUsed(end)
                : dossier.asset().withCondition(Condition.IN_USE);
        Fact fact = before != null
                ? new Fact.SessionEnded(session.id(), end, false, Condition.READY, null, null)
                : new Fact.SessionStarted(session.id(), "ICU", null, null, null, null, null, null, List.of());
        FactSigner signer = new AuditKeys(Hospital.FACILITY, new FixedKeys().auditKeys(), new SecureRandom()).signer();
        StringBuilder state = new StringBuilder();
        signer.state(state, RowName.ASSET, asset);
        signer.state(state, RowName.of(session), session);
        List<Claim> use = List.of(Claim.use(id, session.id()));
        SignedFact signed = signer.sign(
                new FactSigner.Circumstances(dossier.subject(), dossier.version() + 1, now, now, sarah),
                fact,
                state.toString());
        return SubjectChange.of(dossier.subject(), dossier.version(), draft -> {
            draft.judged = 1;
            draft.asset = asset;
            draft.sessions = List.of(session);
            draft.facts = List.of(signed);
            draft.take = before == null ? use : List.of();
            draft.release = before == null ? List.of() : use;
        });
    }
}
