/** The rules of one hospital that it sets itself. */
@NullMarked
package io.wardtally.tracking.policy;

import org.jspecify.annotations.NullMarked;
