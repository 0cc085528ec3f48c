package io.wardtally.tracking.contract;

import static io.wardtally.tracking.contract.Fixtures.MONITOR;
import static io.wardtally.tracking.contract.Fixtures.PUMP;
import static io.wardtally.tracking.contract.Fixtures.all;
import static io.wardtally.tracking.contract.Fixtures.asset;
import static io.wardtally.tracking.contract.Fixtures.batch;
import static io.wardtally.tracking.contract.Fixtures.done;
import static io.wardtally.tracking.contract.Fixtures.dossier;
import static io.wardtally.tracking.contract.Fixtures.over;
import static io.wardtally.tracking.contract.Fixtures.session;
import static io.wardtally.tracking.contract.Fixtures.sessionId;
import static io.wardtally.tracking.contract.Fixtures.tag;
import static org.assertj.core.api.Assertions.assertThat;

import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.store.Claim;
import io.wardtally.tracking.store.CommitResult;
import io.wardtally.tracking.store.Query;
import io.wardtally.tracking.store.Store;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A claim has one holder, until the holder releases it. */
interface ClaimDuties extends Duties {

    @Test
    default void a_claim_is_kept_until_it_is_released() {
        Store store = newStore();
        Subject subject = Subject.staff("sarah");
        done(store, Draft.of(subject, 0).takes(tag("A", "one")));
        Claim wanted = tag("A", "two");
        Draft wish = Draft.of(subject, 1).takes(wanted);
        assertThat(store.commit(wish.batch())).isEqualTo(new CommitResult.Taken(wanted, "one"));
        done(store, Draft.of(subject, 1).releases(tag("A", "one")));
        done(store, Draft.of(subject, 2).takes(wanted));
        assertThat(store.commit(Draft.of(subject, 3).takes(tag("A", "one")).batch()))
                .isEqualTo(new CommitResult.Taken(tag("A", "one"), "two"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    default void what_one_change_of_a_batch_releases_another_may_take_in_either_order(boolean releaseFirst) {
        Store store = newStore();
        done(store, Draft.creating(asset(PUMP)).takes(tag("A", "pump")), Draft.creating(asset(MONITOR)));
        Draft gives = Draft.of(PUMP, 1).releases(tag("A", "pump"));
        Draft takes = Draft.of(MONITOR, 1).takes(tag("A", "monitor"));
        done(store, releaseFirst ? batch(gives, takes) : batch(takes, gives));
        assertThat(store.commit(Draft.of(PUMP, 2).takes(tag("A", "pump")).batch()))
                .isEqualTo(new CommitResult.Taken(tag("A", "pump"), "monitor"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    default void one_use_may_end_and_the_next_begin_in_one_change(boolean endFirst) {
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
                .isEqualTo(new CommitResult.Taken(
                        Claim.use(PUMP, sessionId(3)), sessionId(2).toString()));
    }

    @Test
    default void taking_again_what_one_has_is_fine_and_one_release_ends_it() {
        Store store = newStore();
        done(store, Draft.creating(asset(PUMP)).takes(tag("A", "pump")));
        done(store, Draft.of(PUMP, 1).takes(tag("A", "pump")));
        assertThat(store.commit(Draft.creating(asset(MONITOR))
                        .takes(tag("A", "monitor"))
                        .batch()))
                .isInstanceOf(CommitResult.Taken.class);
        done(store, Draft.of(PUMP, 2).releases(tag("A", "pump")));
        done(store, Draft.creating(asset(MONITOR)).takes(tag("A", "monitor")));
    }

    @Test
    default void releasing_and_taking_in_one_change_keeps_it() {
        Store store = newStore();
        done(store, Draft.creating(asset(PUMP)).takes(tag("A", "pump")));
        done(store, Draft.of(PUMP, 1).takes(tag("A", "pump")).releases(tag("A", "pump")));
        assertThat(store.commit(Draft.creating(asset(MONITOR))
                        .takes(tag("A", "monitor"))
                        .batch()))
                .isInstanceOf(CommitResult.Taken.class);
    }

    @Test
    default void releasing_what_somebody_else_has_does_not_release_it() {
        Store store = newStore();
        done(store, Draft.creating(asset(PUMP)).takes(tag("A", "pump")));
        done(store, Draft.creating(asset(MONITOR)).releases(tag("A", "monitor"), tag("B", "monitor")));
        Draft wish = Draft.of(MONITOR, 1).releases(tag("A", "monitor")).takes(tag("A", "monitor"));
        assertThat(store.commit(wish.batch())).isEqualTo(new CommitResult.Taken(tag("A", "monitor"), "pump"));
    }

    @Test
    default void a_commit_that_failed_releases_nothing() {
        Store store = newStore();
        done(store, Draft.creating(asset(PUMP)).takes(tag("A", "pump")), Draft.creating(asset(MONITOR)));
        done(store, Draft.of(MONITOR, 1).takes(tag("B", "monitor")));
        Draft swap = Draft.of(PUMP, 1).releases(tag("A", "pump")).takes(tag("B", "pump"));
        assertThat(store.commit(swap.batch())).isInstanceOf(CommitResult.Taken.class);
        Draft release = Draft.of(PUMP, 1).releases(tag("A", "pump"));
        assertThat(store.commit(batch(release, Draft.of(MONITOR, 1)))).isInstanceOf(CommitResult.Stale.class);
        assertThat(store.commit(Draft.of(MONITOR, 2).takes(tag("A", "monitor")).batch()))
                .isEqualTo(new CommitResult.Taken(tag("A", "monitor"), "pump"));
    }

    @Test
    default void of_two_changes_in_one_batch_only_one_may_take_a_claim() {
        Store store = newStore();
        CommitResult commit = store.commit(batch(
                Draft.creating(asset(PUMP)).takes(tag("A", "pump")),
                Draft.creating(asset(MONITOR)).takes(tag("A", "monitor"))));
        assertThat(commit)
                .isInstanceOfSatisfying(
                        CommitResult.Taken.class,
                        taken -> assertThat(taken.claim().key()).isEqualTo("A"));
        assertThat(all(store, new Query.Subjects())).isEmpty();
        done(store, Draft.creating(asset(PUMP)).takes(tag("A", "neither")));
    }

    @Test
    default void claims_of_another_kind_or_key_do_not_meet() {
        Store store = newStore();
        List<Claim> claims = List.of(
                tag("A", "1"),
                tag("a", "2"),
                tag("\u00E4", "3"),
                tag("a\u0308", "4"),
                new Claim("used", "A", "5"),
                new Claim("TAG", "A", "6"),
                tag("B", "1"));
        done(store, Draft.of(Subject.staff("sarah"), 0).takes(claims.toArray(Claim[]::new)));
        long version = 1;
        for (Claim claim : claims) {
            Claim wanted = new Claim(claim.kind(), claim.key(), "late");
            assertThat(store.commit(Draft.of(Subject.staff("sarah"), version)
                            .takes(wanted)
                            .batch()))
                    .isEqualTo(new CommitResult.Taken(wanted, claim.by()));
        }
    }
}
