/** Keeps a sample of the requests and their answers, in files that warm a model up again. */
@NullMarked
@CheckReturnValue
package dev.strobe.server.requestlog;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
