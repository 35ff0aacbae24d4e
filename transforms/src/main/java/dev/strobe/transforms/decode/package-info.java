/** Video files become batches of small frames, through FFmpeg, over any seekable channel. */
@NullMarked
@CheckReturnValue
package dev.strobe.transforms.decode;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
