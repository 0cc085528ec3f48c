package io.wardtally.tracking.contract;

import static io.wardtally.tracking.contract.Fixtures.ALL_ASSETS;
import static io.wardtally.tracking.contract.Fixtures.ALL_ITEMS;
import static io.wardtally.tracking.contract.Fixtures.NOON;
import static io.wardtally.tracking.contract.Fixtures.PUMP;
import static io.wardtally.tracking.contract.Fixtures.all;
import static io.wardtally.tracking.contract.Fixtures.answer;
import static io.wardtally.tracking.contract.Fixtures.asset;
import static io.wardtally.tracking.contract.Fixtures.batch;
import static io.wardtally.tracking.contract.Fixtures.done;
import static io.wardtally.tracking.contract.Fixtures.dossier;
import static io.wardtally.tracking.contract.Fixtures.dossiers;
import static io.wardtally.tracking.contract.Fixtures.earlier;
import static io.wardtally.tracking.contract.Fixtures.facts;
import static io.wardtally.tracking.contract.Fixtures.item;
import static io.wardtally.tracking.contract.Fixtures.overrideId;
import static io.wardtally.tracking.contract.Fixtures.pseudonym;
import static io.wardtally.tracking.contract.Fixtures.reversed;
import static io.wardtally.tracking.contract.Fixtures.session;
import static io.wardtally.tracking.contract.Fixtures.sessionId;
import static io.wardtally.tracking.contract.Fixtures.version;
import static org.assertj.core.api.Assertions.assertThat;

import io.wardtally.tracking.RequestId;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.session.Segment;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.staff.Actor;
import io.wardtally.tracking.staff.Role;
import io.wardtally.tracking.store.Dossier;
import io.wardtally.tracking.store.DossierKey;
import io.wardtally.tracking.store.Item;
import io.wardtally.tracking.store.LoggedFact;
import io.wardtally.tracking.store.Query;
import io.wardtally.tracking.store.RememberedAnswer;
import io.wardtally.tracking.store.SignedFact;
import io.wardtally.tracking.store.Store;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is stored comes back as it was given, to the letter. */
interface StoredAsGivenDuties extends Duties {

    @Property(tries = 20, seed = "1")
    default void assets_are_loaded_as_they_were_stored(@ForAll(supplier = Samples.Assets.class) List<Asset> assets) {
        Store store = newStore();
        assets.forEach(asset -> done(store, Draft.creating(asset)));
        assertThat(all(store, ALL_ASSETS)).containsExactlyInAnyOrderElementsOf(assets);
        assets.forEach(asset -> assertThat(dossier(store, asset.id()).asset()).isEqualTo(asset));
        for (Asset asset : assets) {
            Asset first = assets.get(0);
            Asset changed = asset.with(draft -> {
                draft.identifiers = reversed(asset.identifiers());
                draft.life = first.life();
                draft.condition = first.condition();
                draft.holds = reversed(asset.holds());
                draft.lastUsed = first.lastUsed();
            });
            done(store, Draft.of(asset.id(), 1).asset(changed));
            assertThat(dossier(store, asset.id()).asset()).isEqualTo(changed);
        }
    }

    @Property(tries = 20, seed = "2")
    default void sessions_are_loaded_as_they_were_stored(
            @ForAll(supplier = Samples.Sessions.class) List<Session> sessions) {
        Store store = newStore();
        sessions.forEach(session -> store(store, session));
        assertThat(all(store, Query.Sessions.all())).containsExactlyInAnyOrderElementsOf(sessions);
        sessions.forEach(session -> assertThat(
                        dossier(store, new DossierKey.OfSession(session.id())).sessions())
                .containsExactly(session));
    }

    @Property(tries = 20, seed = "3")
    default void items_are_loaded_as_they_were_stored(@ForAll(supplier = Samples.Items.class) List<Item> items) {
        Store store = newStore();
        for (Item item : items) {
            Subject subject = item.subject();
            long version = version(store, subject);
            Draft draft = Draft.of(subject, version).writes(item);
            done(store, version == 0 && subject.isAsset() ? draft.asset(asset(subject.id())) : draft);
        }
        assertThat(all(store, ALL_ITEMS)).containsExactlyInAnyOrderElementsOf(items);
        for (Item item : items) {
            Dossier dossier = dossier(store, new DossierKey.OfSubject(item.subject()));
            assertThat(dossier.items().contains(item)).isEqualTo(item.live());
        }
    }

    @Property(tries = 20, seed = "4")
    default void facts_are_loaded_as_they_were_stored(@ForAll(supplier = Samples.Facts.class) List<SignedFact> facts) {
        Store store = newStore();
        Subject subject = facts.get(0).subject();
        done(store, Draft.of(subject, 0).asset(asset(subject.id())).facts(facts));
        assertThat(facts(store, subject)).isEqualTo(facts);
        store.journal().seal(500);
        assertThat(store.journal().log(0, 500)).extracting(LoggedFact::fact).isEqualTo(facts);
    }

    private static void store(Store store, Session session) {
        Draft draft = Draft.creating(asset(session.asset()));
        done(store, session.isOpen() ? draft.opens(session) : draft.writes(session));
    }

    @Test
    default void a_session_is_kept_whichever_of_its_parts_are_left_out() {
        Store store = newStore();
        List<Session> sessions = new ArrayList<>();
        for (int parts = 0; parts < 256; parts++) {
            boolean[] has = new boolean[8];
            for (int bit = 0; bit < 8; bit++) {
                has[bit] = (parts & 1 << bit) != 0;
            }
            Segment first = new Segment(NOON, "sarah", "ICU", has[0] ? pseudonym('a') : null);
            Segment next = new Segment(NOON.plusSeconds(5), "sarah", "ICU", has[0] ? null : pseudonym('b'));
            int number = parts;
            sessions.add(Session.started(sessionId(parts), AssetId.of("asset " + parts), first, draft -> {
                draft.end = has[1] ? NOON.plusSeconds(9) : null;
                draft.expected = has[2] ? Duration.ofHours(4) : null;
                draft.reason = has[3] ? "a reason" : null;
                draft.notes = has[4] ? "some notes" : null;
                draft.segments = has[5] ? List.of(first, next) : List.of(first);
                draft.voided = has[6];
                draft.endClamped = has[7];
                draft.override = number % 3 == 0 ? overrideId(number) : null;
            }));
        }
        sessions.forEach(session -> store(store, session));
        assertThat(all(store, Query.Sessions.all())).containsExactlyInAnyOrderElementsOf(sessions);
    }

    @Test
    default void a_session_that_is_written_again_keeps_nothing_of_what_it_was() {
        Store store = newStore();
        Segment begun = new Segment(NOON, "sarah", "ICU", pseudonym('a'));
        Session first = Session.started(sessionId(1), PUMP, begun, draft -> {
            draft.expected = Duration.ofHours(4);
            draft.reason = "a reason";
            draft.notes = "notes";
            draft.segments = List.of(
                    begun,
                    new Segment(NOON.plusSeconds(1), "tom", "ER", pseudonym('b')),
                    new Segment(NOON.plusSeconds(1), "ann", "ER", null));
            draft.endClamped = true;
        });
        Segment other = new Segment(NOON.minusSeconds(9), "tom", "ER", null);
        Session corrected = Session.started(sessionId(1), PUMP, other, draft -> {
            draft.end = NOON;
            draft.voided = true;
        });
        done(store, Draft.creating(asset(PUMP)).opens(first));
        done(store, Draft.of(PUMP, 1).ends(corrected));
        assertThat(all(store, Query.Sessions.all())).containsExactly(corrected);
        assertThat(all(store, Query.Sessions.of(PUMP))).containsExactly(corrected);
        assertThat(dossier(store, new DossierKey.OfSession(sessionId(1))).sessions())
                .containsExactly(corrected);
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
    default void texts_of_facts_and_answers_are_kept_to_the_letter(String sample) {
        String text = sample.equals("long") ? Samples.longText(2_000, "\uD83D\uDC89") : sample;
        Store store = newStore();
        Subject subject = Subject.staff("sarah");
        for (Actor by : List.of(Actor.nurse("sarah", "ICU"), new Actor("R2 \uD83E\uDD16", Role.SYSTEM, null))) {
            long next = version(store, subject) + 1;
            SignedFact fact = new SignedFact(
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
            RememberedAnswer answer = answer(text, Samples.EARLIEST.plus(next, ChronoUnit.MICROS));
            done(store, batch(request, answer, Draft.of(subject, next - 1).facts(List.of(fact))));
            assertThat(store.journal().facts(subject, next - 1, 1)).containsExactly(new LoggedFact(fact, 0));
            assertThat(earlier(store, request)).isEqualTo(answer);
        }
    }

    @Test
    default void ids_are_compared_to_the_letter() {
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
        assertThat(dossiers(store, new DossierKey.OfSubject(Subject.asset(AssetId.of("iNF001")))))
                .isEmpty();
        assertThat(earlier(store, RequestId.of("iNF001"))).isNull();
        assertThat(all(store, new Query.Subjects())).hasSize(2 * ids.size());
    }

    @Test
    default void a_session_that_was_handed_over_can_be_replaced_by_one_that_was_not() {
        Store store = newStore();
        Asset pump = asset(PUMP);
        Session once = session(1, PUMP);
        Segment first = once.segments().get(0);
        Segment second = new Segment(first.from().plusSeconds(10), "ben", "ER", null);
        Session handedOver = once.withTimes(once.start(), null, List.of(first, second));
        done(store, Draft.creating(pump));
        done(store, Draft.of(PUMP, 1).asset(pump).opens(once));
        for (Session row : List.of(handedOver, once, handedOver, once)) {
            done(
                    store,
                    Draft.of(PUMP, version(store, Subject.asset(PUMP)))
                            .asset(pump)
                            .writes(row));
            assertThat(all(store, Query.Sessions.of(PUMP))).containsExactly(row);
        }
    }
}
