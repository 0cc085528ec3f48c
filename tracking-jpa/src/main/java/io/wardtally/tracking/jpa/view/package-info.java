/** Wardtally's tables as entities, for a host's own queries. They are read; nothing is ever written through them. */
@NullMarked
package io.wardtally.tracking.jpa.view;

import org.jspecify.annotations.NullMarked;
