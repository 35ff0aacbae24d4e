/** Finding media files and opening them, wherever Beam's file systems reach. */
@NullMarked
@CheckReturnValue
package dev.strobe.transforms.media;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
