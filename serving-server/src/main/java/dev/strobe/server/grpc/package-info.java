/** The gRPC interface: translates, and nothing else. */
@NullMarked
@CheckReturnValue
package dev.strobe.server.grpc;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
