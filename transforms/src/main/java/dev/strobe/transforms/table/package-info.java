/** The tables that a run leaves behind, as Parquet files. */
@NullMarked
@CheckReturnValue
package dev.strobe.transforms.table;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
