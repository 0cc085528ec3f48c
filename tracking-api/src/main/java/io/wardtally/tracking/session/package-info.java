/** Use of an asset, from check-out to return, like a library book. */
@NullMarked
package io.wardtally.tracking.session;

import org.jspecify.annotations.NullMarked;
