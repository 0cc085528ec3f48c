package io.wardtally.tracking.jpa;

import static io.wardtally.tracking.core.contract.Promises.rounds;
import static io.wardtally.tracking.jpa.Taps.Call.COMMIT;
import static io.wardtally.tracking.jpa.Taps.Call.CONNECTION;
import static io.wardtally.tracking.jpa.Taps.Call.EXECUTION;
import static io.wardtally.tracking.jpa.Taps.Call.ROLLBACK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.zaxxer.hikari.HikariDataSource;
import io.wardtally.atlas.Course;
import io.wardtally.atlas.Field;
import io.wardtally.atlas.Scope;
import io.wardtally.tracking.Page;
import io.wardtally.tracking.Paging;
import io.wardtally.tracking.RequestId;
import io.wardtally.tracking.Workspace;
import io.wardtally.tracking.asset.AssetFilter;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.asset.Hold;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.core.contract.Hospital;
import io.wardtally.tracking.core.contract.Promises;
import io.wardtally.tracking.place.Place;
import io.wardtally.tracking.policy.Policies;
import io.wardtally.tracking.session.OverrideFilter;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.session.SessionFilter;
import io.wardtally.tracking.session.SessionId;
import io.wardtally.tracking.session.UseRequest;
import io.wardtally.tracking.store.Batch;
import io.wardtally.tracking.store.Claim;
import io.wardtally.tracking.store.CommitResult;
import io.wardtally.tracking.store.Dossier;
import io.wardtally.tracking.store.DossierKey;
import io.wardtally.tracking.store.FoundDossiers;
import io.wardtally.tracking.store.Query;
import io.wardtally.tracking.store.RememberedAnswer;
import io.wardtally.tracking.store.SignedFact;
import io.wardtally.tracking.store.Store;
import io.wardtally.tracking.store.SubjectChange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** How often the database is asked. None of it depends on how much is remembered. */
class RoundTripTest {

    private static final AssetId NEW = AssetId.of("NEW");
    private static final AssetId OLD = AssetId.of("OLD");

    static Stream<Arguments> everywhere() {
        return Stream.of(TestDatabase.values())
                .flatMap(database -> Stream.of(Way.values()).map(way -> Arguments.of(database, way)));
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void a_call_costs_the_same_whether_an_asset_is_new_or_has_a_long_history(TestDatabase database, Way way)
            throws Throwable {
        try (Scene scene = new Scene(database, way)) {
            scene.use(OLD, rounds(300, 3_000));
            for (AssetId asset : List.of(NEW, OLD)) {
                scene.reads(1, () -> scene.sarah().scans().scan(asset.value()));
                scene.reads(1, () -> scene.sarah().assets().get(asset));

                SessionId first = scene.writes(3, () -> scene.start(scene.sarah(), asset));
                scene.reads(1, () -> scene.sarah().scans().scan(asset.value()));
                scene.reads(1, () -> scene.sarah().sessions().get(first));
                scene.writes(3, () -> scene.sarah().sessions().end(first, null));

                SessionId second = scene.writes(4, () -> scene.start(scene.request("s" + asset), asset));
                scene.reads(1, () -> scene.start(scene.request("s" + asset), asset));
                scene.writes(4, () -> scene.request("e" + asset).sessions().end(second, null));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void open_items_cost_one_statement_more_where_a_dossier_has_some_and_no_other_call_anything(
            TestDatabase database, Way way) throws Throwable {
        try (Scene scene = new Scene(database, way)) {
            scene.hospital.technician().assets().hold(OLD, Hold.Kind.RESERVED, "why");
            for (String nurse : List.of("ann", "ben", "cem", "dee", "eva")) {
                scene.hospital.nurse(nurse, "ICU").overrides().declare(OLD, "why");
            }
            scene.reads(1, () -> scene.sarah().scans().scan(NEW.value()));
            scene.reads(2, () -> scene.sarah().scans().scan(OLD.value()));
            scene.reads(2, () -> scene.sarah().assets().get(OLD));
            scene.reads(1, () -> scene.sarah().assets().list(AssetFilter.all(), Paging.first(5)));
            Workspace ben = scene.hospital.nurse("ben", "ICU");
            SessionId begun = scene.writes(2, 3, () -> scene.start(ben, OLD));
            scene.reads(2, () -> ben.sessions().get(begun));
            scene.reads(1, () -> ben.sessions().list(SessionFilter.all(), Paging.first(5)));
            scene.writes(2, 3, () -> ben.sessions().end(begun, null));
            SessionId other = scene.writes(3, () -> scene.start(ben, NEW));
            scene.writes(3, () -> ben.sessions().end(other, null));
        }
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void whether_somebody_was_trained_is_read_with_the_asset_at_a_start_and_once_more_at_a_scan(
            TestDatabase database, Way way) throws Throwable {
        try (Scene scene = new Scene(database, way);
                Hospital taught = scene.hospital.built(how -> how.knowledge(new Manual(List.of(Field.TRAINING.says(
                        new Course("pumps", "Infusion pumps", null), Scope.CATEGORY, Manual.SOURCE)))))) {
            Workspace sarah = taught.sarah();
            Promises.await(() -> sarah.atlas().guidance(NEW).missing().isEmpty());
            scene.reads(2, () -> sarah.scans().scan(NEW.value()));
            SessionId begun = scene.writes(3, () -> scene.start(sarah, NEW));
            scene.writes(3, () -> sarah.sessions().end(begun, null));
            scene.reads(1, () -> scene.sarah().scans().scan(NEW.value()));
        }
    }

    static Stream<Arguments> inOwnTransactions() {
        return everywhere().filter(arguments -> arguments.get()[1] != Way.JOINED);
    }

    @ParameterizedTest
    @MethodSource("inOwnTransactions")
    void a_change_that_finds_somebody_in_the_way_leaves_nothing(TestDatabase database, Way way) throws Throwable {
        try (Scene scene = new Scene(database, way)) {
            scene.start(scene.request("r1"), OLD);
            Store store = scene.hospital.store;
            Subject subject = Subject.asset(OLD);
            FoundDossiers before = store.find(List.of(new DossierKey.OfSubject(subject)), RequestId.of("r2"));
            Dossier old = before.dossiers().get(0);
            Session open = old.sessions().get(0);
            Session another = Session.started(
                    SessionId.of(UUID.randomUUID().toString()),
                    OLD,
                    open.segments().get(0));
            Batch stale = scene.batch("r2", old, old.version() - 1, List.of(), false);
            Batch inUse = scene.batch("r2", old, old.version(), List.of(another), true);
            Batch repeated = scene.batch("5/sarah/r1", old, old.version(), List.of(), false);
            assertThat(scene.commit(stale)).isEqualTo(new CommitResult.Stale(subject));
            assertThat(scene.commit(inUse))
                    .isEqualTo(new CommitResult.Taken(
                            Claim.use(OLD, another.id()), open.id().toString()));
            assertThat(scene.commit(repeated)).isInstanceOf(CommitResult.Repeated.class);
            assertThat(store.find(List.of(new DossierKey.OfSubject(subject)), RequestId.of("r2")))
                    .isEqualTo(before);
            assertThat(scene.hospital.verify().findings()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_refused_change_whose_rollback_fails_is_not_committed_when_the_connection_is_given_back(TestDatabase database)
            throws Throwable {
        try (Scene scene = new Scene(database, Way.SOURCE)) {
            scene.start(scene.request("r1"), OLD);
            Store store = scene.hospital.store;
            DossierKey key = new DossierKey.OfSubject(Subject.asset(OLD));
            FoundDossiers before = store.find(List.of(key), RequestId.of("r2"));
            Dossier old = before.dossiers().get(0);
            Batch stale = scene.batch("r2", old, old.version() - 1, List.of(), false);
            scene.taps.reset();
            scene.taps.failCall(1, Taps.Moment.BEFORE, ROLLBACK);
            assertThat(store.commit(stale)).isEqualTo(new CommitResult.Stale(old.subject()));
            assertThat(scene.taps.failed()).isEqualTo(database != TestDatabase.H2);
            scene.taps.reset();
            assertThat(store.find(List.of(key), RequestId.of("r2"))).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_store_that_joins_neither_commits_nor_rolls_back(TestDatabase database) throws Throwable {
        Taps taps = taps(database);
        PlainHost host = new PlainHost(Factories.of(taps.dataSource()), taps.dataSource());
        try (Hospital hospital = new Hospital(host.requestByRequest())) {
            hospital.pump("NEW");
            taps.reset();
            host.transact(() -> {
                Session session =
                        hospital.sarah().sessions().start(UseRequest.of(NEW)).orElseThrow();
                hospital.nurse("ben", "ER").scans().scan("NEW");
                hospital.sarah().sessions().end(session.id(), null);
                assertThat(taps.count(EXECUTION)).isEqualTo(4 + 1 + 4);
                assertThat(taps.count(COMMIT) + taps.count(ROLLBACK)).isZero();
                assertThat(taps.count(CONNECTION)).isEqualTo(1);
                return session;
            });
            assertThat(taps.count(COMMIT)).isEqualTo(1);
            assertThat(taps.open()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void a_page_is_one_statement_however_much_lies_before_it(TestDatabase database, Way way) throws Throwable {
        try (Scene scene = new Scene(database, way)) {
            scene.use(OLD, 20);
            for (int i = 0; i < 10; i++) {
                scene.pumpWithOverride("P" + i);
            }
            Workspace tom = scene.hospital.technician();
            Workspace max = scene.hospital.manager();
            Workspace ada = scene.hospital.auditor();
            scene.pages(paging -> tom.assets().list(AssetFilter.all(), paging));
            scene.pages(paging -> tom.sessions().list(SessionFilter.all(), paging));
            scene.pages(paging -> tom.sessions()
                    .list(SessionFilter.all().ofAsset(OLD).byUser("ben").inDepartment("ER"), paging));
            scene.pages(paging -> max.overrides().list(OverrideFilter.awaitingReview(), paging));
            scene.pages(paging -> ada.audit().trail(Subject.asset(OLD), paging));
        }
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void a_page_of_a_patients_sessions_is_one_statement_and_none_for_no_pseudonym(TestDatabase database, Way way)
            throws Throwable {
        try (Scene scene = new Scene(database, way)) {
            scene.use(OLD, 10);
            Session used = scene.hospital
                    .sarah()
                    .sessions()
                    .list(SessionFilter.all(), Paging.first(1))
                    .items()
                    .get(0);
            Query.Sessions of =
                    new Query.Sessions(null, null, null, Set.of(used.patient().orElseThrow()), null, null, false);
            scene.reads(1, () -> scene.hospital.store.page(of, Paging.first(5)));
            Query.Sessions ofNobody = new Query.Sessions(null, null, null, Set.of(), null, null, false);
            scene.reads(0, () -> scene.hospital.store.page(ofNobody, Paging.first(5)));
        }
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void sealing_costs_the_same_however_much_waits(TestDatabase database, Way way) throws Throwable {
        try (Scene scene = new Scene(database, way)) {
            while (scene.hospital.store.journal().seal(500) > 0) {
                // What set the scene.
            }
            for (int waiting : List.of(2, 300)) {
                scene.use(OLD, waiting / 2);
                scene.taps.reset();
                assertThat(scene.hospital.store.journal().seal(2)).isEqualTo(2);
                assertThat(scene.statements(true))
                        .as("head, facts, positions, new head")
                        .hasSize(4);
                assertThat(scene.taps.count(COMMIT)).isEqualTo(1);
                assertThat(scene.taps.count(CONNECTION)).isEqualTo(1);
            }
            scene.taps.reset();
            assertThat(scene.hospital.store.journal().seal(500)).isGreaterThan(200);
            assertThat(scene.statements(true)).hasSize(4);
        }
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void connections_that_come_with_auto_commit_off_are_given_back_with_nothing_begun(TestDatabase database, Way way)
            throws Throwable {
        assumeTrue(database.isPresent(), database + " is there with its Maven profile only");
        try (HikariDataSource pool = database.fresh().pool(4, false)) {
            Taps taps = new Taps(pool);
            Store store = way.over(taps.dataSource());
            // The provider looked around while it started.
            taps.reset();
            try (Hospital hospital = new Hospital(store)) {
                Session session = hospital.inUse("NEW");
                hospital.sarah().scans().scan("NEW");
                hospital.nurse("ben", "ICU").sessions().start(UseRequest.of(NEW));
                hospital.sarah().request(RequestId.of("r1")).sessions().end(session.id(), null);
                hospital.sarah().sessions().list(SessionFilter.all(), Paging.first(5));
                assertThat(hospital.verify().findings()).isEmpty();
                assertThat(hospital.asset("NEW").lastUsed()).isNotNull();
            }
            assertThat(taps.count(COMMIT) + taps.count(ROLLBACK))
                    .as("each connection was ended once")
                    .isEqualTo(taps.count(CONNECTION));
            assertThat(taps.open()).isZero();
        }
    }

    private static Taps taps(TestDatabase database) {
        assumeTrue(database.isPresent(), database + " is there with its Maven profile only");
        return new Taps(database.fresh().dataSource());
    }

    /** A hospital in which two pumps need no cleaning, and every statement is counted. */
    private static final class Scene implements AutoCloseable {

        private final Taps taps;
        private final TestDatabase database;
        private final Way way;
        private final boolean chains;
        private final Hospital hospital;

        Scene(TestDatabase database, Way way) {
            this.taps = taps(database);
            this.database = database;
            this.way = way;
            this.chains = database == TestDatabase.POSTGRESQL && way != Way.JOINED;
            Store store = way.over(taps.dataSource());
            this.hospital = new Hospital(store).with(Policies.standard().withoutCleaning("infusion-pump"));
            hospital.pump(NEW.value());
            hospital.pump(OLD.value());
            // Answers are forgotten together with the first request.
            hospital.technician().request(RequestId.of("first")).assets().move(NEW, Place.of("ICU"));
        }

        Workspace sarah() {
            return hospital.sarah();
        }

        Workspace request(String id) {
            return sarah().request(RequestId.of(id));
        }

        Batch batch(String request, Dossier dossier, long basedOn, List<Session> written, boolean begun) {
            SignedFact last = hospital.store
                    .journal()
                    .facts(dossier.subject(), dossier.version() - 1, 1)
                    .get(0)
                    .fact();
            SignedFact fact = new SignedFact(
                    last.subject(),
                    basedOn + 1,
                    last.happened(),
                    last.recorded(),
                    last.by(),
                    last.type(),
                    last.details(),
                    last.personal(),
                    last.state(),
                    last.key(),
                    last.digest());
            SubjectChange change = SubjectChange.of(dossier.subject(), basedOn, draft -> {
                draft.judged = 1;
                draft.asset = dossier.asset();
                draft.sessions = written;
                draft.facts = List.of(fact);
                draft.take = begun ? List.of(Claim.use(OLD, written.get(0).id())) : List.of();
            });
            RememberedAnswer answer = new RememberedAnswer(fact.digest(), 1, "text", fact.recorded());
            return Batch.of(change).answering(RequestId.of(request), answer);
        }

        /** What was asked, but for the one more with which a transaction of ours begins on MariaDB. */
        List<String> statements(boolean inOurTransaction) {
            List<String> all = new ArrayList<>(taps.sql());
            if (inOurTransaction && database == TestDatabase.MARIADB) {
                assertThat(all.remove("set transaction isolation level read committed"))
                        .isTrue();
            }
            return all;
        }

        /** Commits what will be refused, and sees how. */
        CommitResult commit(Batch batch) {
            taps.reset();
            CommitResult commit = hospital.store.commit(batch);
            String first = statements(true).get(0);
            assertThat(first).startsWith("insert into wt_request");
            if (chains) {
                assertThat(first).contains("; update wt_asset");
            }
            if (database == TestDatabase.H2) {
                assertThat(taps.count(ROLLBACK)).isZero();
            }
            return commit;
        }

        SessionId start(Workspace ward, AssetId asset) {
            return ward.sessions()
                    .start(UseRequest.of(asset).forPatient("P1"))
                    .orElseThrow()
                    .id();
        }

        void use(AssetId asset, int times) {
            for (int i = 0; i < times; i++) {
                Workspace ben = hospital.nurse("ben", i % 2 == 0 ? "ER" : "ICU");
                ben.sessions().end(start(ben, asset), null);
                hospital.clock.advance(Duration.ofSeconds(1));
            }
        }

        void pumpWithOverride(String id) {
            AssetId pump = hospital.pump(id).id();
            hospital.technician().assets().hold(pump, Hold.Kind.RESERVED, "why");
            sarah().overrides().declare(pump, "why");
        }

        /** The first page, the one after it, and all in one. */
        void pages(Function<Paging, Page<?>> question) throws Throwable {
            Paging few = Paging.first(4);
            Page<?> first = reads(1, () -> question.apply(few));
            Paging next = first.following(few).orElseThrow();
            assertThat(reads(1, () -> question.apply(next)).items()).hasSize(4);
            reads(1, () -> question.apply(Paging.first(100)));
        }

        /** Nothing but this many statements that read. */
        <T> T reads(int statements, PlainHost.Act<T> act) throws Throwable {
            return counted(statements, 0, 0, act);
        }

        /** One statement that reads and this many that write. */
        <T> T writes(int statements, PlainHost.Act<T> act) throws Throwable {
            return writes(1, statements, act);
        }

        <T> T writes(int reading, int statements, PlainHost.Act<T> act) throws Throwable {
            return chains ? counted(reading, 1, 0, act) : counted(reading, statements, 1, act);
        }

        private <T> T counted(int reading, int writing, int commits, PlainHost.Act<T> act) throws Throwable {
            taps.reset();
            T result = act.run();
            List<String> statements = statements(commits > 0 && way != Way.JOINED);
            assertThat(statements.stream().filter(sql -> sql.startsWith("select") || sql.startsWith("(select")))
                    .hasSize(reading);
            assertThat(statements).hasSize(reading + writing);
            if (way == Way.JOINED) {
                assertThat(taps.count(CONNECTION)).isLessThanOrEqualTo(1);
            } else {
                assertThat(taps.count(COMMIT)).isEqualTo(commits);
                assertThat(taps.count(ROLLBACK)).isZero();
            }
            assertThat(taps.open()).isZero();
            return result;
        }

        @Override
        public void close() {
            hospital.close();
        }
    }
}
