/** Who acts, in which role, and what that role may do. */
@NullMarked
package io.wardtally.tracking.staff;

import org.jspecify.annotations.NullMarked;
