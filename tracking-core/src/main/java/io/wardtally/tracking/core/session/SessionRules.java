package io.wardtally.tracking.core.session;

import io.wardtally.tracking.Message;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.Condition;
import io.wardtally.tracking.audit.Fact;
import io.wardtally.tracking.audit.Personal;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.core.atlas.Checklist;
import io.wardtally.tracking.core.atlas.PreUseBriefing;
import io.wardtally.tracking.core.kernel.Access;
import io.wardtally.tracking.core.kernel.Case;
import io.wardtally.tracking.core.kernel.Decision;
import io.wardtally.tracking.core.kernel.Effects;
import io.wardtally.tracking.core.kernel.RuleResult;
import io.wardtally.tracking.internal.Check;
import io.wardtally.tracking.policy.Policies;
import io.wardtally.tracking.session.ChecklistRecord;
import io.wardtally.tracking.session.Correction;
import io.wardtally.tracking.session.EmergencyOverride;
import io.wardtally.tracking.session.EndRequest;
import io.wardtally.tracking.session.Handover;
import io.wardtally.tracking.session.PatientId;
import io.wardtally.tracking.session.Pseudonym;
import io.wardtally.tracking.session.Readiness;
import io.wardtally.tracking.session.Segment;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.session.SessionFilter;
import io.wardtally.tracking.session.SessionId;
import io.wardtally.tracking.session.StartResult;
import io.wardtally.tracking.session.UseRequest;
import io.wardtally.tracking.staff.AccessPolicy;
import io.wardtally.tracking.staff.Actor;
import io.wardtally.tracking.staff.Permission;
import io.wardtally.tracking.staff.Reach;
import io.wardtally.tracking.store.DossierKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Pure rules of use sessions: start, end, hand-over and correction. */
public final class SessionRules {

    private SessionRules() {}

    /** Takes the asset into use, or says why not. */
    public static Decision<StartResult> start(Case on, UseRequest usage, SessionId id, @Nullable Pseudonym patient) {
        Asset asset = on.asset();
        String department =
                usage.department() != null ? usage.department() : on.actor().department();
        if (department == null) {
            throw Check.bad("session.department-missing");
        }
        on.need(Permission.USE, department);
        Duration expected = usage.expected() == null ? null : length(on, "expected duration", usage.expected());
        Readiness readiness = ReadinessRules.readiness(on);
        if (!readiness.isReady()) {
            return Decision.<StartResult>unchanged(new StartResult.Refused(readiness))
                    .wanting(new Fact.StartRefused(asset.id(), department, readiness.blocking()));
        }
        Optional<PreUseBriefing> briefing = on.lookedUp(PreUseBriefing.class);
        Segment first = new Segment(on.now(), on.actor().id(), department, patient);
        Session session = Session.started(id, asset.id(), first, draft -> {
            draft.expected = expected;
            draft.reason = usage.reason();
            draft.override =
                    ReadinessRules.override(on).map(EmergencyOverride::id).orElse(null);
            draft.preparation = briefing.map(SessionRules::preparation).orElse(null);
        });
        Fact started = Fact.SessionStarted.of(
                session,
                briefing.flatMap(SessionRules::asked).map(Checklist::id).orElse(null),
                briefing.map(PreUseBriefing::confirmed).orElse(List.of()));
        return Decision.session(session, started)
                .with(asset.withCondition(Condition.IN_USE))
                .answering(new StartResult.Started(session, readiness));
    }

    /** The same, and the checklist that was asked for is recorded, unless it stands in the trail already. */
    static RuleResult<StartResult> startAndRecordChecklist(
            Case on, UseRequest usage, SessionId id, @Nullable Pseudonym patient) {
        Decision<StartResult> start = start(on, usage, id, patient);
        Optional<Checklist> unrecorded = on.lookedUp(PreUseBriefing.class)
                .filter(briefing -> start.answer().isStarted() && !briefing.isRecorded())
                .flatMap(SessionRules::asked);
        if (unrecorded.isEmpty()) {
            return start;
        }
        Subject subject = unrecorded.get().subject();
        return on.beside(subject).isEmpty()
                ? new RuleResult.Needs<>(List.of(new DossierKey.OfSubject(subject)))
                : start.and(Effects.noted(
                        subject, new Fact.ChecklistRecorded(unrecorded.get().items())));
    }

    private static Optional<Checklist> asked(PreUseBriefing briefing) {
        return Optional.of(briefing.checklist())
                .filter(checklist -> !checklist.items().isEmpty());
    }

    private static @Nullable ChecklistRecord preparation(PreUseBriefing briefing) {
        String procedure = briefing.sheet().procedure();
        int asked = briefing.checklist().items().size();
        return procedure == null && asked == 0
                ? null
                : new ChecklistRecord(procedure, asked, briefing.confirmed().size());
    }

    static Decision<Session> extend(Case on, SessionId id, Duration by) {
        Session session = running(on, id);
        on.need(Permission.USE, session.department());
        Duration more = length(on, "extension", by);
        Duration before = session.expected() != null ? session.expected() : session.used(on.now());
        Duration expected = Check.positive("expected duration", before.plus(more), Policies.LONGEST);
        return Decision.session(session.withExpected(expected), new Fact.SessionExtended(id, more, expected));
    }

    static Decision<Session> handOver(Case on, SessionId id, Handover to, @Nullable Pseudonym patient) {
        Session session = running(on, id);
        Segment now = session.latest();
        String department = to.department() != null ? to.department() : now.department();
        boolean given = on.may(Permission.USE, now.department());
        if (!given) {
            on.need(Permission.USE, department);
            on.need(Permission.END_ELSEWHERE, now.department());
        }
        Segment next = new Segment(
                later(on.now(), now.from()),
                to.user() != null ? to.user() : now.user(),
                department,
                to.withoutPatient() ? null : patient != null ? patient : now.patient());
        boolean same = next.user().equals(now.user())
                && next.department().equals(now.department())
                && Objects.equals(next.patient(), now.patient());
        if (!given && !same && to.reason() == null) {
            throw Check.bad("handover.reason-missing", now.department());
        }
        if (same) {
            return Decision.unchanged(session);
        }
        if (session.segments().size() > Session.MOST_HANDOVERS) {
            throw tooMany("session.too-many-handovers", id, Session.MOST_HANDOVERS);
        }
        return Decision.session(
                        session.withSegment(next),
                        new Fact.SessionHandedOver(
                                id,
                                next.user(),
                                next.department(),
                                Personal.ofNullable(next.patient()),
                                Personal.ofNullable(to.reason())))
                .at(next.from());
    }

    /** Brings the asset back; what use did to it is undone, and no hold is lifted. */
    public static Decision<Session> end(Case on, EndRequest request) {
        SessionId id = request.session();
        Session session = on.session(id);
        boolean own = session.user().equals(on.actor().id())
                || session.department().equals(on.actor().department());
        boolean elsewhere = !own || !on.may(Permission.USE, session.department());
        if (elsewhere) {
            on.need(Permission.END_ELSEWHERE, session.department());
        }
        if (session.voided()) {
            throw voided(id);
        }
        if (elsewhere && request.reason() == null) {
            throw Check.bad("session.reason-missing", session.department());
        }
        if (session.end() != null) {
            return Decision.unchanged(session);
        }
        Instant end = later(on.now(), session.latest().from());
        boolean clamped = end.isAfter(on.now());
        Asset asset = returned(on, end);
        Session ended = session.withEnd(end, clamped, request.notes());
        return Decision.session(ended, Fact.SessionEnded.of(ended, asset.condition(), request.reason()))
                .with(asset)
                .at(end);
    }

    /** @param otherUse when the asset was last used in any other session, or null */
    static Decision<Session> voidEntry(Case on, SessionId id, String because, @Nullable Instant otherUse) {
        Session session = on.session(id);
        needCorrection(on, session);
        if (session.voided()) {
            return Decision.unchanged(session);
        }
        boolean wasOpen = session.isOpen();
        Instant end = later(on.now(), session.latest().from());
        Session struckOut =
                wasOpen ? session.withEnd(end, end.isAfter(on.now()), null).asVoided() : session.asVoided();
        Asset asset = wasOpen
                ? returned(on, on.now()).withLastUsed(on.asset().lastUsed())
                : on.asset().withLastUsed(otherUse);
        return Decision.session(struckOut, new Fact.SessionVoided(id, wasOpen, Personal.of(because)))
                .with(asset);
    }

    /** @param otherUse when the asset was last used in any other session, or null */
    static Decision<Session> correct(
            Case on, SessionId id, Correction right, @Nullable Pseudonym patient, @Nullable Instant otherUse) {
        Session session = on.session(id);
        if (!completes(on, session, right)) {
            needCorrection(on, session);
        }
        if (session.voided()) {
            throw voided(id);
        }
        Instant start = given(on, right.start(), session.start());
        Instant end = right.end() == null ? session.end() : given(on, right.end(), right.end());
        if (right.end() != null && session.end() == null) {
            throw Check.bad("correction.end-of-open");
        }
        if (on.reach(Permission.CORRECT) == Reach.OWN) {
            needOwnBounds(on, session, right, start, end);
        }
        List<Segment> segments = corrected(session, right, patient, start);
        checkOrder(start, end, segments);
        Session corrected = session.withTimes(start, end, segments);
        if (corrected.equals(session)) {
            return Decision.unchanged(session);
        }
        if (trail(on).corrections() >= Session.MOST_CORRECTIONS) {
            throw tooMany("session.too-many-corrections", id, Session.MOST_CORRECTIONS);
        }
        Decision<Session> decision =
                Decision.session(corrected, Fact.SessionCorrected.of(session, corrected, right.reason()));
        return end == null ? decision : decision.with(on.asset().withLastUsed(latest(end, otherUse)));
    }

    /** What the own entry may be corrected to: nothing that its writer could not have written now. */
    private static void needOwnBounds(
            Case on, Session session, Correction right, Instant start, @Nullable Instant end) {
        Duration window = on.policies().sessions().correctionWindow();
        // The own entry may be corrected for a while; moving that while on would extend it again and again.
        boolean movesOn = recorded(start, end).isAfter(recorded(session.start(), session.end()));
        boolean movesBack = start.isBefore(session.start().minus(window))
                || (session.end() != null
                        && end != null
                        && end.isBefore(session.end().minus(window)));
        if (movesOn || movesBack) {
            throw Access.denied(on.actor(), Permission.CORRECT);
        }
        if (right.department() != null) {
            on.need(Permission.USE, right.department());
        }
    }

    /** Whether this names the patient of a session of the actor's own, for which none was named, while there is time for it. */
    private static boolean completes(Case on, Session session, Correction right) {
        PatientId patient = right.patient();
        boolean namesOnly = patient != null
                && session.patient().isEmpty()
                && right.equals(Correction.because(right.reason()).patient(patient));
        boolean own = session.user().equals(on.actor().id());
        if (!namesOnly || !own || on.reach(Permission.CORRECT) != Reach.OWN) {
            return false;
        }
        Instant end = session.end();
        Instant recorded =
                end == null ? on.now() : Objects.requireNonNullElse(trail(on).endRecorded(), end);
        return !on.now().isAfter(recorded.plus(on.policies().sessions().completionWindow()));
    }

    private static SessionTrail trail(Case on) {
        return on.lookedUp(SessionTrail.class).orElse(SessionTrail.NONE);
    }

    private static List<Segment> corrected(
            Session session, Correction right, @Nullable Pseudonym patient, Instant start) {
        List<Segment> segments = new ArrayList<>(session.segments());
        Segment last = session.latest();
        segments.set(
                segments.size() - 1,
                new Segment(
                        last.from(),
                        last.user(),
                        right.department() != null ? right.department() : last.department(),
                        right.withoutPatient() ? null : patient != null ? patient : last.patient()));
        Segment first = segments.get(0);
        segments.set(0, new Segment(start, first.user(), first.department(), first.patient()));
        return segments;
    }

    private static Instant given(Case on, @Nullable Instant right, Instant otherwise) {
        if (right != null && right.isAfter(on.now())) {
            throw Check.bad("correction.future");
        }
        return right == null ? otherwise : right.truncatedTo(ChronoUnit.MICROS);
    }

    private static void checkOrder(Instant start, @Nullable Instant end, List<Segment> segments) {
        if (segments.size() > 1 && segments.get(1).from().isBefore(start)) {
            throw Check.bad("correction.start-too-late");
        }
        if (end != null && end.isBefore(segments.get(segments.size() - 1).from())) {
            throw Check.bad("correction.end-too-early");
        }
    }

    /** The session, if the actor may see it. */
    static Session shown(Case on, SessionId id) {
        Session session = on.session(id);
        if (!maySee(on, session)) {
            throw Access.denied(on.actor(), Permission.SEE_HISTORY);
        }
        return session;
    }

    /**
     * The session as an answer shows it to the actor: whole if they may look into it, otherwise without the patient, the checklist
     * and what was written, and with the department in place of whoever had it.
     */
    static Session visible(Case on, Session session) {
        if (maySee(on, session)) {
            return session;
        }
        List<Segment> segments = session.segments().stream()
                .map(part -> new Segment(part.from(), part.department(), part.department(), null))
                .toList();
        return session.withTimes(session.start(), session.end(), segments).with(draft -> {
            draft.reason = null;
            draft.notes = null;
            draft.override = null;
            draft.preparation = null;
        });
    }

    /** Whether the actor's view of history includes this session. */
    public static boolean maySee(Case on, Session session) {
        boolean own = on.reach(Permission.SEE_HISTORY) == Reach.OWN;
        return session.segments().stream()
                .anyMatch(part ->
                        own ? part.user().equals(on.actor().id()) : on.may(Permission.SEE_HISTORY, part.department()));
    }

    /** The part of this history that the actor may see. */
    static SessionFilter scope(AccessPolicy access, Actor actor, SessionFilter which) {
        Permission needed = which.patient() == null ? Permission.SEE_HISTORY : Permission.FIND_PATIENT;
        Reach reach = Access.reach(access, actor, needed);
        String own = reach == Reach.OWN ? actor.id() : actor.department();
        String asked = reach == Reach.OWN ? which.user() : which.department();
        if (reach == Reach.ALL) {
            if (which.patient() != null && which.purpose() == null) {
                throw Check.bad("patient.purpose-missing");
            }
            return which;
        }
        if (reach == Reach.NONE || own == null || (asked != null && !asked.equals(own))) {
            throw Access.denied(actor, needed);
        }
        return reach == Reach.OWN ? which.byUser(own) : which.inDepartment(own);
    }

    private static void needCorrection(Case on, Session session) {
        if (on.reach(Permission.CORRECT) != Reach.OWN) {
            on.need(Permission.CORRECT, session.department());
            return;
        }
        boolean own = session.segments().stream()
                .allMatch(part -> part.user().equals(on.actor().id()));
        boolean recent = !on.now()
                .isAfter(recorded(session.start(), session.end())
                        .plus(on.policies().sessions().correctionWindow()));
        if (!own || !recent) {
            throw Access.denied(on.actor(), Permission.CORRECT);
        }
    }

    /** From when the time runs in which one's own entry may be corrected. */
    private static Instant recorded(Instant start, @Nullable Instant end) {
        return end != null ? end : start;
    }

    /** The asset as it comes back; what a return does to its condition beyond that, reactions say. */
    private static Asset returned(Case on, Instant end) {
        Asset asset = on.asset();
        return asset.withCondition(Condition.READY).withLastUsed(latest(end, asset.lastUsed()));
    }

    private static Session running(Case on, SessionId id) {
        Session session = on.session(id);
        if (session.voided()) {
            throw voided(id);
        }
        if (session.end() != null) {
            throw new TrackingException.Conflict(Code.SESSION_ENDED, Message.of("session.ended", id));
        }
        return session;
    }

    private static TrackingException voided(SessionId id) {
        return new TrackingException.Conflict(Code.SESSION_VOIDED, Message.of("session.voided", id));
    }

    private static TrackingException tooMany(String code, SessionId id, int most) {
        return new TrackingException.Conflict(Code.TOO_MANY, Message.of(code, id, most));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    private static Instant latest(Instant one, @Nullable Instant other) {
        return other == null ? one : later(one, other);
    }

    private static Duration length(Case on, String field, Duration given) {
        return Check.positive(
                field,
                given.truncatedTo(ChronoUnit.MICROS),
                on.policies().sessions().longestUse());
    }
}
