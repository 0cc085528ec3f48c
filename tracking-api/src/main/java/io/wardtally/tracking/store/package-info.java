/** The port: how Wardtally is remembered. Only store authors need this package. */
@NullMarked
package io.wardtally.tracking.store;

import org.jspecify.annotations.NullMarked;
