/** Replays recorded requests on a version that was just loaded, before it serves any other. */
@NullMarked
@CheckReturnValue
package dev.strobe.server.warmup;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
