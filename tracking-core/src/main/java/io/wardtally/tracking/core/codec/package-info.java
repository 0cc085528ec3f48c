/** How records are written down: as lines of text, and as bytes that are signed. */
@NullMarked
package io.wardtally.tracking.core.codec;

import org.jspecify.annotations.NullMarked;
