/** What the parts of the server report, counted and shown to Prometheus. */
@NullMarked
@CheckReturnValue
package dev.strobe.server.metrics;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
