package io.wardtally.tracking.core.atlas;

import io.wardtally.atlas.Course;
import io.wardtally.tracking.Message;
import io.wardtally.tracking.atlas.SourcedStatement;
import io.wardtally.tracking.core.kernel.Case;
import io.wardtally.tracking.session.Concern;
import io.wardtally.tracking.session.Concern.Weight;
import io.wardtally.tracking.session.ConcernCode;
import io.wardtally.tracking.staff.Competence;
import io.wardtally.tracking.staff.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Readiness rule of the Atlas: lacking training, a checklist that was not confirmed, knowledge that is missing. */
final class KnowledgeReadiness {

    private KnowledgeReadiness() {}

    static List<Concern> concerns(Case on) {
        return on.lookedUp(PreUseBriefing.class)
                .map(briefing -> concerns(on, briefing))
                .orElse(List.of());
    }

    private static List<Concern> concerns(Case on, PreUseBriefing briefing) {
        List<Concern> concerns = new ArrayList<>();
        // A machine that acts by itself records what people did; it is not trained.
        if (!on.actor().role().equals(Role.SYSTEM)) {
            briefing.sheet()
                    .courses()
                    .forEach(course -> lack(on.actor().id(), course, briefing)
                            .ifPresent(says -> concerns.add(weighed(on, ConcernCode.NOT_TRAINED, says))));
        }
        int asked = briefing.checklist().items().size();
        int open = asked - briefing.confirmed().size();
        if (briefing.asked() && open > 0) {
            Message says = Message.of("readiness.not-confirmed", open, asked);
            concerns.add(weighed(on, ConcernCode.NOT_CONFIRMED, says));
        }
        List<String> missing = briefing.sheet().missing();
        if (!missing.isEmpty()) {
            Message says = Message.of("readiness.guidance-missing", String.join(", ", missing));
            concerns.add(weighed(on, ConcernCode.GUIDANCE_INCOMPLETE, says));
        }
        return concerns;
    }

    /** Gap of this person in a course. */
    private static Optional<Message> lack(String actor, SourcedStatement<Course> said, PreUseBriefing briefing) {
        Course course = said.value();
        Message what =
                Message.of("course", course.title(), course.id(), said.source().place());
        if (briefing.actor() == null) {
            return Optional.of(Message.of("training.not-known", actor, what));
        }
        Optional<Competence> had = briefing.actor().find(course.id());
        if (had.isEmpty()) {
            return Optional.of(Message.of("training.none", actor, what));
        }
        return had.get().holdsOn(briefing.today())
                ? Optional.empty()
                : Optional.of(Message.of(
                        "training.over",
                        actor,
                        what,
                        Objects.requireNonNull(had.get().until())));
    }

    private static Concern weighed(Case on, ConcernCode code, Message says) {
        return Concern.warns(code, says).weighed(on.policies().sessions().weight(code, Weight.WARNING));
    }
}
