/** The way of every call: a desk takes it, {@code Flow} reads, a rule decides, {@code Flow} commits. */
@NullMarked
package io.wardtally.tracking.core;

import org.jspecify.annotations.NullMarked;
