/**
 * Questions about {@code tensorflow.Example}s: what class is each of, what value has it. They are
 * runs of {@link dev.strobe.server.prediction.Prediction} whose one input holds the examples.
 */
@NullMarked
@CheckReturnValue
package dev.strobe.server.examples;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
