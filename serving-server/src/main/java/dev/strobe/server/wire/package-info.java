/** The messages of TensorFlow Serving's protocol, to and from the server's own types. */
@NullMarked
@CheckReturnValue
package dev.strobe.server.wire;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
