/**
 * An asynchronous client for model servers that speak TensorFlow Serving's protocol. {@link
 * dev.strobe.client.ServingClient} is where to begin.
 */
@NullMarked
@CheckReturnValue
package dev.strobe.client;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
