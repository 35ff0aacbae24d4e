/** From a model's scores to counts: how often, how fast and when something repeats. */
@NullMarked
@CheckReturnValue
package dev.strobe.transforms.count;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
