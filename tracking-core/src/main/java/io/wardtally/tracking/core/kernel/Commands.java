package io.wardtally.tracking.core.kernel;

import io.wardtally.tracking.Message;
import io.wardtally.tracking.Message.Argument;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.asset.Identifier;
import io.wardtally.tracking.audit.Fact;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.core.codec.StoredKind;
import io.wardtally.tracking.staff.Actor;
import io.wardtally.tracking.staff.Permission;
import io.wardtally.tracking.store.Batch;
import io.wardtally.tracking.store.Claim;
import io.wardtally.tracking.store.CommitResult;
import io.wardtally.tracking.store.Dossier;
import io.wardtally.tracking.store.DossierKey;
import io.wardtally.tracking.store.FoundDossiers;
import io.wardtally.tracking.store.Guard;
import io.wardtally.tracking.store.RememberedAnswer;
import io.wardtally.tracking.store.Store;
import io.wardtally.tracking.store.SubjectChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The optimistic commit loop of every command: read the dossier, let a rule decide, commit what it decided. Whoever loses a race
 * reads again and decides again, so that the second nurse is told who was faster.
 */
public final class Commands {

    // Whoever loses lost to somebody who won, so this many losses in a row mean that something is broken.
    private static final int MOST_RACES = 1_000;

    private final Kernel kernel;
    private final Commits commits;
    private final Requests requests;

    Commands(Kernel kernel, Commits commits, Requests requests) {
        this.kernel = kernel;
        this.commits = commits;
        this.requests = requests;
    }

    /**
     * One change that somebody asks for.
     *
     * @param <T> what the caller gets
     * @param caller who asks
     * @param key of what
     * @param codec how the answer is remembered
     * @param rule what decides
     * @param content what is asked, to tell a retry from another request with the same id
     * @param alsoRead what the rule looks at beside it; it may change between reading and writing
     */
    public record Command<T>(
            Caller caller,
            DossierKey key,
            AnswerCodec<T> codec,
            Rule<T> rule,
            List<@Nullable Object> content,
            List<DossierKey.OfSubject> alsoRead) {

        public Command {
            alsoRead = List.copyOf(alsoRead);
        }

        /** A change whose rule looks at nothing else, unless it says so. */
        public Command(
                Caller caller, DossierKey key, AnswerCodec<T> codec, Rule<T> rule, List<@Nullable Object> content) {
            this(caller, key, codec, rule, content, List.of());
        }

        /** The same, whose rule also looks at these. */
        public Command<T> reading(List<DossierKey.OfSubject> others) {
            return new Command<>(caller, key, codec, rule, content, others);
        }

        private List<DossierKey> keys() {
            return Stream.concat(Stream.of(key), alsoRead.stream()).toList();
        }
    }

    /** Content of a request, as a list. */
    public static List<@Nullable Object> content(@Nullable Object... parts) {
        return Arrays.asList(parts);
    }

    /** Whether it is about the thing that was asked for, so that whoever goes on to the next may fare better. */
    public static boolean isOfOneThing(TrackingException no) {
        return no instanceof TrackingException.BadInput
                || no instanceof TrackingException.NotFound
                || no instanceof TrackingException.NotAllowed
                || no instanceof TrackingException.Conflict
                || no.code() == Code.STORED_DATA_UNREADABLE;
    }

    /** The case of this key, as it stands. */
    public Case view(Caller caller, DossierKey key) {
        FoundDossiers found = kernel.own(kernel.store().find(List.of(key), null));
        return view(caller.actor(), only(key, found), found.revision());
    }

    /** The cases of a key that may lead to none or to several. */
    public List<Case> views(Caller caller, DossierKey key) {
        FoundDossiers found = kernel.own(kernel.store().find(List.of(key), null));
        return found.dossiers().stream()
                .map(dossier -> view(caller.actor(), dossier, found.revision()))
                .toList();
    }

    /** Changes something, by any of these permissions. */
    public <T> T change(Command<T> command, Permission... any) {
        return kernel.access().somewhere(command.caller().actor(), () -> race(command), any);
    }

    private <T> T race(Command<T> command) {
        Caller caller = command.caller();
        List<DossierKey> keys = command.keys();
        int lost = 0;
        while (lost < MOST_RACES) {
            FoundDossiers found = find(kernel.store(), keys, caller, lost);
            if (found.earlier() != null) {
                return requests.repeat(found.earlier(), caller, command.codec(), command.content());
            }
            Dossier about = only(command.key(), found);
            Case on = view(caller.actor(), about, found.revision()).beside(others(keys, about, found));
            RuleResult<T> ruling = command.rule().decide(on);
            if (ruling instanceof RuleResult.Needs<T> needs) {
                keys = Stream.concat(keys.stream(), needs.keys().stream())
                        .distinct()
                        .toList();
                lost++;
                continue;
            }
            Decision<T> decision = (Decision<T>) ruling;
            String text =
                    caller.request() == null ? null : command.codec().write().apply(decision.answer());
            if (decision.changesNothing() && text == null) {
                return answered(caller, decision);
            }
            RememberedAnswer answer =
                    text == null ? null : requests.remember(caller, text, command.content(), on.now());
            Decided decided = decided(on, found, decision.effects());
            Batch batch = new Batch(
                    text == null ? null : caller.request(),
                    answer,
                    decided.changes(),
                    guards(found, decided.changes(), command.alsoRead()),
                    false);
            CommitResult result = kernel.store().commit(batch);
            if (result instanceof CommitResult.Done) {
                tell(kernel.store(), decided);
                if (answer != null) {
                    requests.tidy(answer, on.policies().requestRetention());
                }
                return answered(caller, decision);
            }
            if (result instanceof CommitResult.Repeated repeated) {
                return requests.repeat(repeated.answer(), caller, command.codec(), command.content());
            }
            if (result instanceof CommitResult.Taken taken && !taken.claim().isUse()) {
                throw new TrackingException.Conflict(
                        Code.IDENTIFIER_TAKEN,
                        Message.of(
                                "identifier.taken", taken.by().replace('|', ' '), Argument.word(words(taken.claim()))));
            }
            lost++;
        }
        throw tooManyRaces(name(command.key()));
    }

    /** Outcome of a rule, ready to be committed: changes, and the facts of each. */
    private record Decided(List<SubjectChange> changes, List<List<Fact>> facts) {}

    private Decided decided(Case on, FoundDossiers found, List<Effects> all) {
        List<SubjectChange> changes = new ArrayList<>();
        List<List<Fact>> facts = new ArrayList<>();
        for (Effects decided : all) {
            Case its = decided.subject().equals(on.dossier().subject()) ? on : on.of(read(decided.subject(), found));
            Effects effects = kernel.features().react(its, decided);
            changes.add(commits.change(its, effects, found.revision()));
            facts.add(effects.facts());
        }
        return new Decided(changes, facts);
    }

    private static Dossier read(Subject subject, FoundDossiers found) {
        return found.dossiers().stream()
                .filter(dossier -> dossier.subject().equals(subject))
                .findFirst()
                .orElseGet(() -> Dossier.empty(subject));
    }

    /** The dossiers beside this one: an empty one of a subject that was asked for and of which nothing is stored. */
    private static List<Dossier> others(List<DossierKey> keys, Dossier about, FoundDossiers found) {
        Map<Subject, Dossier> others = new LinkedHashMap<>();
        for (DossierKey key : keys) {
            if (key instanceof DossierKey.OfSubject one) {
                others.put(one.subject(), Dossier.empty(one.subject()));
            }
        }
        found.dossiers().forEach(dossier -> others.put(dossier.subject(), dossier));
        others.remove(about.subject());
        return List.copyOf(others.values());
    }

    /** Guards: what was read and is not written has to be as it was, but for what was only looked at. */
    private static List<Guard> guards(
            FoundDossiers found, List<SubjectChange> changes, List<DossierKey.OfSubject> onlyLookedAt) {
        if (changes.isEmpty()) {
            return List.of();
        }
        Map<Subject, Guard> guards = new LinkedHashMap<>();
        found.dossiers().forEach(read -> guards.put(read.subject(), new Guard(read.subject(), read.version())));
        onlyLookedAt.forEach(key -> guards.remove(key.subject()));
        changes.forEach(change -> guards.remove(change.subject()));
        return List.copyOf(guards.values());
    }

    private <T> T answered(Caller caller, Decision<T> decision) {
        if (decision.demand() != null) {
            noteIfPossible(caller.actor(), decision.demand());
        }
        return decision.answer();
    }

    private FoundDossiers find(Store store, List<DossierKey> keys, Caller caller, int lost) {
        return kernel.own(lost == 0 ? store.find(keys, caller.request()) : store.findAgain(keys, caller.request()));
    }

    /** Records it if it can be; a store that cannot keep it does not change what the actor is told. */
    void noteIfPossible(Actor actor, Fact fact) {
        Instant now = kernel.now();
        kernel.executor()
                .run(
                        "recording " + fact.getClass().getSimpleName() + " of " + actor,
                        () -> note(kernel.background(), actor, Subject.staff(actor.id()), fact, now));
    }

    /** Records something that is about the actor rather than about an asset, before anything is shown to them. */
    public void note(Actor actor, Fact fact) {
        note(kernel.store(), actor, Subject.staff(actor.id()), fact, kernel.now());
    }

    /** Records something that the actor did and that is about this subject. */
    public void note(Actor actor, Subject subject, Fact fact) {
        note(kernel.store(), actor, subject, fact, kernel.now());
    }

    private void note(Store store, Actor actor, Subject subject, Fact fact, Instant now) {
        DossierKey key = new DossierKey.OfSubject(subject);
        for (int lost = 0; lost < MOST_RACES; lost++) {
            FoundDossiers found = find(store, List.of(key), Caller.of(actor), lost);
            Case on = view(actor, only(key, found), found.revision()).at(now);
            SubjectChange change = commits.change(on, Effects.noted(subject, fact), found.revision());
            if (store.commit(Batch.of(change)) instanceof CommitResult.Done) {
                tell(store, new Decided(List.of(change), List.of(List.of(fact))));
                return;
            }
        }
        throw tooManyRaces(subject.message());
    }

    private void tell(Store store, Decided decided) {
        for (int i = 0; i < decided.changes().size(); i++) {
            kernel.listeners()
                    .tell(store, decided.changes().get(i), decided.facts().get(i));
        }
    }

    private Case view(Actor actor, Dossier dossier, long revision) {
        return Case.of(dossier, actor, kernel.now(), kernel.setting(revision));
    }

    /** The dossier that the call is about. */
    private Dossier only(DossierKey key, FoundDossiers found) {
        if (key instanceof DossierKey.OfSubject one) {
            return read(one.subject(), found);
        }
        if (!found.dossiers().isEmpty()) {
            return found.dossiers().get(0);
        }
        if (key instanceof DossierKey.OfSession none) {
            throw new TrackingException.NotFound(Code.SESSION_UNKNOWN, Message.of("session.unknown", none.session()));
        }
        if (key instanceof DossierKey.OfItem none) {
            StoredKind<?> kind = kernel.features().kinds().get(none.kind());
            Code code = kind == null ? Code.ITEM_UNKNOWN : kind.unknown();
            throw new TrackingException.NotFound(
                    code, Message.of("item.unknown", Argument.word(none.kind()), none.id()));
        }
        throw new IllegalArgumentException("an identifier may lead to several dossiers");
    }

    private static Message name(DossierKey key) {
        if (key instanceof DossierKey.OfSession one) {
            return words("session", one.session());
        }
        if (key instanceof DossierKey.OfItem one) {
            return words(one.kind(), one.id());
        }
        return key instanceof DossierKey.OfSubject one ? one.subject().message() : Message.of("subject.of-identifier");
    }

    private static Message words(String kind, Object id) {
        return Message.of("subject", Argument.word(kind), id);
    }

    private static String words(Claim claim) {
        return Arrays.stream(Identifier.Kind.values())
                .filter(kind -> kind.name().equals(claim.kind()))
                .map(Identifier.Kind::words)
                .findFirst()
                .orElse(claim.kind());
    }

    private static TrackingException tooManyRaces(Message what) {
        return new TrackingException.Busy(Message.of("subject.busy", what));
    }
}
