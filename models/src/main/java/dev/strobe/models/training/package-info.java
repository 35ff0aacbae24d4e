/** Training the small repetition model on synthetic windows, and measuring what it learnt. */
@NullMarked
@CheckReturnValue
package dev.strobe.models.training;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
