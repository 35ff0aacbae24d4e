/** The REST interface beside the same HTTP server that only echoes. */
@NullMarked
@CheckReturnValue
package dev.strobe.benchmarks.rest;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
