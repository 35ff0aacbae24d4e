/** What both interfaces show and ask for when connections are encrypted. */
@NullMarked
@CheckReturnValue
package dev.strobe.server.tls;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
