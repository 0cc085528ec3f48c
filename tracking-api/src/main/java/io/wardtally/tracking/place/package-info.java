/** Where things stand. */
@NullMarked
package io.wardtally.tracking.place;

import org.jspecify.annotations.NullMarked;
