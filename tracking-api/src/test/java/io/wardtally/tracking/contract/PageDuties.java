package io.wardtally.tracking.contract;

import static io.wardtally.tracking.contract.Fixtures.ALL_ASSETS;
import static io.wardtally.tracking.contract.Fixtures.ALL_ITEMS;
import static io.wardtally.tracking.contract.Fixtures.NOON;
import static io.wardtally.tracking.contract.Fixtures.PUMP;
import static io.wardtally.tracking.contract.Fixtures.all;
import static io.wardtally.tracking.contract.Fixtures.asset;
import static io.wardtally.tracking.contract.Fixtures.closed;
import static io.wardtally.tracking.contract.Fixtures.done;
import static io.wardtally.tracking.contract.Fixtures.item;
import static io.wardtally.tracking.contract.Fixtures.over;
import static io.wardtally.tracking.contract.Fixtures.session;
import static io.wardtally.tracking.contract.Fixtures.sessionId;
import static io.wardtally.tracking.contract.Fixtures.walk;
import static io.wardtally.tracking.contract.Fixtures.walkOn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wardtally.tracking.Page;
import io.wardtally.tracking.Paging;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.AssetFilter;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.asset.Description;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.session.Segment;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.session.SessionId;
import io.wardtally.tracking.store.Item;
import io.wardtally.tracking.store.Query;
import io.wardtally.tracking.store.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages give the whole answer in order, whatever changes between them. */
interface PageDuties extends Duties {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 500})
    default void pages_of_any_size_give_the_whole_answer_in_order(int limit) {
        Store store = newStore();
        SampleQuery.fill(store).forEach(shelf -> shelf.isReadIn(store, limit));
    }

    @Test
    default void a_page_that_is_exactly_full_is_the_last_if_nothing_follows() {
        Store store = newStore();
        for (SampleQuery<?> shelf : SampleQuery.fill(store)) {
            Page<?> page = store.page(shelf.query(), Paging.first(shelf.full().size()));
            assertThat(page.items()).isEqualTo(shelf.full());
            assertThat(page.next()).isNull();
        }
    }

    @Test
    default void an_empty_store_answers_with_one_empty_page() {
        Store store = newStore();
        for (Query<?> query :
                List.of(ALL_ASSETS, Query.Sessions.all(), ALL_ITEMS, new Query.Subjects(), new Query.Claims())) {
            assertThat(store.page(query, Paging.first(7))).isEqualTo(new Page<>(List.of(), null));
        }
    }

    @Test
    default void sessions_come_latest_start_first_and_of_the_same_start_greatest_id_first() {
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
    default void a_session_whose_start_is_corrected_moves_to_its_new_place() {
        Store store = newStore();
        Session one = over(session(1, PUMP));
        Session two = over(session(2, PUMP));
        Session three = over(session(3, PUMP));
        done(store, Draft.creating(asset(PUMP)).writes(one, two, three));
        Instant earlier = NOON.minusSeconds(5);
        Session moved = three.withTimes(earlier, three.end(), List.of(new Segment(earlier, "sarah", "ICU", null)));
        done(store, Draft.of(PUMP, 1).writes(moved));
        for (Query<Session> query : List.of(Query.Sessions.all(), Query.Sessions.of(PUMP))) {
            assertThat(walk(store, query, 1)).containsExactly(two, one, moved);
        }
    }

    @Test
    default void assets_that_come_change_and_go_between_pages_move_no_other() {
        Store store = newStore();
        for (String id : List.of("b", "d", "f", "h", "k", "m")) {
            done(store, Draft.creating(asset(id)));
        }
        Query<Asset> query = new Query.Assets(AssetFilter.all().ofCategory("infusion-pump"));
        Page<Asset> first = store.page(query, Paging.first(2));
        assertThat(first.items()).containsExactly(asset("b"), asset("d"));
        for (String gone : List.of("b", "d", "k")) {
            done(store, Draft.of(AssetId.of(gone), 1).asset(asset(gone).withDescription(Description.of("Bed", "bed"))));
        }
        for (String come : List.of("a", "c", "e", "l")) {
            done(store, Draft.creating(asset(come)));
        }
        assertThat(walkOn(store, query, Paging.after(first.next(), 2)))
                .containsExactly(asset("e"), asset("f"), asset("h"), asset("l"), asset("m"));
    }

    @Test
    default void sessions_that_begin_end_and_move_between_pages_move_no_other() {
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
                                .withTimes(
                                        NOON.plusSeconds(7),
                                        null,
                                        List.of(new Segment(NOON.plusSeconds(7), "sarah", "ICU", null)))));
        done(store, Draft.of(open.get(1).asset(), 1).writes(open.get(1).withTimes(later, null, List.of(segment))));
        AssetId another = AssetId.of("asset 9");
        done(store, Draft.creating(asset(another)).opens(session(9, another)));
        assertThat(walkOn(store, query, Paging.after(first.next(), 2))).containsExactly(open.get(3), open.get(0));
    }

    @Test
    default void items_that_are_attached_and_closed_between_pages_move_no_other() {
        Store store = newStore();
        List<Item> pending =
                IntStream.rangeClosed(1, 6).mapToObj(i -> item(i, PUMP)).toList();
        done(store, Draft.creating(asset(PUMP)).writes(pending.toArray(Item[]::new)));
        Query<Item> query = Query.Items.due("note");
        Page<Item> first = store.page(query, Paging.first(2));
        assertThat(first.items()).isEqualTo(pending.subList(0, 2));
        done(store, Draft.of(PUMP, 1).writes(closed(pending.get(1)), closed(pending.get(3)), item(7, PUMP)));
        assertThat(walkOn(store, query, Paging.after(first.next(), 2)))
                .containsExactly(pending.get(2), pending.get(4), pending.get(5), item(7, PUMP));
    }

    @Test
    default void subjects_that_come_between_pages_move_no_other() {
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

    @Test
    default void nothing_but_an_own_token_of_the_same_kind_of_question_is_accepted() {
        Store store = newStore();
        SampleQuery.fill(store);
        List<Query<?>> kinds =
                List.of(ALL_ASSETS, Query.Sessions.all(), ALL_ITEMS, new Query.Subjects(), new Query.Claims());
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
}
