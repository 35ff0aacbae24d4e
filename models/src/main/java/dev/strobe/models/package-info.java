/** The command line of the models: rendering, training, exporting and looking at them. */
@NullMarked
@CheckReturnValue
package dev.strobe.models;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
