/** What happened, in the past tense, and the proof that nobody rewrote it. */
@NullMarked
package io.wardtally.tracking.audit;

import org.jspecify.annotations.NullMarked;
