/** JSON text to tensors and back, as TensorFlow Serving's REST interface reads and writes it. */
@NullMarked
@CheckReturnValue
package dev.strobe.server.rest.json;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
