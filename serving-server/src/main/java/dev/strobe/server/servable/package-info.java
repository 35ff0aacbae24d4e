/** What can be served: models, their versions, their signatures and their runs. */
@NullMarked
@CheckReturnValue
package dev.strobe.server.servable;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
