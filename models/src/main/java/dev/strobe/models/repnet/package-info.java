/** The small repetition model as a graph: frames, views, lag profiles, periods. */
@NullMarked
@CheckReturnValue
package dev.strobe.models.repnet;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
