/** Who was trained in what. */
@NullMarked
package io.wardtally.tracking.core.staff;

import org.jspecify.annotations.NullMarked;
