package dev.strobe.models.scene;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * Clips as rows of pictures: some of their frames, evenly spread, and under them a line in which
 * all frames that repeat are white, brighter in one cycle and darker in the next; and below that
 * one row of pixels of every frame, side by side.
 */
final class ContactSheet {

  private static final int SIDE = SceneClip.SIDE;
  private static final int COLUMNS = 24;
  private static final int LINE = 4;
  private static final int ROW = 2 * SIDE + LINE + 4;

  private final BufferedImage image;

  private ContactSheet(int rows) {
    this.image = new BufferedImage(COLUMNS * SIDE, rows * ROW, BufferedImage.TYPE_BYTE_GRAY);
  }

  static ContactSheet of(List<SceneClip> clips) {
    var sheet = new ContactSheet(clips.size());
    for (int row = 0; row < clips.size(); row++) {
      sheet.add(clips.get(row), row * ROW);
    }
    return sheet;
  }

  private void add(SceneClip clip, int top) {
    for (int column = 0; column < COLUMNS; column++) {
      picture(clip, column * clip.frames() / COLUMNS, top, column * SIDE);
    }
    double cycles = 0;
    for (int x = 0; x < image.getWidth(); x++) {
      int frame = (int) ((long) x * clip.frames() / image.getWidth());
      if (clip.on()[frame]) {
        cycles += (double) clip.frames() / image.getWidth() / clip.period()[frame];
      }
      int grey = !clip.on()[frame] ? 40 : (int) cycles % 2 == 0 ? 255 : 150;
      for (int y = 0; y < LINE; y++) {
        set(x, top + SIDE + y, grey);
      }
      for (int y = 0; y < SIDE; y++) {
        set(x, top + SIDE + LINE + y, grey(clip, frame, y, SIDE / 2));
      }
    }
  }

  private void picture(SceneClip clip, int frame, int top, int left) {
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        set(left + x, top + y, grey(clip, frame, y, x));
      }
    }
  }

  private static int grey(SceneClip clip, int frame, int y, int x) {
    return clip.pixels()[(frame * SIDE + y) * SIDE + x] & 0xff;
  }

  private void set(int x, int y, int grey) {
    image.getRaster().setSample(x, y, 0, grey);
  }

  void write(Path file) throws IOException {
    if (!ImageIO.write(image, "png", file.toFile())) {
      throw new IOException("no writer of PNG pictures for " + file);
    }
  }
}
