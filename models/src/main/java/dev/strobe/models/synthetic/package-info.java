/** Training windows made of nothing: feature trajectories of known period and their distances. */
@NullMarked
@CheckReturnValue
package dev.strobe.models.synthetic;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
