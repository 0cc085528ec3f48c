/** Remembers everything in a relational database; its entry is {@link io.wardtally.tracking.jpa.JpaStore}. */
@NullMarked
package io.wardtally.tracking.jpa;

import org.jspecify.annotations.NullMarked;
