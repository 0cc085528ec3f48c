/** What Wardtally costs, measured with JMH. */
@NullMarked
package io.wardtally.examples.benchmarks;

import org.jspecify.annotations.NullMarked;
