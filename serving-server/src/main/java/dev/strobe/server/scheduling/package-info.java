/** How the operating system shares processors out among the threads of the server. */
@NullMarked
@CheckReturnValue
package dev.strobe.server.scheduling;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
