package dev.strobe.benchmarks.footage;

import dev.strobe.models.render.RgbVideoWriter;
import dev.strobe.transforms.decode.FrameShape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Clips that repeat only in part: a clip that repeats from end to end, with footage that does not
 * before it, after it or both, or with its own first or last frame held. Written at the clip's own
 * size and rate. The same seed gives the same set.
 */
final class PartlyPeriodic {
  private static final int CLIPS = 24;

  /** What is before and what after: real footage, a held frame, or nothing. */
  private static final List<String> MODES = List.of("rr", "hh", "rr", "rn", "nr", "hr", "rh", "rr");

  private static final int SHORTEST = 40;
  private static final int LONGEST = 250;

  private final Random random;
  private final List<Footage> fillers;

  private PartlyPeriodic(long seed, List<Footage> fillers) {
    this.random = new Random(seed);
    this.fillers = fillers;
  }

  /**
   * Makes a set.
   *
   * @param fillers footage in which nothing repeats, at least one
   * @param folder where it goes
   */
  static void write(ClipSet clips, List<Footage> fillers, Path folder, long seed)
      throws IOException {
    new PartlyPeriodic(seed, fillers).write(clips, Files.createDirectories(folder));
  }

  private void write(ClipSet source, Path folder) throws IOException {
    List<LabelledClip> repeating =
        new ArrayList<>(source.clips().stream().filter(LabelledClip::repeats).toList());
    Collections.shuffle(repeating, random);
    List<LabelledClip> made = new ArrayList<>();
    for (int i = 0; i < Math.min(CLIPS, repeating.size()); i++) {
      LabelledClip clip = repeating.get(i);
      String mode = MODES.get(i % MODES.size());
      String name = "%02d_%s_%s.mp4".formatted(i, mode, stem(clip.file()));
      Footage footage = Footage.probe(source.path(clip));
      String note = splice(footage, mode, folder.resolve(name));
      made.add(new LabelledClip(name, clip.trueCount(), note));
    }
    new ClipSet(folder, made).writeIndex();
  }

  private String splice(Footage clip, String mode, Path file) throws IOException {
    Side before = side(mode.charAt(0), clip);
    Side after = side(mode.charAt(1), clip);
    FrameShape size = clip.size();
    try (RgbVideoWriter writer =
        RgbVideoWriter.create(file, size.width(), size.height(), clip.framesPerSecond())) {
      before.write(writer, clip, 0);
      clip.forEach(0, clip.frames(), size, writer::write);
      after.write(writer, clip, clip.frames() - 1);
      writer.finish();
    }
    return "%s + %d frames + %s".formatted(before, clip.frames(), after);
  }

  /** Draws as much for a side without anything, so that the others do not depend on it. */
  private Side side(char kind, Footage clip) {
    int drawn = (int) (clip.frames() * (0.25 + 0.55 * random.nextDouble()));
    int length = Math.min(LONGEST, Math.max(SHORTEST, drawn));
    Footage filler = fillers.get(random.nextInt(fillers.size()));
    double place = random.nextDouble();
    return switch (kind) {
      case 'r' -> {
        int frames = Math.min(length, filler.frames());
        yield new Side.Real(filler, (int) (place * (filler.frames() - frames + 1)), frames);
      }
      case 'h' -> new Side.Held(length);
      default -> new Side.Nothing();
    };
  }

  private static String stem(String file) {
    return file.substring(0, file.lastIndexOf('.'));
  }

  /** What stands at one end of a clip. */
  private sealed interface Side {
    void write(RgbVideoWriter writer, Footage clip, int edge) throws IOException;

    /** Other footage. */
    record Real(Footage filler, int first, int frames) implements Side {
      @Override
      public void write(RgbVideoWriter writer, Footage clip, int edge) throws IOException {
        filler.forEach(first, frames, clip.size(), writer::write);
      }

      @Override
      public String toString() {
        return "%d frames of %s from %d".formatted(frames, filler.file().getFileName(), first);
      }
    }

    /** The clip's own frame there. */
    record Held(int frames) implements Side {
      @Override
      public void write(RgbVideoWriter writer, Footage clip, int edge) throws IOException {
        ByteBuffer still = clip.still(edge);
        for (int i = 0; i < frames; i++) {
          writer.write(still);
        }
      }

      @Override
      public String toString() {
        return frames + " held frames";
      }
    }

    /** Nothing. */
    record Nothing() implements Side {
      @Override
      public void write(RgbVideoWriter writer, Footage clip, int edge) {}

      @Override
      public String toString() {
        return "nothing";
      }
    }
  }
}
