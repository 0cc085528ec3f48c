package io.wardtally.tracking.core;

import static io.wardtally.tracking.core.Flow.content;
import static io.wardtally.tracking.internal.Check.given;
import static io.wardtally.tracking.internal.Check.text;

import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.internal.Check;
import io.wardtally.tracking.staff.Competence;
import io.wardtally.tracking.staff.Permission;
import io.wardtally.tracking.staff.Qualification;
import io.wardtally.tracking.staff.Reach;
import io.wardtally.tracking.staff.Training;
import io.wardtally.tracking.store.Dossier;
import io.wardtally.tracking.store.DossierKey;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where it is asked and told who was trained in what. */
final class TrainingService implements Training {

    private static final Logger LOG = LoggerFactory.getLogger(TrainingService.class);

    private final House house;
    private final Flow flow;
    private final Caller seat;

    TrainingService(House house, Flow flow, Caller seat) {
        this.house = house;
        this.flow = flow;
        this.seat = seat;
    }

    @Override
    public Qualification get(String person) {
        Check.id("person", person);
        return flow.partly(
                seat.actor(),
                () -> {
                    Reach reach = Case.reach(house.access(), seat.actor(), Permission.SEE_TRAINING);
                    if (!TrainingRules.maySee(seat.actor(), reach, person)) {
                        throw Case.denied(seat.actor(), Permission.SEE_TRAINING);
                    }
                    return known(person);
                },
                Permission.SEE_TRAINING);
    }

    private Qualification known(String person) {
        if (house.competences() != null) {
            return given("the host's answer", house.competences().competencesOf(person));
        }
        List<Dossier> found = house.store().find(key(person), null).dossiers();
        return found.isEmpty() ? Qualification.NONE : Case.qualification(found.get(0));
    }

    /** What the actor was trained in, or null if that cannot be found out now, which does not keep anybody from scanning. */
    @Nullable
    Qualification own() {
        String actor = seat.actor().id();
        try {
            return known(actor);
        } catch (RuntimeException broken) {
            boolean damaged = broken instanceof TrackingException no && no.code() == Code.STORED_DATA_UNREADABLE;
            if (house.competences() == null && !damaged) {
                throw broken;
            }
            // A host's exception may say anything, so its words are not repeated.
            LOG.warn(
                    "what {} was trained in cannot be found out: {}",
                    actor,
                    broken.getClass().getName());
            return null;
        }
    }

    @Override
    public Qualification record(String person, Competence competence) {
        given("competence", competence);
        return change(person, on -> TrainingRules.record(on, competence), content("train", person, competence));
    }

    @Override
    public Qualification revoke(String person, String course, String reason) {
        Check.name("course", course);
        text("reason", reason);
        return change(
                person, on -> TrainingRules.revoke(on, course, reason), content("revoke", person, course, reason));
    }

    private Qualification change(
            String person, Function<Case, Decision<Qualification>> rule, List<@Nullable Object> content) {
        return flow.change(
                seat,
                key(person),
                AnswerCodec.QUALIFICATION,
                on -> {
                    Decision<Qualification> decision = rule.apply(on);
                    if (house.competences() != null) {
                        throw new TrackingException.Conflict(
                                Code.KEPT_ELSEWHERE, "who was trained in what is recorded in the host's own system");
                    }
                    return decision;
                },
                content,
                Permission.RECORD_TRAINING);
    }

    private static DossierKey key(String person) {
        return new DossierKey.OfSubject(Subject.staff(Check.id("person", person)));
    }
}
