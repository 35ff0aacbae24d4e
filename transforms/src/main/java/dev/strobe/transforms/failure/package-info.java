/** What could not be done, as a row that can be written down. */
@NullMarked
@CheckReturnValue
package dev.strobe.transforms.failure;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
