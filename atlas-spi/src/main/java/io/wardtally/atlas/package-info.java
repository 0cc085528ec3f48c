/** The Atlas of Assets: what is known about kinds of devices, who says so, and how publishers plug it in. */
@NullMarked
package io.wardtally.atlas;

import org.jspecify.annotations.NullMarked;
