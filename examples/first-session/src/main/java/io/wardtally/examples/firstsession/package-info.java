/** The worked example: four assets, one session, and the proof of it. */
@NullMarked
package io.wardtally.examples.firstsession;

import org.jspecify.annotations.NullMarked;
