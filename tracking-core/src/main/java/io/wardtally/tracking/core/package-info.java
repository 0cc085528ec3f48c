/** The entry of the core: builds a {@link io.wardtally.tracking.Tracking} from a store, keys and policies, and wires the features. */
@NullMarked
package io.wardtally.tracking.core;

import org.jspecify.annotations.NullMarked;
