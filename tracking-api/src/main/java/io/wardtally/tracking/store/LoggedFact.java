package io.wardtally.tracking.store;

/**
 * A fact and its place in the sealed log.
 *
 * @param fact the fact
 * @param position its position, from 1; 0 while it has none
 */
public record LoggedFact(SignedFact fact, long position) {}
