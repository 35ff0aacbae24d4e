/** Calls as spans of OpenTelemetry. */
@NullMarked
@CheckReturnValue
package dev.strobe.server.tracing;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
