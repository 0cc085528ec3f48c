/** What a scanner or a camera read, and what it means for the person holding the device. */
@NullMarked
package io.wardtally.tracking.scan;

import org.jspecify.annotations.NullMarked;
