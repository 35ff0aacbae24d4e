/** What many measurements come to. */
@NullMarked
@CheckReturnValue
package dev.strobe.benchmarks.figures;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
