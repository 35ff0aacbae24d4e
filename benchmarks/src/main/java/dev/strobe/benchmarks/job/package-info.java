/** What the main job needs. */
@NullMarked
@CheckReturnValue
package dev.strobe.benchmarks.job;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
