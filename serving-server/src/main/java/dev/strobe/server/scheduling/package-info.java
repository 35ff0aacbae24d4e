/** When threads of the server have a processor, and what they put off to the end of a turn. */
@NullMarked
@CheckReturnValue
package dev.strobe.server.scheduling;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
