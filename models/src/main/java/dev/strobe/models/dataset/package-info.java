/** Windows to train on: drawn clips, cut into windows, as the features the head is given. */
@NullMarked
@CheckReturnValue
package dev.strobe.models.dataset;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
