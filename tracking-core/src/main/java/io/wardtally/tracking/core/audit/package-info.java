/** How facts are written down, signed, sealed and verified. */
@NullMarked
package io.wardtally.tracking.core.audit;

import org.jspecify.annotations.NullMarked;
