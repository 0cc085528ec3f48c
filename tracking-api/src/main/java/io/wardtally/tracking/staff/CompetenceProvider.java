package io.wardtally.tracking.staff;

/**
 * Where it is known who was trained in what. Without one of the host's, that is what was recorded through {@link Training}.
 *
 * <p>It is asked at each scan and start of a device for which the Atlas asks for training. It runs on a thread of the library, outside
 * of any transaction that the caller is in, and is waited for two seconds at most. If it throws or is late, it counts as unknown
 * whether the person was trained; what follows from that, the house's policies say.
 */
@FunctionalInterface
public interface CompetenceProvider {

    /** What this person was trained in; {@link TrainingRecord#NONE} if nothing is known. */
    TrainingRecord competencesOf(String person);
}
