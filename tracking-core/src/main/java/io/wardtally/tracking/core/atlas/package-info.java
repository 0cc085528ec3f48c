/** Asks those who know about devices, without ever depending on them. */
@NullMarked
package io.wardtally.tracking.core.atlas;

import org.jspecify.annotations.NullMarked;
