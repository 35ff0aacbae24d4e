/** What decoding costs beside FFmpeg alone. */
@NullMarked
@CheckReturnValue
package dev.strobe.benchmarks.decode;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
