/** How well the main job counts clips whose counts are known. */
@NullMarked
@CheckReturnValue
package dev.strobe.benchmarks.accuracy;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
