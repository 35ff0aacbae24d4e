package dev.strobe.models.render;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes the bundled sample videos, their index, and the broken files, all anew. */
@Command(
    name = "render",
    description = "Renders the sample videos, their INDEX.tsv and the broken files.")
public final class RenderCommand implements Callable<Integer> {

  /** What the encoder may spend: a clip of 15 seconds stays below 300 KB. */
  private static final int BITS_PER_SECOND = 140_000;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      defaultValue = "testdata",
      description = "Directory to write videos/ and broken/ to (default: ${DEFAULT-VALUE}).")
  private Path output;

  @Spec private CommandSpec spec;

  /** For picocli, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  public RenderCommand() {}

  @Override
  public Integer call() throws IOException {
    Path videos = Files.createDirectories(output.resolve("videos"));
    List<Sample> samples = Samples.all();
    for (Sample sample : samples) {
      Path file = videos.resolve(sample.file());
      SampleVideo.write(sample, file, BITS_PER_SECOND, VideoFormat.Layout.INDEX_LAST);
      spec.commandLine()
          .getOut()
          .printf("%s: %d frames, %d bytes%n", file, sample.timing().frames(), Files.size(file));
    }
    SampleIndex.write(videos.resolve("INDEX.tsv"), samples);
    Path broken = Files.createDirectories(output.resolve("broken"));
    BrokenFiles.write(broken);
    spec.commandLine().getOut().printf("%s: written%n", broken);
    return 0;
  }
}
