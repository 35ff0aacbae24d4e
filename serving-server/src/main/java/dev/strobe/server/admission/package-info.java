/** How many bytes of requests and answers the server has in hand at once, over all interfaces. */
@NullMarked
@CheckReturnValue
package dev.strobe.server.admission;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
