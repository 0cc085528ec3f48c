/** The standard table of who may do what. */
@NullMarked
package io.wardtally.tracking.core.policy;

import org.jspecify.annotations.NullMarked;
