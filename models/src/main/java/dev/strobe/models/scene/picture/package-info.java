/** Small grey pictures: textures that are made, and shapes drawn over them. */
@NullMarked
@CheckReturnValue
package dev.strobe.models.scene.picture;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
