/** Which models are served: TensorFlow Serving's model configuration, checked and translated. */
@NullMarked
@CheckReturnValue
package dev.strobe.server.configuration;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
