package io.wardtally.tracking.core.atlas;

import io.wardtally.atlas.Course;
import io.wardtally.atlas.Field;
import io.wardtally.tracking.atlas.SourcedStatement;
import io.wardtally.tracking.core.kernel.Case;
import io.wardtally.tracking.session.Concern;
import io.wardtally.tracking.session.Concern.Weight;
import io.wardtally.tracking.session.ConcernCode;
import io.wardtally.tracking.staff.Competence;
import io.wardtally.tracking.staff.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is known of a device has against its use: lacking training, a checklist that was not confirmed, knowledge that is missing. */
final class KnowledgeReadiness {

    private KnowledgeReadiness() {}

    static List<Concern> concerns(Case on) {
        return on.lookedUp(Briefing.class)
                .map(briefing -> concerns(on, briefing))
                .orElse(List.of());
    }

    private static List<Concern> concerns(Case on, Briefing briefing) {
        List<Concern> concerns = new ArrayList<>();
        // A machine that acts by itself records what people did; it is not trained.
        if (!on.actor().role().equals(Role.SYSTEM)) {
            briefing.guidance().all(Field.TRAINING).stream()
                    .collect(Collectors.toMap(
                            said -> said.value().id(), said -> said, (one, other) -> one, LinkedHashMap::new))
                    .values()
                    .forEach(course -> lack(on.actor().id(), course, briefing)
                            .ifPresent(says -> concerns.add(weighed(on, ConcernCode.NOT_TRAINED, says))));
        }
        int open = briefing.toConfirm(false).size();
        if (briefing.confirmed() != null && open > 0) {
            String says =
                    open + " of " + briefing.toConfirm().size() + " things to confirm before use are not confirmed";
            concerns.add(weighed(on, ConcernCode.NOT_CONFIRMED, says));
        }
        List<String> missing = briefing.guidance().missing();
        if (!missing.isEmpty()) {
            String says = "what " + String.join(", ", missing) + " may know of it is missing";
            concerns.add(weighed(on, ConcernCode.GUIDANCE_INCOMPLETE, says));
        }
        return concerns;
    }

    /** What this person lacks of a course, in words. */
    private static Optional<String> lack(String actor, SourcedStatement<Course> said, Briefing briefing) {
        Course course = said.value();
        String what = course.title() + " (" + course.id() + "; " + said.source() + ")";
        if (briefing.actor() == null) {
            return Optional.of("whether " + actor + " was trained in " + what + " cannot be found out");
        }
        Optional<Competence> had = briefing.actor().find(course.id());
        if (had.isEmpty()) {
            return Optional.of("no training of " + actor + " in " + what + " is on record");
        }
        return had.get().holdsOn(briefing.today())
                ? Optional.empty()
                : Optional.of("the training of " + actor + " in " + what + " held until "
                        + had.get().until());
    }

    private static Concern weighed(Case on, ConcernCode code, String says) {
        return Concern.warns(code, says).weighed(on.policies().sessions().weight(code, Weight.WARNING));
    }
}
