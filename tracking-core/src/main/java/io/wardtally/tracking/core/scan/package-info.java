/** Codes on devices: what they say, in text and in pictures, and labels that say it. */
@NullMarked
package io.wardtally.tracking.core.scan;

import org.jspecify.annotations.NullMarked;
