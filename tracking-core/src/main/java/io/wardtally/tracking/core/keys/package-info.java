/** Keys, and the pseudonyms made with them. */
@NullMarked
package io.wardtally.tracking.core.keys;

import org.jspecify.annotations.NullMarked;
