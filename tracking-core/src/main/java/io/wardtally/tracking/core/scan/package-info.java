/** Labels as pictures: drawing and reading them. */
@NullMarked
package io.wardtally.tracking.core.scan;

import org.jspecify.annotations.NullMarked;
