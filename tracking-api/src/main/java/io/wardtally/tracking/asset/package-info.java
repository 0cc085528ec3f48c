/** The mobile equipment itself: what it is, whose it is, where it is and what state it is in. */
@NullMarked
package io.wardtally.tracking.asset;

import org.jspecify.annotations.NullMarked;
