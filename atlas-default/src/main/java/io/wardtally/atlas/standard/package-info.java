/** What is commonly known of hospital devices, as sheets that people can read. */
@NullMarked
package io.wardtally.atlas.standard;

import org.jspecify.annotations.NullMarked;
