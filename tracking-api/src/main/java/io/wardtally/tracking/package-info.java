/** The front door: what a host builds once ({@link io.wardtally.tracking.Tracking}) and what one person may do ({@link io.wardtally.tracking.Ward}). */
@NullMarked
package io.wardtally.tracking;

import org.jspecify.annotations.NullMarked;
