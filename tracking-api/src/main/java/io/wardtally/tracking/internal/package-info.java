/** Checks shared by the modules; not exported to embedders. */
@NullMarked
package io.wardtally.tracking.internal;

import org.jspecify.annotations.NullMarked;
