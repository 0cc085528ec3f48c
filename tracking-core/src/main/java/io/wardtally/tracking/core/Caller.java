package io.wardtally.tracking.core;

import io.wardtally.tracking.RequestId;
import io.wardtally.tracking.staff.Actor;
import org.jspecify.annotations.Nullable;

/** Who sits at the desk, and under which request id their next change goes. */
record Caller(Actor actor, @Nullable RequestId request) {}
