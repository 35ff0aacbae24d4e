/** Writing, describing and running SavedModels. */
@NullMarked
@CheckReturnValue
package dev.strobe.models.savedmodel;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
