/** Lists as text: rows of cells, separated and quoted as spreadsheets do it. */
@NullMarked
package io.wardtally.tracking.core.csv;

import org.jspecify.annotations.NullMarked;
