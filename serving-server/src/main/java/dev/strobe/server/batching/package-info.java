/** Joins runs of the same kind into batches, and takes the answers apart again. */
@NullMarked
@CheckReturnValue
package dev.strobe.server.batching;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
