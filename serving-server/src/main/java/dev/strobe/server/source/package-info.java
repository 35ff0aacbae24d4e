/** Where it is found out which versions of a model should be served. */
@NullMarked
@CheckReturnValue
package dev.strobe.server.source;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
