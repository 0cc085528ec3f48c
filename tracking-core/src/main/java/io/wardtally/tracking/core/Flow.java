package io.wardtally.tracking.core;

import io.wardtally.tracking.RequestId;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.Identifier;
import io.wardtally.tracking.asset.Model;
import io.wardtally.tracking.asset.SearchWords;
import io.wardtally.tracking.audit.Digest;
import io.wardtally.tracking.audit.AuditEntry;
import io.wardtally.tracking.audit.Fact;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.core.audit.RecordCodec;
import io.wardtally.tracking.core.audit.FactSigning;
import io.wardtally.tracking.core.audit.Verifier;
import io.wardtally.tracking.core.keys.CanonicalBytes;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.staff.Actor;
import io.wardtally.tracking.staff.Permission;
import io.wardtally.tracking.staff.Reach;
import io.wardtally.tracking.store.RememberedAnswer;
import io.wardtally.tracking.store.Batch;
import io.wardtally.tracking.store.Change;
import io.wardtally.tracking.store.Claim;
import io.wardtally.tracking.store.CommitResult;
import io.wardtally.tracking.store.Dossier;
import io.wardtally.tracking.store.SignedFact;
import io.wardtally.tracking.store.FindResult;
import io.wardtally.tracking.store.DossierKey;
import io.wardtally.tracking.store.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of every call: read the dossier, let a rule decide, commit what it decided. Whoever loses a race reads again and
 * decides again, so that the second nurse is told who was faster.
 */
final class Flow {

    private static final Logger LOG = LoggerFactory.getLogger(Flow.class);
    // Whoever loses lost to somebody who won, so this many losses in a row mean that something is broken.
    private static final int MOST_RACES = 1_000;
    private static final int REQUESTS_BETWEEN_TIDYING = 256;

    private final House house;
    private final AtomicInteger requests = new AtomicInteger();
    private volatile boolean closed;

    Flow(House house) {
        this.house = house;
    }

    void close() {
        closed = true;
    }

    /** Does something that concerns the whole facility, and records it if the actor is denied it. */
    <T> T wholly(Actor actor, Permission permission, Supplier<T> act) {
        return guard(actor, () -> {
            if (Case.reach(house.access(), actor, permission) != Reach.ALL) {
                throw Case.denied(actor, permission);
            }
            return act.get();
        });
    }

    /** Does something that concerns a part of the facility, by one of these doors; what part is for a rule to say. */
    <T> T partly(Actor actor, Supplier<T> act, Permission... doors) {
        return guard(actor, () -> {
            if (Arrays.stream(doors).allMatch(door -> Case.reach(house.access(), actor, door) == Reach.NONE)) {
                throw Case.denied(actor, doors[0]);
            }
            return act.get();
        });
    }

    private <T> T guard(Actor actor, Supplier<T> act) {
        if (closed) {
            throw new TrackingException.Failure(Code.CLOSED, "tracking was closed");
        }
        try {
            return act.get();
        } catch (TrackingException.NotAllowed denied) {
            // Nothing is said of what they knocked at: it need not exist, and may be what is on a patient's wristband.
            noteIfPossible(actor, new Fact.PermissionDenied(denied.permission()));
            throw denied;
        }
    }

    /** Whether it is about the thing that was asked for, so that whoever goes on to the next may fare better. */
    static boolean isOfOneThing(TrackingException no) {
        return no instanceof TrackingException.BadInput
                || no instanceof TrackingException.NotFound
                || no instanceof TrackingException.NotAllowed
                || no instanceof TrackingException.Conflict
                || no.code() == Code.STORED_DATA_UNREADABLE;
    }

    /** The case of this key, as it stands. */
    Case view(Caller seat, DossierKey key) {
        return view(seat, dossier(key, house.store().find(key, null)));
    }

    /** The cases of a key that may lead to none or to several. */
    List<Case> views(Caller seat, DossierKey key) {
        return house.store().find(key, null).dossiers().stream()
                .map(dossier -> view(seat, dossier))
                .toList();
    }

    /**
     * Changes something.
     *
     * @param content what is asked, to tell a retry from another request with the same id
     */
    <T> T change(
            Caller seat,
            DossierKey key,
            AnswerCodec<T> form,
            Function<Case, Decision<T>> rule,
            List<@Nullable Object> content,
            Permission... doors) {
        return partly(seat.actor(), () -> race(seat, key, form, rule, content), doors);
    }

    /** What is asked, as a list. */
    static List<@Nullable Object> content(@Nullable Object... parts) {
        return Arrays.asList(parts);
    }

    private <T> T race(
            Caller seat, DossierKey key, AnswerCodec<T> form, Function<Case, Decision<T>> rule, List<@Nullable Object> content) {
        for (int lost = 0; lost < MOST_RACES; lost++) {
            FindResult found = find(house.store(), key, seat.request(), lost);
            if (found.earlier() != null) {
                return repeat(found.earlier(), seat, form, content);
            }
            Case view = view(seat, dossier(key, found));
            Decision<T> decision = rule.apply(view);
            String text = seat.request() == null ? null : form.write().apply(decision.answer());
            if (decision.changesNothing() && text == null) {
                return answered(seat, decision);
            }
            Change change = decision.changesNothing() ? null : write(view, decision);
            RememberedAnswer answer = text == null ? null : answer(seat, text, content, view.now());
            Batch batch = new Batch(text == null ? null : seat.request(), answer, listOf(change));
            CommitResult commit = house.store().commit(batch);
            if (commit instanceof CommitResult.Done) {
                if (change != null) {
                    tell(house.store(), change, decision.facts());
                }
                tidyNowAndThen(answer);
                return answered(seat, decision);
            }
            if (commit instanceof CommitResult.Repeated repeated) {
                return repeat(repeated.answer(), seat, form, content);
            }
            if (commit instanceof CommitResult.Taken taken && !taken.claim().isUse()) {
                throw new TrackingException.Conflict(
                        Code.IDENTIFIER_TAKEN, taken.by().replace('|', ' ') + " has this " + words(taken.claim()));
            }
        }
        throw tooManyRaces(name(key));
    }

    private <T> T answered(Caller seat, Decision<T> decision) {
        if (decision.demand() != null) {
            noteIfPossible(seat.actor(), decision.demand());
        }
        return decision.answer();
    }

    private static FindResult find(Store store, DossierKey key, @Nullable RequestId request, int lost) {
        return lost == 0 ? store.find(key, request) : store.findAgain(key, request);
    }

    /** Records it if it can be; a store that cannot keep it does not change what the actor is told. */
    private void noteIfPossible(Actor actor, Fact fact) {
        house.aside()
                .run(
                        "recording " + fact.getClass().getSimpleName() + " of " + actor,
                        () -> note(house.background(), actor, Subject.staff(actor.id()), fact));
    }

    /** Records something that is about the actor rather than about an asset, before anything is shown to them. */
    void note(Actor actor, Fact fact) {
        note(house.store(), actor, Subject.staff(actor.id()), fact);
    }

    /** Records something that the actor did and that is about this subject. */
    void note(Actor actor, Subject subject, Fact fact) {
        note(house.store(), actor, subject, fact);
    }

    private void note(Store store, Actor actor, Subject subject, Fact fact) {
        DossierKey key = new DossierKey.OfSubject(subject);
        for (int lost = 0; lost < MOST_RACES; lost++) {
            Case view = view(new Caller(actor, null), dossier(key, find(store, key, null, lost)));
            Change change = write(view, Decision.noted(fact, fact));
            if (store.commit(new Batch(null, null, List.of(change))) instanceof CommitResult.Done) {
                tell(store, change, List.of(fact));
                return;
            }
        }
        throw tooManyRaces(subject.toString());
    }

    private Case view(Caller seat, Dossier dossier) {
        return new Case(dossier, seat.actor(), house.now(), house.policies(), house.access());
    }

    private static Dossier dossier(DossierKey key, FindResult found) {
        if (!found.dossiers().isEmpty()) {
            return found.dossiers().get(0);
        }
        if (key instanceof DossierKey.OfSession none) {
            throw new TrackingException.NotFound(Code.SESSION_UNKNOWN, "there is no session " + none.session());
        }
        if (key instanceof DossierKey.OfOverride none) {
            throw new TrackingException.NotFound(Code.OVERRIDE_UNKNOWN, "there is no override " + none.override());
        }
        if (key instanceof DossierKey.OfSubject none) {
            return Dossier.empty(none.subject());
        }
        throw new IllegalArgumentException("an identifier may lead to several dossiers");
    }

    private Change write(Case view, Decision<?> decision) {
        Dossier dossier = view.dossier();
        FactSigning.Hand hand = house.notary().hand();
        StringBuilder state = new StringBuilder();
        if (decision.asset() != null) {
            hand.state(state, Verifier.ASSET_ROW, decision.asset());
        }
        if (decision.session() != null) {
            hand.state(state, Verifier.row(decision.session()), decision.session());
        }
        if (decision.override() != null) {
            hand.state(state, Verifier.row(decision.override()), decision.override());
        }
        String content = decision.content() == null ? null : RecordCodec.write(decision.content());
        if (content != null) {
            hand.state(state, Verifier.CONTENT_ROW, new Verifier.Content(content));
        }
        Instant happened = decision.happened() == null ? view.now() : decision.happened();
        List<SignedFact> facts = new ArrayList<>();
        for (Fact fact : decision.facts()) {
            long sequence = dossier.version() + facts.size() + 1;
            facts.add(
                    hand.sign(dossier.subject(), sequence, happened, view.now(), view.actor(), fact, state.toString()));
        }
        return new Change(
                dossier.subject(),
                dossier.version(),
                decision.asset(),
                words(dossier.asset(), decision.asset()),
                content,
                listOf(decision.session()),
                listOf(decision.override()),
                facts,
                claims(decision, true, dossier),
                claims(decision, false, dossier));
    }

    private static @Nullable SearchWords words(@Nullable Asset before, @Nullable Asset after) {
        if (after == null) {
            return null;
        }
        boolean same = before != null
                && before.description().equals(after.description())
                && before.identifiers().equals(after.identifiers());
        return same ? null : after.words();
    }

    /** What this change takes or gives back. */
    private static List<Claim> claims(Decision<?> decision, boolean take, Dossier dossier) {
        List<Claim> claims = new ArrayList<>(use(decision.session(), take, dossier));
        List<Identifier> before = identifiers(dossier.asset(), Case.model(dossier));
        List<Identifier> after = identifiers(decision.asset(), decision.content());
        if (decision.asset() != null || decision.content() != null) {
            List<Identifier> has = take ? after : before;
            Set<Identifier> lacks = Set.copyOf(take ? before : after);
            has.stream()
                    .filter(identifier -> !lacks.contains(identifier))
                    .forEach(identifier -> claims.add(Claim.identifier(identifier, dossier.subject())));
        }
        return claims;
    }

    private static List<Identifier> identifiers(@Nullable Asset asset, @Nullable Record content) {
        List<Identifier> all = asset != null
                ? asset.identifiers()
                : content instanceof Model model ? model.identifiers() : List.<Identifier>of();
        return all.stream().map(Identifier::named).toList();
    }

    /** The claim to the use of the asset that this change takes or gives back. */
    private static List<Claim> use(@Nullable Session session, boolean take, Dossier dossier) {
        if (session == null) {
            return List.of();
        }
        boolean wasOpen =
                dossier.open().filter(open -> open.id().equals(session.id())).isPresent();
        boolean changesHands = take ? session.isOpen() && !wasOpen : wasOpen && !session.isOpen();
        return changesHands ? List.of(Claim.use(session.asset(), session.id())) : List.of();
    }

    private static <T> List<T> listOf(@Nullable T value) {
        return value == null ? List.of() : List.of(value);
    }

    private void tell(Store store, Change change, List<Fact> facts) {
        for (int i = 0; i < facts.size(); i++) {
            SignedFact envelope = change.facts().get(i);
            LOG.trace("{}", envelope);
            AuditEntry entry = new AuditEntry(
                    envelope.subject(),
                    envelope.sequence(),
                    0,
                    envelope.happened(),
                    envelope.recorded(),
                    envelope.by(),
                    facts.get(i));
            store.afterCommit(() -> house.watchers().tell(entry));
        }
    }

    private RememberedAnswer answer(Caller seat, String text, List<@Nullable Object> content, Instant now) {
        int key = house.pseudonyms().activeKey();
        return new RememberedAnswer(fingerprint(key, seat, content, text).orElseThrow(), key, text, now);
    }

    private <T> T repeat(RememberedAnswer earlier, Caller seat, AnswerCodec<T> form, List<@Nullable Object> content) {
        boolean same = fingerprint(earlier.key(), seat, content, earlier.text())
                .filter(earlier.content()::equals)
                .isPresent();
        if (!same) {
            throw new TrackingException.BadInput(
                    Code.REQUEST_REUSED, "request " + seat.request() + " was used before for something else");
        }
        try {
            return form.read().apply(earlier.text());
        } catch (RuntimeException unreadable) {
            throw new TrackingException.Failure(
                    Code.STORED_DATA_UNREADABLE, "the answer to request " + seat.request() + " cannot be read");
        }
    }

    /** Covers the answer, too: one that was edited behind our back is not given. */
    private Optional<Digest> fingerprint(int key, Caller seat, List<@Nullable Object> content, String answer) {
        CanonicalBytes canon = new CanonicalBytes().put(seat.actor().id()).put(answer);
        for (Object part : content) {
            canon.put(part == null ? null : part instanceof Record one ? RecordCodec.write(one) : part.toString());
        }
        return house.pseudonyms().fingerprint(key, canon);
    }

    private void tidyNowAndThen(@Nullable RememberedAnswer answer) {
        if (answer == null || requests.getAndIncrement() % REQUESTS_BETWEEN_TIDYING != 0) {
            return;
        }
        Instant before = answer.at().minus(house.policies().requestRetention());
        house.aside()
                .run(
                        "forgetting answers before " + before,
                        () -> house.background().forget(before, 2 * REQUESTS_BETWEEN_TIDYING));
    }

    private static String name(DossierKey key) {
        if (key instanceof DossierKey.OfSession one) {
            return "session " + one.session();
        }
        if (key instanceof DossierKey.OfOverride one) {
            return "override " + one.override();
        }
        return key instanceof DossierKey.OfSubject one ? one.subject().toString() : "an identifier";
    }

    private static String words(Claim claim) {
        return Identifier.Kind.valueOf(claim.kind()).words();
    }

    private static TrackingException tooManyRaces(String what) {
        return new TrackingException.Busy("too many people work on " + what + " at once; try again");
    }
}
