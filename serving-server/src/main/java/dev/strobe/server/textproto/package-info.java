/** Configuration in protobuf's text format. */
@NullMarked
@CheckReturnValue
package dev.strobe.server.textproto;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
