/** The entry: what a host builds once ({@link io.wardtally.tracking.Tracking}) and what one person may do ({@link io.wardtally.tracking.Workspace}). */
@NullMarked
package io.wardtally.tracking;

import org.jspecify.annotations.NullMarked;
