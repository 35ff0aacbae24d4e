/** Files of records, as TensorFlow writes and reads them. */
@NullMarked
@CheckReturnValue
package dev.strobe.server.tfrecord;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
