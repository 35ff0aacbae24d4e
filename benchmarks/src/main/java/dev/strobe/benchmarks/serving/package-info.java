/** Our server beside the one that is written by hand. */
@NullMarked
@CheckReturnValue
package dev.strobe.benchmarks.serving;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
