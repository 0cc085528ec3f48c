package io.wardtally.tracking.core.kernel;

/**
 * A pure function that decides one call. It may be asked several times, each time with the newest case.
 *
 * @param <T> what the caller gets
 */
@FunctionalInterface
public interface Rule<T> {

    /** Result for this case. */
    RuleResult<T> decide(Case on);
}
