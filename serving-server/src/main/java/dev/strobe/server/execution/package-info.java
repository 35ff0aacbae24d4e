/** On which thread a run happens, and how many may wait. */
@NullMarked
@CheckReturnValue
package dev.strobe.server.execution;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
