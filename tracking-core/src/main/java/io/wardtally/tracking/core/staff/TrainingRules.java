package io.wardtally.tracking.core.staff;

import io.wardtally.tracking.audit.Fact;
import io.wardtally.tracking.audit.Personal;
import io.wardtally.tracking.core.kernel.Case;
import io.wardtally.tracking.core.kernel.Decision;
import io.wardtally.tracking.staff.Actor;
import io.wardtally.tracking.staff.Competence;
import io.wardtally.tracking.staff.Permission;
import io.wardtally.tracking.staff.Reach;
import io.wardtally.tracking.staff.TrainingRecord;
import java.util.Optional;

/** Pure rules of who may record and see who was trained in what. */
final class TrainingRules {

    private TrainingRules() {}

    static Decision<TrainingRecord> record(Case on, Competence competence) {
        on.needEverywhere(Permission.RECORD_TRAINING);
        TrainingRecord before = known(on);
        return before.competences().contains(competence)
                ? Decision.unchanged(before)
                : known(on, before.with(competence), new Fact.TrainingRecorded(competence));
    }

    static Decision<TrainingRecord> revoke(Case on, String course, String reason) {
        on.needEverywhere(Permission.RECORD_TRAINING);
        TrainingRecord before = known(on);
        Optional<Competence> had = before.find(course);
        return had.isEmpty()
                ? Decision.unchanged(before)
                : known(on, before.without(course), new Fact.TrainingRevoked(had.get(), Personal.of(reason)));
    }

    private static TrainingRecord known(Case on) {
        return on.items(StaffFeature.QUALIFICATION).stream().findFirst().orElse(TrainingRecord.NONE);
    }

    private static Decision<TrainingRecord> known(Case on, TrainingRecord from, Fact fact) {
        return Decision.item(StaffFeature.QUALIFICATION, on.dossier().subject(), from, fact);
    }

    /** Whether somebody whose permission goes so far sees what this person was trained in. */
    static boolean maySee(Actor actor, Reach reach, String person) {
        return reach == Reach.ALL || (reach == Reach.OWN && person.equals(actor.id()));
    }
}
