/** One line of JSON for each call. */
@NullMarked
@CheckReturnValue
package dev.strobe.server.accesslog;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
