/** What the server tells about its models: their metadata and the states of their versions. */
@NullMarked
@CheckReturnValue
package dev.strobe.server.description;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
