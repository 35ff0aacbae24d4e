/** Sets of clips with known counts: reading them, and making new ones out of them. */
@NullMarked
@CheckReturnValue
package dev.strobe.benchmarks.footage;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
