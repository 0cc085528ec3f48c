package io.wardtally.tracking.core.session;

import static io.wardtally.tracking.core.kernel.Commands.content;
import static io.wardtally.tracking.internal.Check.given;
import static io.wardtally.tracking.internal.Check.text;

import io.wardtally.tracking.Page;
import io.wardtally.tracking.Paging;
import io.wardtally.tracking.audit.Fact;
import io.wardtally.tracking.audit.Personal;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.core.atlas.PreUseBriefing;
import io.wardtally.tracking.core.atlas.PreUseBriefings;
import io.wardtally.tracking.core.audit.FactReader;
import io.wardtally.tracking.core.codec.RecordCodec;
import io.wardtally.tracking.core.kernel.AnswerCodec;
import io.wardtally.tracking.core.kernel.Caller;
import io.wardtally.tracking.core.kernel.Case;
import io.wardtally.tracking.core.kernel.Commands.Command;
import io.wardtally.tracking.core.kernel.Kernel;
import io.wardtally.tracking.core.kernel.Rule;
import io.wardtally.tracking.session.Correction;
import io.wardtally.tracking.session.EndRequest;
import io.wardtally.tracking.session.Handover;
import io.wardtally.tracking.session.PatientId;
import io.wardtally.tracking.session.Pseudonym;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.session.SessionFilter;
import io.wardtally.tracking.session.SessionId;
import io.wardtally.tracking.session.Sessions;
import io.wardtally.tracking.session.StartResult;
import io.wardtally.tracking.session.UseRequest;
import io.wardtally.tracking.staff.Permission;
import io.wardtally.tracking.store.DossierKey;
import io.wardtally.tracking.store.LoggedFact;
import io.wardtally.tracking.store.Query;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Session service: the use of equipment, as one person may start, end and see it. */
public final class SessionService implements Sessions {

    private static final AnswerCodec<Session> ANSWER = AnswerCodec.of(Session.class);

    private final Kernel kernel;
    private final PreUseBriefings briefings;
    private final Caller caller;

    /** What came of asking to use an asset, and the briefing that was looked at, or null after a retry. */
    private record Start(StartResult result, @Nullable PreUseBriefing briefing) {

        @Nullable
        String remembered() {
            // Whoever was refused may try again.
            return result instanceof StartResult.Started started
                    ? RecordCodec.write(RememberedStart.of(started, briefing))
                    : null;
        }
    }

    /** The sessions as this person sees them. */
    public SessionService(Kernel kernel, PreUseBriefings briefings, Caller caller) {
        this.kernel = kernel;
        this.briefings = briefings;
        this.caller = caller;
    }

    @Override
    public StartResult start(UseRequest usage) {
        Pseudonym patient = pseudonym(given("usage", usage).patient());
        SessionId id = new SessionId(kernel.id());
        AnswerCodec<Start> codec = new AnswerCodec<>(
                Start::remembered,
                text -> new Start(
                        RecordCodec.read(RememberedStart.class, text).start(briefings.checklists()::items), null));
        Rule<Start> rule = on -> {
            Case briefed = briefings.briefed(on, usage.confirmed());
            PreUseBriefing briefing = briefed.lookedUp(PreUseBriefing.class).orElseThrow();
            return SessionRules.startAndRecordChecklist(briefed, usage, id, patient)
                    .map(result -> new Start(result, briefing));
        };
        DossierKey asset = new DossierKey.OfSubject(Subject.asset(usage.asset()));
        return kernel.commands()
                .change(
                        new Command<>(caller, asset, codec, rule, content("start", usage))
                                .reading(briefings.alsoRead(caller.actor())),
                        Permission.USE)
                .result();
    }

    @Override
    public Session extend(SessionId id, Duration by) {
        given("extension", by);
        return change(id, on -> SessionRules.extend(on, id, by), content("extend", id, by), Permission.USE);
    }

    @Override
    public Session handOver(SessionId id, Handover to) {
        Pseudonym patient = pseudonym(given("handover", to).patient());
        return change(
                id, on -> SessionRules.handOver(on, id, to, patient), content("hand over", id, to), Permission.USE);
    }

    @Override
    public Session end(EndRequest request) {
        SessionId id = given("request", request).session();
        return change(
                id,
                on -> SessionRules.end(on, request),
                content("end", id, request.notes(), request.reason()),
                Permission.USE,
                Permission.END_ELSEWHERE);
    }

    @Override
    public Session voidEntry(SessionId id, String because) {
        text("reason", because);
        return change(
                id,
                on -> SessionRules.voidEntry(on, id, because, otherUse(on.session(id))),
                content("void", id, because),
                Permission.CORRECT);
    }

    @Override
    public Session correct(SessionId id, Correction correction) {
        Pseudonym patient = pseudonym(given("correction", correction).patient());
        return change(
                id,
                on -> SessionRules.correct(
                        on.knowing(trail(on, id)), id, correction, patient, otherUse(on.session(id))),
                content("correct", id, correction),
                Permission.CORRECT);
    }

    @Override
    public Session get(SessionId id) {
        DossierKey key = key(id);
        return kernel.access()
                .somewhere(
                        caller.actor(),
                        () -> SessionRules.shown(kernel.commands().view(caller, key), id),
                        Permission.SEE_HISTORY);
    }

    @Override
    public Page<Session> list(SessionFilter which, Paging paging) {
        given("history", which);
        given("paging", paging);
        return kernel.access()
                .somewhere(
                        caller.actor(),
                        () -> page(SessionRules.scope(kernel.access().policy(), caller.actor(), which), paging),
                        which.patient() == null ? Permission.SEE_HISTORY : Permission.FIND_PATIENT);
    }

    private Page<Session> page(SessionFilter seen, Paging paging) {
        return kernel.store().page(Query.Sessions.of(seen, patients(seen)), paging);
    }

    private @Nullable Set<Pseudonym> patients(SessionFilter which) {
        PatientId patient = which.patient();
        if (patient == null) {
            return null;
        }
        String purpose = which.purpose();
        kernel.commands()
                .note(
                        caller.actor(),
                        new Fact.PatientSearched(
                                Personal.of(kernel.pseudonyms().of(patient)), Personal.ofNullable(purpose)));
        return kernel.pseudonyms().everyOf(patient);
    }

    private @Nullable Pseudonym pseudonym(@Nullable PatientId patient) {
        return patient == null ? null : kernel.pseudonyms().of(patient);
    }

    /** Time of the last use in another session; asked only of sessions that have ended. */
    private @Nullable Instant otherUse(Session session) {
        if (session.end() == null) {
            return null;
        }
        Query<Session> all = Query.Sessions.of(session.asset());
        Instant latest = null;
        Paging paging = Paging.first(Paging.MAX_LIMIT);
        while (paging != null) {
            Page<Session> page = kernel.store().page(all, paging);
            for (Session other : page.items()) {
                Instant end = other.end();
                if (end != null && !other.voided() && !other.id().equals(session.id())) {
                    latest = latest == null || end.isAfter(latest) ? end : latest;
                }
            }
            paging = page.following(paging).orElse(null);
        }
        return latest;
    }

    private SessionTrail trail(Case on, SessionId id) {
        List<LoggedFact> facts = kernel.facts(on.dossier(), on.session(id).start());
        return SessionTrail.of(id, facts.stream().map(FactReader::read).toList());
    }

    private Session change(SessionId id, Rule<Session> rule, List<@Nullable Object> content, Permission... any) {
        Rule<Session> shown = on -> rule.decide(on).map(session -> SessionRules.visible(on, session));
        return kernel.commands().change(new Command<>(caller, key(id), ANSWER, shown, content), any);
    }

    private static DossierKey key(SessionId id) {
        return new DossierKey.OfSession(given("session id", id));
    }
}
