/** The transforms' predictor over gRPC, to a server elsewhere or to one inside this process. */
@NullMarked
@CheckReturnValue
package dev.strobe.pipeline.serving;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
