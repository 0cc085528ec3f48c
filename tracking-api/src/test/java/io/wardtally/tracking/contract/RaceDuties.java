package io.wardtally.tracking.contract;

import static io.wardtally.tracking.contract.Fixtures.ALL_ASSETS;
import static io.wardtally.tracking.contract.Fixtures.PUMP;
import static io.wardtally.tracking.contract.Fixtures.ROUNDS;
import static io.wardtally.tracking.contract.Fixtures.THREADS;
import static io.wardtally.tracking.contract.Fixtures.all;
import static io.wardtally.tracking.contract.Fixtures.answer;
import static io.wardtally.tracking.contract.Fixtures.asset;
import static io.wardtally.tracking.contract.Fixtures.atOnce;
import static io.wardtally.tracking.contract.Fixtures.batch;
import static io.wardtally.tracking.contract.Fixtures.commit;
import static io.wardtally.tracking.contract.Fixtures.count;
import static io.wardtally.tracking.contract.Fixtures.done;
import static io.wardtally.tracking.contract.Fixtures.dossier;
import static io.wardtally.tracking.contract.Fixtures.earlier;
import static io.wardtally.tracking.contract.Fixtures.facts;
import static io.wardtally.tracking.contract.Fixtures.goOn;
import static io.wardtally.tracking.contract.Fixtures.over;
import static io.wardtally.tracking.contract.Fixtures.reversed;
import static io.wardtally.tracking.contract.Fixtures.sequences;
import static io.wardtally.tracking.contract.Fixtures.session;
import static io.wardtally.tracking.contract.Fixtures.sessionId;
import static io.wardtally.tracking.contract.Fixtures.tag;
import static io.wardtally.tracking.contract.Fixtures.version;
import static io.wardtally.tracking.contract.Fixtures.whole;
import static org.assertj.core.api.Assertions.assertThat;

import io.wardtally.tracking.RequestId;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.place.Place;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.store.CommitResult;
import io.wardtally.tracking.store.Dossier;
import io.wardtally.tracking.store.Query;
import io.wardtally.tracking.store.RememberedAnswer;
import io.wardtally.tracking.store.SignedFact;
import io.wardtally.tracking.store.Store;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Of many who want the same at once one gets it, and nobody waits for ever. */
interface RaceDuties extends Duties {

    @Test
    default void of_many_commits_on_one_version_exactly_one_is_done() {
        Store store = newStore();
        Subject subject = Subject.asset(PUMP);
        for (int round = 0; round < ROUNDS; round++) {
            long basedOn = round;
            List<CommitResult> commits = atOnce(
                    THREADS,
                    number -> commit(
                            store,
                            Draft.of(subject, basedOn)
                                    .asset(asset(PUMP).withPlace(Place.of("by " + number)))
                                    .batch()));
            assertThat(count(commits, CommitResult.Done.class)).isEqualTo(1);
            assertThat(commits)
                    .filteredOn(CommitResult.Stale.class::isInstance)
                    .hasSize(THREADS - 1)
                    .containsOnly(new CommitResult.Stale(subject));
            int winner = IntStream.range(0, THREADS)
                    .filter(i -> commits.get(i) instanceof CommitResult.Done)
                    .findFirst()
                    .orElseThrow();
            assertThat(dossier(store, PUMP).version()).isEqualTo(basedOn + 1);
            assertThat(dossier(store, PUMP).asset()).isEqualTo(asset(PUMP).withPlace(Place.of("by " + winner)));
        }
        assertThat(facts(store, subject)).extracting(SignedFact::sequence).containsExactlyElementsOf(sequences(ROUNDS));
    }

    @Test
    default void facts_have_no_gap_and_none_is_lost_when_many_try_until_they_succeed() {
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
                        instanceof CommitResult.Done) {
                    facts += count;
                    left--;
                }
            }
            return facts;
        });
        long total = added.stream().mapToLong(Integer::longValue).sum();
        assertThat(version(store, subject)).isEqualTo(total);
        assertThat(whole(total, after -> store.journal().facts(subject, after, 500)))
                .extracting(one -> one.fact().sequence())
                .containsExactlyElementsOf(sequences(total));
    }

    @Test
    default void a_claim_that_many_want_at_once_is_given_to_exactly_one() {
        Store store = newStore();
        for (int round = 0; round < ROUNDS; round++) {
            String key = "round " + round;
            List<CommitResult> commits = atOnce(
                    THREADS,
                    number -> commit(
                            store,
                            Draft.creating(asset(key + " asset " + number))
                                    .takes(tag(key, "by " + number))
                                    .batch()));
            assertThat(count(commits, CommitResult.Done.class)).isEqualTo(1);
            int winner = IntStream.range(0, THREADS)
                    .filter(i -> commits.get(i) instanceof CommitResult.Done)
                    .findFirst()
                    .orElseThrow();
            for (int number = 0; number < THREADS; number++) {
                if (number != winner) {
                    assertThat(commits.get(number))
                            .isEqualTo(new CommitResult.Taken(tag(key, "by " + number), "by " + winner));
                }
            }
            assertThat(all(store, ALL_ASSETS))
                    .filteredOn(asset -> asset.id().value().startsWith(key + " "))
                    .containsExactly(asset(key + " asset " + winner));
        }
    }

    @Test
    default void an_asset_that_many_want_at_once_is_used_by_exactly_one() {
        Store store = newStore();
        done(store, Draft.creating(asset(PUMP)));
        for (int round = 0; round < ROUNDS; round++) {
            int first = round * THREADS;
            List<Session> begun = atOnce(THREADS, number -> {
                Session mine = session(first + number, PUMP);
                while (true) {
                    CommitResult commit = commit(
                            store,
                            Draft.of(PUMP, version(store, Subject.asset(PUMP)))
                                    .opens(mine)
                                    .batch());
                    if (!(commit instanceof CommitResult.Stale)) {
                        return commit instanceof CommitResult.Done ? mine : over(mine);
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
    default void a_request_that_is_sent_many_times_at_once_is_done_once() {
        Store store = newStore();
        for (int round = 0; round < ROUNDS; round++) {
            RequestId request = RequestId.of("round " + round);
            String prefix = request + " asset ";
            List<CommitResult> commits = atOnce(
                    THREADS,
                    number -> commit(
                            store, Draft.creating(asset(prefix + number)).batch(request, answer("by " + number))));
            onlyOneDone(commits, earlier(store, request));
            assertThat(count(commits, CommitResult.Repeated.class)).isEqualTo(THREADS - 1);
            assertThat(all(store, ALL_ASSETS))
                    .filteredOn(asset -> asset.id().value().startsWith(prefix))
                    .hasSize(1);
        }
    }

    @Test
    default void a_request_for_one_subject_that_is_sent_many_times_at_once_is_done_once() {
        Store store = newStore();
        for (int round = 0; round < ROUNDS; round++) {
            RequestId request = RequestId.of("round " + round);
            long basedOn = round;
            List<CommitResult> commits = atOnce(THREADS, number -> {
                CommitResult commit = commit(
                        store, Draft.of(PUMP, basedOn).asset(asset(PUMP)).batch(request, answer("by " + number)));
                if (commit instanceof CommitResult.Stale) {
                    RememberedAnswer found = earlier(store, request);
                    assertThat(found).isNotNull();
                    return new CommitResult.Repeated(found);
                }
                return commit;
            });
            onlyOneDone(commits, earlier(store, request));
            assertThat(version(store, Subject.asset(PUMP))).isEqualTo(basedOn + 1);
        }
    }

    private static void onlyOneDone(List<CommitResult> commits, RememberedAnswer remembered) {
        assertThat(count(commits, CommitResult.Done.class)).isEqualTo(1);
        for (int number = 0; number < commits.size(); number++) {
            if (commits.get(number) instanceof CommitResult.Done) {
                assertThat(remembered).isEqualTo(answer("by " + number));
            } else {
                assertThat(commits.get(number)).isEqualTo(new CommitResult.Repeated(remembered));
            }
        }
    }

    @Test
    default void batches_over_the_same_subjects_in_opposite_orders_do_not_block_each_other() {
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
                if (commit(store, batch(drafts)) instanceof CommitResult.Done) {
                    done++;
                }
            }
            return done;
        });
        long total = wins.stream().mapToLong(Integer::longValue).sum();
        subjects.forEach(subject -> assertThat(version(store, subject)).isEqualTo(1 + total));
    }

    @Test
    default void a_dossier_is_consistent_in_itself_while_it_changes() {
        Store store = newStore();
        done(store, Draft.creating(asset(PUMP).withPlace(Place.of("version 1"))));
        int changes = ROUNDS * 100;
        atOnce(4, number -> {
            if (number == 0) {
                Session open = null;
                for (long version = 1; version <= changes; version++) {
                    Draft draft =
                            Draft.of(PUMP, version).asset(asset(PUMP).withPlace(Place.of("version " + (version + 1))));
                    if (open == null) {
                        open = session((int) version, PUMP);
                        draft.opens(open);
                    } else {
                        draft.ends(over(open));
                        open = null;
                    }
                    assertThat(commit(store, draft.batch())).isInstanceOf(CommitResult.Done.class);
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
}
