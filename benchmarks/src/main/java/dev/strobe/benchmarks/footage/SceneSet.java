package dev.strobe.benchmarks.footage;

import dev.strobe.models.render.RgbVideoWriter;
import dev.strobe.models.scene.SceneClip;
import dev.strobe.models.scene.SceneClips;
import dev.strobe.models.scene.SceneConfig;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A set of drawn scenes, of the kind that the bundled model learns from: half of them do not
 * repeat, and of the others half do so only in part. 48 x 48 and nearly lossless, since those that
 * a codec is to spoil are spoilt already.
 */
public final class SceneSet {
  private static final int BATCH = 20;
  private static final double FRAMES_PER_SECOND = 30;
  private static final double BITS_PER_PIXEL = 6;

  /** As the main job completes repetitions: a quarter may be missing. */
  private static final double MAY_BE_MISSING = 0.25;

  private SceneSet() {}

  /**
   * Writes a set.
   *
   * @param clips how many, in batches of 20
   * @param seed of the first batch; the next ones count on from there
   */
  public static void write(Path folder, int clips, long seed) throws IOException {
    Files.createDirectories(folder);
    SceneClips scenes = SceneClips.of(SceneConfig.defaults().withClips(BATCH));
    List<LabelledClip> made = new ArrayList<>();
    for (long batch = seed; made.size() < clips; batch++) {
      for (SceneClip scene : scenes.batch(batch)) {
        String file = "scene_%05d.mp4".formatted(made.size());
        write(scene, folder.resolve(file));
        made.add(new LabelledClip(file, trueCount(scene), "seed " + batch));
      }
    }
    new ClipSet(folder, made).writeIndex();
  }

  private static int trueCount(SceneClip scene) {
    double cycles = 0;
    for (int frame = 0; frame < scene.frames(); frame++) {
      cycles += scene.on()[frame] ? 1 / scene.period()[frame] : 0;
    }
    return (int) (cycles + MAY_BE_MISSING);
  }

  private static void write(SceneClip scene, Path file) throws IOException {
    int pixels = SceneClip.SIDE * SceneClip.SIDE;
    ByteBuffer rgb = ByteBuffer.allocate(3 * pixels);
    try (RgbVideoWriter writer =
        RgbVideoWriter.create(
            file, SceneClip.SIDE, SceneClip.SIDE, FRAMES_PER_SECOND, BITS_PER_PIXEL)) {
      for (int frame = 0; frame < scene.frames(); frame++) {
        for (int pixel = 0; pixel < pixels; pixel++) {
          byte grey = scene.pixels()[frame * pixels + pixel];
          rgb.put(3 * pixel, grey).put(3 * pixel + 1, grey).put(3 * pixel + 2, grey);
        }
        writer.write(rgb);
      }
      writer.finish();
    }
  }
}
