/**
 * Synthetic video: textured things that move, turn and bend as often as is known, drawn pixel by
 * pixel and written as H.264. The sample videos and the broken files of the tests come from here.
 */
@NullMarked
@CheckReturnValue
package dev.strobe.models.render;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
