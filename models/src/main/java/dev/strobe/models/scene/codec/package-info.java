/** What a video encoder leaves of small grey films. */
@NullMarked
@CheckReturnValue
package dev.strobe.models.scene.codec;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
