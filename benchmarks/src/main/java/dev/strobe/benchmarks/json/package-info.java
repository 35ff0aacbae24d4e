/** How fast JSON bodies are read and written. */
@NullMarked
@CheckReturnValue
package dev.strobe.benchmarks.json;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
