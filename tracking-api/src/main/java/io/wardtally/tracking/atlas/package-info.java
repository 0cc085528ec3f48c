/** The Atlas of Assets: what is known about a device, and who says so. */
@NullMarked
package io.wardtally.tracking.atlas;

import org.jspecify.annotations.NullMarked;
