package dev.strobe.benchmarks.footage;

import dev.strobe.models.render.RgbVideoWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Clips in which nothing repeats: the footage given, the clips of the set that do not repeat, and
 * eleven drawn ones, most of them a view that moves over a still of a clip that does. Drawn from
 * one seed.
 */
final class Negatives {
  private static final long SEED = 5;
  private static final int STILL_FRAME = 19;
  private static final double GRAIN = 0.004 * 255;
  private static final double STRONG_GRAIN = 0.015 * 255;

  private final Random random = new Random(SEED);
  private final List<Footage> pictures;
  private final Path folder;
  private final List<LabelledClip> made = new ArrayList<>();

  private Negatives(List<Footage> pictures, Path folder) {
    this.pictures = pictures;
    this.folder = folder;
  }

  static void write(ClipSet clips, List<Footage> fillers, Path folder) throws IOException {
    List<Footage> pictures = new ArrayList<>();
    for (LabelledClip clip : clips.clips()) {
      if (clip.repeats()) {
        pictures.add(Footage.probe(clips.path(clip)));
      }
    }
    Negatives negatives = new Negatives(pictures, Files.createDirectories(folder));
    for (Footage filler : fillers) {
      negatives.copy(filler.file());
    }
    for (LabelledClip clip : clips.clips()) {
      if (!clip.repeats()) {
        negatives.copy(clips.path(clip));
      }
    }
    negatives.draw();
    new ClipSet(folder, negatives.made).writeIndex();
  }

  private void copy(Path file) throws IOException {
    String name = String.valueOf(file.getFileName());
    Files.copy(file, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    made.add(new LabelledClip(name, 0, "real"));
  }

  private void draw() throws IOException {
    snow(120);
    film("static_clean", 0, Wander.even(200, 0.9, 0.9), still(200), still(200), 0);
    film("static_noisy", 1, Wander.even(200, 0.9, 0.9), still(200), still(200), STRONG_GRAIN);
    film("pan", 2, Wander.even(200, 0.5, 0.5), still(200), Wander.even(200, -0.4, 0.4), GRAIN);
    film(
        "pan_fast",
        3,
        Wander.even(120, 0.45, 0.45),
        Wander.even(120, -0.1, 0.2),
        Wander.even(120, -0.5, 0.5),
        GRAIN);
    film("zoom", 4, Wander.even(200, 0.9, 0.5), still(200), still(200), GRAIN);
    shake("shake08", 5, 0.006, () -> rough(240, 1.6));
    shake("shake12", 6, 0.01, () -> Wander.swaying(random, 240, 12, 0.4));
    shake("shake20", 7, 0.02, () -> rough(240, 4));
    shake("shake35", 8, 0.015, () -> Wander.swaying(random, 240, 35, 0.45));
    shake("slow_drift", 9, 0.05, () -> Wander.smooth(random, 260, 60));
  }

  private double[] rough(int frames, double width) {
    return Wander.mixed(
        Wander.smooth(random, frames, width), Wander.smooth(random, frames, width * 10 / 3));
  }

  private void shake(String name, int picture, double strength, Axis axis) throws IOException {
    double[] y = Wander.times(strength, axis.draw());
    double[] x = Wander.times(strength, axis.draw());
    film(name, picture, Wander.even(y.length, 0.7, 0.7), y, x, GRAIN);
  }

  private static double[] still(int frames) {
    return new double[frames];
  }

  private void film(String name, int picture, double[] side, double[] y, double[] x, double grain)
      throws IOException {
    Footage footage = pictures.get(picture * 5 % pictures.size());
    Crop crop = new Crop(footage.still(STILL_FRAME), footage.size());
    try (RgbVideoWriter writer = writer(name, footage)) {
      for (int t = 0; t < side.length; t++) {
        ByteBuffer frame = crop.of(side[t], y[t], x[t]);
        addGrain(frame, grain);
        writer.write(frame);
      }
      writer.finish();
    }
    made.add(new LabelledClip(name + ".mp4", 0, "drawn from " + footage.file().getFileName()));
  }

  private void snow(int frames) throws IOException {
    Footage footage = pictures.get(0);
    ByteBuffer frame = ByteBuffer.allocate(footage.size().bytes());
    try (RgbVideoWriter writer = writer("noise", footage)) {
      for (int t = 0; t < frames; t++) {
        random.nextBytes(frame.array());
        writer.write(frame);
      }
      writer.finish();
    }
    made.add(new LabelledClip("noise.mp4", 0, "drawn"));
  }

  private RgbVideoWriter writer(String name, Footage like) throws IOException {
    return RgbVideoWriter.create(
        folder.resolve(name + ".mp4"),
        like.size().width(),
        like.size().height(),
        like.framesPerSecond());
  }

  private void addGrain(ByteBuffer frame, double deviation) {
    if (deviation == 0) {
      return;
    }
    double[] grains = new double[1 << 12];
    Arrays.setAll(grains, i -> deviation * random.nextGaussian());
    for (int pixel = 0; pixel < frame.limit() / 3; pixel++) {
      double grain = grains[random.nextInt(grains.length)];
      for (int channel = 0; channel < 3; channel++) {
        double value = (frame.get(3 * pixel + channel) & 0xff) + grain;
        frame.put(3 * pixel + channel, (byte) Math.round(Math.min(255, Math.max(0, value))));
      }
    }
  }

  /** Draws the way along one axis. */
  @FunctionalInterface
  private interface Axis {
    double[] draw();
  }
}
