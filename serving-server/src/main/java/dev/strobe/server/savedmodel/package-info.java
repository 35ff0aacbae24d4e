/**
 * SavedModels on TensorFlow's C interface, which keeps status codes and loads what stricter loaders
 * refuse.
 */
@NullMarked
@CheckReturnValue
package dev.strobe.server.savedmodel;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
