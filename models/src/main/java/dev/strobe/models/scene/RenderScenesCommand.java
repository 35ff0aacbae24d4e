package dev.strobe.models.scene;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes pictures of training clips to look at: a sheet for every kind of clip. */
@Command(
    name = "render-scenes",
    description = "Draws training clips, one sheet of pictures for every kind.")
public final class RenderScenesCommand implements Callable<Integer> {

  @Option(
      names = "--output",
      paramLabel = "DIR",
      defaultValue = "out/scenes",
      description = "Directory for the sheets (default: ${DEFAULT-VALUE}).")
  private Path output;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Seed of the batches (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--clips",
      defaultValue = "10",
      description = "Clips a sheet, a row each (default: ${DEFAULT-VALUE}).")
  private int clips;

  @Spec private CommandSpec spec;

  /** For picocli, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  public RenderScenesCommand() {}

  @Override
  public Integer call() throws IOException {
    Files.createDirectories(output);
    SceneConfig defaults = SceneConfig.defaults().withClips(clips);
    SceneClips scenes = SceneClips.of(defaults);
    write(scenes, "defaults");
    write(scenes.as(SceneConfig.hardNegatives().withClips(clips)), "hard-negatives");
    for (Layout layout : Layout.values()) {
      write(scenes.as(defaults.withLayouts(only(layout))), "layout-" + layout);
    }
    for (Repetition kind : Repetition.values()) {
      SceneConfig whole = defaults.withLayouts(only(Layout.WHOLE));
      write(scenes.as(whole.withRepetitions(only(kind))), "repetition-" + kind);
    }
    for (Negative kind : Negative.values()) {
      SceneConfig negative = defaults.withLayouts(only(Layout.NEGATIVE));
      write(scenes.as(negative.withNegatives(only(kind))), "negative-" + kind);
    }
    return 0;
  }

  private static <K extends Enum<K>> Shares<K> only(K kind) {
    return new Shares<>(Map.of(kind, 1.0));
  }

  private void write(SceneClips scenes, String name) throws IOException {
    long begin = System.nanoTime();
    List<SceneClip> drawn = scenes.batch(seed);
    double seconds = (System.nanoTime() - begin) / 1e9;
    Path file = output.resolve(name.toLowerCase(Locale.ROOT) + ".png");
    ContactSheet.of(drawn).write(file);
    spec.commandLine().getOut().printf("%s: %.1f clips/s%n", file, drawn.size() / seconds);
  }
}
