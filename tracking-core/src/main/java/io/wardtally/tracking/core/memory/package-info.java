/** The store that forgets everything when it ends. */
@NullMarked
package io.wardtally.tracking.core.memory;

import org.jspecify.annotations.NullMarked;
