/** The three kinds of key that a hospital brings: for pseudonyms, for the audit trail, for checkpoints. */
@NullMarked
package io.wardtally.tracking.keys;

import org.jspecify.annotations.NullMarked;
