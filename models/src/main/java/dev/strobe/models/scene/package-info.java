/** Training clips made of nothing: short grey films of known repetition, and of none. */
@NullMarked
@CheckReturnValue
package dev.strobe.models.scene;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
