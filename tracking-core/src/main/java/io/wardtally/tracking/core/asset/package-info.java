/** The register: assets, their models, and lists of both. */
@NullMarked
package io.wardtally.tracking.core.asset;

import org.jspecify.annotations.NullMarked;
