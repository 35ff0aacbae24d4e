/** SQL over the tables of a run. */
@NullMarked
@CheckReturnValue
package dev.strobe.pipeline.query;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
