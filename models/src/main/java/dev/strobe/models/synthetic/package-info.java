/** Movements of known period to film: curves through a small space, cycle by cycle. */
@NullMarked
@CheckReturnValue
package dev.strobe.models.synthetic;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
