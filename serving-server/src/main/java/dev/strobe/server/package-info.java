/**
 * The model server: {@link dev.strobe.server.ModelServer} to embed it, {@link
 * dev.strobe.server.ModelServerMain} to run it alone.
 */
@NullMarked
@CheckReturnValue
package dev.strobe.server;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
