/** The use case behind every front end: resolve a model, check a call against it, run it. */
@NullMarked
@CheckReturnValue
package dev.strobe.server.prediction;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
