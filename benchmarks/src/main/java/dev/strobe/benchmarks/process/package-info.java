/** Java processes of their own, and what they cost. */
@NullMarked
@CheckReturnValue
package dev.strobe.benchmarks.process;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
