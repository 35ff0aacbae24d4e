/** One way to ask the repetition model beside another. */
@NullMarked
@CheckReturnValue
package dev.strobe.benchmarks.signatures;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
