package dev.strobe.models.dataset;

import dev.strobe.models.dataset.DatasetConfig.Motion;
import dev.strobe.models.scene.SceneClip;
import dev.strobe.models.scene.SceneClips;
import dev.strobe.models.scene.SceneConfig;
import dev.strobe.models.synthetic.Draws;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A directory of windows, one file for each batch of clips. What is in a file depends on the
 * configuration and its number alone; what is there already is not drawn again, so drawing may be
 * stopped and gone on with at any time.
 *
 * <p>Safe for use by several threads as long as they draw different files.
 */
final class WindowFiles implements AutoCloseable {

  private static final String CONFIG = "config.txt";

  private final DatasetConfig config;
  private final Path directory;
  private final FeatureExtractor features;
  private final SceneClips all = SceneClips.of(SceneConfig.defaults());
  private final SceneClips figures = all.as(SceneConfig.figures());
  private final SceneClips hardNegatives = all.as(SceneConfig.hardNegatives());

  private WindowFiles(DatasetConfig config, Path directory) {
    this.config = config;
    this.directory = directory;
    this.features = new FeatureExtractor(config.samples());
  }

  /**
   * Opens a directory, which is made if there is none.
   *
   * @throws IllegalStateException if it holds windows of another configuration
   */
  static WindowFiles in(Path directory, DatasetConfig config) throws IOException {
    Files.createDirectories(directory);
    Path words = directory.resolve(CONFIG);
    if (!Files.exists(words)) {
      Files.writeString(words, config.toString());
    }
    String found = Files.readString(words);
    if (!found.equals(config.toString())) {
      throw new IllegalStateException(
          directory + " holds windows of " + found + " but those of " + config + " are needed");
    }
    return new WindowFiles(config, directory);
  }

  /** The file of a batch, whether or not it is there. */
  Path path(int batch) {
    return directory.resolve(String.format("windows-%06d.bin", batch));
  }

  /** Draws the windows of a batch of clips unless they are there. */
  void draw(int batch) throws IOException {
    Path path = path(batch);
    if (Files.exists(path)) {
      return;
    }
    Path unfinished = directory.resolve(path.getFileName() + ".unfinished");
    try (FileChannel channel =
        FileChannel.open(
            unfinished,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      long seed = clipSeed(batch);
      List<SceneClip> clips = scenes(batch).batch(seed);
      for (int i = 0; i < clips.size(); i++) {
        write(channel, clips.get(i), Draws.of(seed, -1 - i));
      }
    }
    Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void close() {
    features.close();
  }

  private SceneClips scenes(int batch) {
    return switch (config.scenes(batch)) {
      case FIGURES -> figures;
      case ALL -> all;
      case HARD_NEGATIVES -> hardNegatives;
    };
  }

  /** Seeds of different configurations do not meet before a thousand million batches. */
  private long clipSeed(int batch) {
    return config.seed() * 1_000_000_007L + batch;
  }

  private void write(FileChannel channel, SceneClip drawn, Draws draws) throws IOException {
    SceneClip clip = KeptFrames.of(config.motion() == Motion.NONE ? still(drawn) : drawn);
    List<WindowChoice> windows = WindowChoice.draw(draws, clip, config.windowsPerClip());
    if (windows.isEmpty()) {
      return;
    }
    FeatureExtractor.Halves halves = features.of(clip, windows);
    ByteBuffer records = WindowRecord.buffer(windows.size());
    for (int i = 0; i < windows.size(); i++) {
      WindowChoice window = windows.get(i);
      WindowRecord.put(records, halves, i, WindowLabels.of(clip, window), window.count());
    }
    records.flip();
    while (records.hasRemaining()) {
      int written = channel.write(records);
      if (written < 0) {
        throw new IOException("cannot write to " + directory);
      }
    }
  }

  private static SceneClip still(SceneClip clip) {
    int pixels = SceneClip.SIDE * SceneClip.SIDE;
    byte[] first = new byte[clip.frames() * pixels];
    for (int t = 0; t < clip.frames(); t++) {
      System.arraycopy(clip.pixels(), 0, first, t * pixels, pixels);
    }
    return new SceneClip(clip.frames(), first, clip.period(), clip.on(), clip.stride());
  }
}
