/** The job that counts: options, graph, embedded server, and what the user sees of a run. */
@NullMarked
@CheckReturnValue
package dev.strobe.pipeline;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
