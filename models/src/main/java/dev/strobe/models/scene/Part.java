package dev.strobe.models.scene;

import dev.strobe.models.scene.picture.Canvas;
import java.util.List;

/** Something to be seen, drawn over what is there already. Used by one thread. */
@FunctionalInterface
interface Part {

  void draw(int frame, Canvas canvas);

  /** Parts drawn one over the other, the first at the back. */
  static Part all(List<Part> parts) {
    return (frame, canvas) -> parts.forEach(part -> part.draw(frame, canvas));
  }
}
