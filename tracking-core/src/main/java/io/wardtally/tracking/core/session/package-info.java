/** Use of equipment: readiness, sessions, emergency overrides. */
@NullMarked
package io.wardtally.tracking.core.session;

import org.jspecify.annotations.NullMarked;
