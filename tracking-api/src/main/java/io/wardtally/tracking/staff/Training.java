package io.wardtally.tracking.staff;

/**
 * Who was trained in what. Where the host brought its own {@link CompetenceProvider}, those are seen here and nothing can be recorded
 * ({@link io.wardtally.tracking.TrackingException.Code#KEPT_ELSEWHERE}).
 */
public interface Training {

    /** What this person was trained in. */
    @RequiresPermission(Permission.SEE_TRAINING)
    TrainingRecord get(String person);

    /** Records that somebody has had a training, in place of what was recorded of that course before. */
    @RequiresPermission(Permission.RECORD_TRAINING)
    TrainingRecord record(String person, Competence competence);

    /** Takes a competence back; does nothing if the person does not have it. */
    @RequiresPermission(Permission.RECORD_TRAINING)
    TrainingRecord revoke(String person, String course, String reason);
}
