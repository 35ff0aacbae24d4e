/** The kinds of failure a request can meet, as both front ends report them. */
@NullMarked
@CheckReturnValue
package dev.strobe.server.status;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
