/** Starts the comparisons. */
@NullMarked
@CheckReturnValue
package dev.strobe.benchmarks;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
