package io.wardtally.tracking.contract;

import static io.wardtally.tracking.contract.Fixtures.MONITOR;
import static io.wardtally.tracking.contract.Fixtures.NOON;
import static io.wardtally.tracking.contract.Fixtures.PUMP;
import static io.wardtally.tracking.contract.Fixtures.REQUEST;
import static io.wardtally.tracking.contract.Fixtures.answer;
import static io.wardtally.tracking.contract.Fixtures.asset;
import static io.wardtally.tracking.contract.Fixtures.done;
import static io.wardtally.tracking.contract.Fixtures.earlier;
import static io.wardtally.tracking.contract.Fixtures.facts;
import static io.wardtally.tracking.contract.Fixtures.session;
import static io.wardtally.tracking.contract.Fixtures.sessionId;
import static io.wardtally.tracking.contract.Fixtures.tag;
import static org.assertj.core.api.Assertions.assertThat;

import io.wardtally.tracking.RequestId;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.place.Place;
import io.wardtally.tracking.store.CommitResult;
import io.wardtally.tracking.store.DossierKey;
import io.wardtally.tracking.store.FoundDossiers;
import io.wardtally.tracking.store.RememberedAnswer;
import io.wardtally.tracking.store.Store;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A request is done once, and its answer remembered until it is forgotten. */
interface RequestDuties extends Duties {

    @Test
    default void a_request_is_done_once_and_answered_alike_whatever_it_asks_the_second_time() {
        Store store = newStore();
        RememberedAnswer answer = answer("done\n");
        done(store, Draft.creating(asset(PUMP)).takes(tag("A", "pump")).batch(REQUEST, answer));
        Sight before = Sight.of(store);
        List<Draft> again = List.of(
                Draft.of(PUMP, 1).asset(asset(PUMP).withPlace(Place.of("ICU"))),
                Draft.creating(asset(PUMP)),
                Draft.of(PUMP, 7),
                Draft.creating(asset(MONITOR)),
                Draft.of(PUMP, 1).releases(tag("A", "pump")),
                Draft.creating(asset(MONITOR)).takes(tag("A", "monitor")));
        for (Draft draft : again) {
            assertThat(store.commit(draft.batch(REQUEST, answer("another answer"))))
                    .isEqualTo(new CommitResult.Repeated(answer));
            assertThat(store.commit(draft.batch(REQUEST, null))).isEqualTo(new CommitResult.Repeated(answer));
        }
        assertThat(earlier(store, REQUEST)).isEqualTo(answer);
        assertThat(Sight.of(store)).isEqualTo(before);
        assertThat(store.commit(Draft.creating(asset(MONITOR))
                        .takes(tag("A", "monitor"))
                        .batch()))
                .isInstanceOf(CommitResult.Taken.class);
    }

    @Test
    default void the_earlier_answer_is_found_whatever_the_key_leads_to() {
        Store store = newStore();
        RememberedAnswer answer = answer("done");
        done(store, Draft.creating(asset(PUMP)).opens(session(1, PUMP)).batch(REQUEST, answer));
        FoundDossiers found = store.find(List.of(new DossierKey.OfSession(sessionId(1))), REQUEST);
        assertThat(found.dossiers()).hasSize(1);
        assertThat(found.earlier()).isEqualTo(answer);
        assertThat(store.find(List.of(new DossierKey.OfItem("note", "n1")), REQUEST))
                .isEqualTo(new FoundDossiers(List.of(), answer, 1, null));
        assertThat(store.find(List.of(new DossierKey.OfSubject(Subject.staff("x"))), REQUEST))
                .isEqualTo(new FoundDossiers(List.of(), answer, 1, null));
        assertThat(store.find(List.of(new DossierKey.OfSubject(Subject.asset(PUMP))), null)
                        .earlier())
                .isNull();
        assertThat(earlier(store, RequestId.of("request-2"))).isNull();
    }

    @Test
    default void without_a_request_or_without_an_answer_nothing_is_remembered() {
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
    default void a_request_that_failed_may_be_tried_again() {
        Store store = newStore();
        done(store, Draft.creating(asset(PUMP)).takes(tag("A", "pump")));
        RememberedAnswer answer = answer("done");
        assertThat(store.commit(Draft.creating(asset(PUMP)).batch(REQUEST, answer)))
                .isInstanceOf(CommitResult.Stale.class);
        assertThat(store.commit(Draft.creating(asset(MONITOR))
                        .takes(tag("A", "monitor"))
                        .batch(REQUEST, answer)))
                .isInstanceOf(CommitResult.Taken.class);
        assertThat(earlier(store, REQUEST)).isNull();
        done(store, Draft.creating(asset(MONITOR)).batch(REQUEST, answer));
    }

    @Test
    default void only_answers_given_before_the_time_are_forgotten() {
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
    default void no_more_answers_are_forgotten_than_allowed() {
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
}
