package dev.strobe.models.render;

import dev.strobe.models.render.Sample.Picture;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;

/** Files that are no videos, or not whole ones: what a pipeline meets in the wild. */
final class BrokenFiles {
  private static final int RANDOM_BYTES = 4096;
  private static final double KEPT = 0.6;

  private static final Sample CLIP =
      new Sample(
          "clip.mp4",
          4,
          Picture.of(160, 120),
          Timing.constant(25, 1, 80),
          Motion.steady(20 / 25.0),
          Things.pendulum(7),
          "a pendulum");

  private BrokenFiles() {}

  /** Writes all of them, and {@code INDEX.tsv}. */
  static void write(Path directory) throws IOException {
    Map<String, String> index = new LinkedHashMap<>();
    byte[] random = new byte[RANDOM_BYTES];
    new Random(3).nextBytes(random);
    put(directory, "empty.mp4", new byte[0], "no bytes at all", index);
    put(directory, "random.mp4", random, "random bytes", index);
    put(
        directory,
        "truncated.mp4",
        truncated(directory),
        "index first, then cut off: a part of its 80 frames remains",
        index);
    put(
        directory,
        "no_index.mp4",
        withoutIndex(directory),
        "cut off before its index (moov), as a camera without power leaves it",
        index);
    put(directory, "picture.mp4", picture(), "a PNG image by another name", index);
    put(directory, "no_frames.mp4", withoutFrames(directory), "a video track of no frames", index);
    put(
        directory,
        "notes.txt",
        "Not a video: the recipe for pancakes is on the back.\n".getBytes(StandardCharsets.UTF_8),
        "a text file",
        index);
    var text = new StringBuilder("file\twhat\n");
    index.forEach((file, what) -> text.append(file).append('\t').append(what).append('\n'));
    Files.writeString(directory.resolve("INDEX.tsv"), text);
  }

  private static void put(
      Path directory, String file, byte[] bytes, String what, Map<String, String> index)
      throws IOException {
    Files.write(directory.resolve(file), bytes);
    index.put(file, what);
  }

  private static byte[] truncated(Path directory) throws IOException {
    byte[] whole = clip(directory, CLIP, VideoFormat.Layout.INDEX_FIRST);
    return Arrays.copyOf(whole, (int) (whole.length * KEPT));
  }

  private static byte[] withoutIndex(Path directory) throws IOException {
    byte[] whole = clip(directory, CLIP, VideoFormat.Layout.INDEX_LAST);
    return Arrays.copyOf(whole, startOf("moov", whole));
  }

  private static byte[] withoutFrames(Path directory) throws IOException {
    byte[] whole = clip(directory, CLIP, VideoFormat.Layout.FRAGMENTED);
    return Arrays.copyOf(whole, startOf("moof", whole));
  }

  private static byte[] clip(Path directory, Sample sample, VideoFormat.Layout layout)
      throws IOException {
    Path file = Files.createTempFile(directory, "clip", ".mp4");
    try {
      SampleVideo.write(sample, file, 60_000, layout);
      return Files.readAllBytes(file);
    } finally {
      Files.delete(file);
    }
  }

  /** Where a top-level box begins. */
  private static int startOf(String name, byte[] file) {
    ByteBuffer boxes = ByteBuffer.wrap(file);
    int at = 0;
    while (at + 8 <= file.length) {
      if (new String(file, at + 4, 4, StandardCharsets.ISO_8859_1).equals(name)) {
        return at;
      }
      at = Math.addExact(at, Math.max(8, boxes.getInt(at)));
    }
    throw new IllegalStateException("the file has no box " + name);
  }

  private static byte[] picture() throws IOException {
    var image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 16; i++) {
      image.setRGB(i, i, 0xFF8000);
    }
    var bytes = new ByteArrayOutputStream();
    if (!ImageIO.write(image, "png", bytes)) {
      throw new IllegalStateException("this Java cannot write PNG");
    }
    return bytes.toByteArray();
  }
}
