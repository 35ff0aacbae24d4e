/** Dense tensors between the front ends and the model runtimes, and the memory they stand in. */
@NullMarked
@CheckReturnValue
package dev.strobe.server.tensor;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
