/** What a transform knows of a model server: tensors, signatures, and something that predicts. */
@NullMarked
@CheckReturnValue
package dev.strobe.transforms.predictor;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
