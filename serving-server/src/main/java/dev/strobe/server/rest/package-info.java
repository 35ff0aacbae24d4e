/** The REST interface of TensorFlow Serving: HTTP in front of the use cases. */
@NullMarked
@CheckReturnValue
package dev.strobe.server.rest;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
