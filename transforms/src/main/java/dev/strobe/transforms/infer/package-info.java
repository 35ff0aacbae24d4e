/** From videos to a model's raw scores: requests made of frames, answers put together by video. */
@NullMarked
@CheckReturnValue
package dev.strobe.transforms.infer;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
