/** Where things stand. */
@NullMarked
package io.wardtally.tracking.location;

import org.jspecify.annotations.NullMarked;
