package io.wardtally.tracking.core;

import io.wardtally.tracking.audit.Fact;
import io.wardtally.tracking.audit.Personal;
import io.wardtally.tracking.staff.Actor;
import io.wardtally.tracking.staff.Competence;
import io.wardtally.tracking.staff.Permission;
import io.wardtally.tracking.staff.Qualification;
import io.wardtally.tracking.staff.Reach;
import java.util.Optional;

/** Who was trained in what, who says so, and who may see it. */
final class TrainingRules {

    private TrainingRules() {}

    static Decision<Qualification> record(Case on, Competence competence) {
        on.needEverywhere(Permission.RECORD_TRAINING);
        Qualification before = Case.qualification(on.dossier());
        return before.competences().contains(competence)
                ? Decision.unchanged(before)
                : Decision.content(before.with(competence), new Fact.TrainingRecorded(competence));
    }

    static Decision<Qualification> revoke(Case on, String course, String reason) {
        on.needEverywhere(Permission.RECORD_TRAINING);
        Qualification before = Case.qualification(on.dossier());
        Optional<Competence> had = before.find(course);
        return had.isEmpty()
                ? Decision.unchanged(before)
                : Decision.content(before.without(course), new Fact.TrainingRevoked(had.get(), Personal.of(reason)));
    }

    /** Whether somebody whose permission goes so far sees what this person was trained in. */
    static boolean maySee(Actor actor, Reach reach, String person) {
        return reach == Reach.ALL || (reach == Reach.OWN && person.equals(actor.id()));
    }
}
