/** What can be told of a call, and to whom: the parts it goes through tell, sinks are told. */
@NullMarked
@CheckReturnValue
package dev.strobe.server.observation;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
