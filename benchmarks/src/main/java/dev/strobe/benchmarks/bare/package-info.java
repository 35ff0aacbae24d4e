/** The floor under a model server: TensorFlow's C API, alone and behind a bare network library. */
@NullMarked
@CheckReturnValue
package dev.strobe.benchmarks.bare;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
