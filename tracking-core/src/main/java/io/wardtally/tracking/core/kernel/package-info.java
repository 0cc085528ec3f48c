/** The way of every call: read, decide, commit, tell the listeners. It knows no feature. */
@NullMarked
package io.wardtally.tracking.core.kernel;

import org.jspecify.annotations.NullMarked;
