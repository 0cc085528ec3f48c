package io.wardtally.tracking.core;

import static io.wardtally.tracking.core.Flow.content;
import static io.wardtally.tracking.internal.Check.given;
import static io.wardtally.tracking.internal.Check.text;
import static io.wardtally.tracking.internal.Check.textOrNull;

import io.wardtally.tracking.Page;
import io.wardtally.tracking.Paging;
import io.wardtally.tracking.audit.Fact;
import io.wardtally.tracking.audit.Personal;
import io.wardtally.tracking.session.Correction;
import io.wardtally.tracking.session.Handover;
import io.wardtally.tracking.session.SessionFilter;
import io.wardtally.tracking.session.PatientId;
import io.wardtally.tracking.session.Pseudonym;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.session.SessionId;
import io.wardtally.tracking.session.Sessions;
import io.wardtally.tracking.session.StartResult;
import io.wardtally.tracking.session.UseRequest;
import io.wardtally.tracking.staff.Permission;
import io.wardtally.tracking.store.DossierKey;
import io.wardtally.tracking.store.Query;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where assets are checked out and brought back. */
final class SessionService implements Sessions {

    private final House house;
    private final Flow flow;
    private final Caller seat;

    SessionService(House house, Flow flow, Caller seat) {
        this.house = house;
        this.flow = flow;
        this.seat = seat;
    }

    @Override
    public StartResult start(UseRequest usage) {
        Pseudonym patient = pseudonym(given("usage", usage).patient());
        SessionId id = new SessionId(house.ids().get());
        AtlasService atlas = new AtlasService(house, flow, seat);
        return flow.change(
                seat,
                AssetService.key(usage.asset()),
                AnswerCodec.START,
                on -> SessionRules.start(atlas.briefed(on, usage.confirmed()), usage, id, patient),
                content("start", usage),
                Permission.USE);
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
    public Session end(SessionId id, @Nullable String notes, @Nullable String because) {
        String remark = textOrNull("notes", notes);
        String reason = textOrNull("reason", because);
        return change(
                id,
                on -> SessionRules.end(on, id, remark, reason),
                content("end", id, remark, reason),
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
                on -> SessionRules.correct(on, id, correction, patient, otherUse(on.session(id))),
                content("correct", id, correction),
                Permission.CORRECT);
    }

    @Override
    public Session get(SessionId id) {
        DossierKey key = key(id);
        return flow.partly(seat.actor(), () -> SessionRules.shown(flow.view(seat, key), id), Permission.SEE_HISTORY);
    }

    @Override
    public Page<Session> list(SessionFilter which, Paging paging) {
        given("history", which);
        given("paging", paging);
        return flow.partly(
                seat.actor(),
                () -> page(SessionRules.scope(house.access(), seat.actor(), which), paging),
                which.patient() == null ? Permission.SEE_HISTORY : Permission.FIND_PATIENT);
    }

    private Page<Session> page(SessionFilter seen, Paging paging) {
        return house.store()
                .page(
                        new Query.Sessions(
                                seen.asset(),
                                seen.user(),
                                seen.department(),
                                patients(seen),
                                seen.from(),
                                seen.to(),
                                seen.openOnly()),
                        paging);
    }

    private @Nullable Set<Pseudonym> patients(SessionFilter which) {
        PatientId patient = which.patient();
        if (patient == null) {
            return null;
        }
        String purpose = which.purpose();
        flow.note(
                seat.actor(),
                new Fact.PatientSearched(
                        Personal.of(house.pseudonyms().of(patient)), purpose == null ? null : Personal.of(purpose)));
        return house.pseudonyms().everyOf(patient);
    }

    private @Nullable Pseudonym pseudonym(@Nullable PatientId patient) {
        return patient == null ? null : house.pseudonyms().of(patient);
    }

    /** When the asset was last used in another session; asked only of sessions that have ended. */
    private @Nullable Instant otherUse(Session session) {
        if (session.end() == null) {
            return null;
        }
        Query<Session> all = Query.Sessions.of(session.asset());
        Instant latest = null;
        Paging paging = Paging.first(Paging.MAX_LIMIT);
        while (paging != null) {
            Page<Session> page = house.store().page(all, paging);
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

    private Session change(
            SessionId id, Function<Case, Decision<Session>> rule, List<@Nullable Object> content, Permission... doors) {
        return flow.change(seat, key(id), AnswerCodec.SESSION, rule, content, doors);
    }

    private static DossierKey key(SessionId id) {
        return new DossierKey.OfSession(given("session id", id));
    }
}
