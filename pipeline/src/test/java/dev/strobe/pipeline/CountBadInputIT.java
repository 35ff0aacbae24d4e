package dev.strobe.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the main job says of input that cannot be counted, and of flags that make no sense. */
class CountBadInputIT {
  @TempDir private Path directory;

  @Test
  void brokenFilesAreFailuresAndTheOthersAreCounted() throws Exception {
    String good = Samples.VIDEOS.resolve("pendulum.mp4").toString();

    CountRun run =
        CountRun.of(
            directory.resolve("out"), "--input=" + Samples.BROKEN + "/*.[mt][px][4t]," + good);

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(names(run, "SELECT video_uri FROM videos"))
        .containsExactlyInAnyOrder("pendulum.mp4", "truncated.mp4");
    assertThat(names(run, "SELECT uri FROM failures WHERE stage = 'decode'"))
        .containsExactlyInAnyOrder(
            "empty.mp4",
            "no_frames.mp4",
            "no_index.mp4",
            "notes.txt",
            "picture.mp4",
            "random.mp4",
            "truncated.mp4");
    assertThat(run.query("SELECT * FROM failures WHERE message = '' OR error = ''")).isEmpty();
    assertThat(run.err()).startsWith("7 failures").contains("truncated.mp4 (decode, ");
  }

  @Test
  void patternThatMatchesNothingIsOneLine() {
    complains(CountRun.of(directory, "--input=/nowhere/*.mp4"), "/nowhere/*.mp4");
  }

  @Test
  void outputThatCannotBeWrittenIsOneLine() throws Exception {
    Path file = Files.createFile(directory.resolve("file"));

    complains(CountRun.of(file.resolve("below"), input()), "--output", file.toString());
  }

  @Test
  void unknownModelIsOneLine() {
    complains(CountRun.of(directory, input(), "--modelName=nobody"), "nobody");
  }

  @Test
  void serverThatIsNotThereIsOneLine() {
    complains(
        CountRun.of(directory, input(), "--servingTarget=localhost:1", "--servingTimeoutSeconds=1"),
        "localhost:1");
  }

  @Test
  void unknownFlagIsOneLine() {
    complains(CountRun.of(directory, input(), "--colour=red"), "--colour");
  }

  private static String input() {
    return "--input=" + Samples.VIDEOS.resolve("pendulum.mp4");
  }

  private static void complains(CountRun run, String... words) {
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).hasLineCount(1).startsWith("count: ").contains(words);
  }

  private static List<String> names(CountRun run, String sql) throws Exception {
    return run.query(sql).stream()
        .map(row -> String.valueOf(row.get(0)))
        .map(uri -> uri.substring(uri.lastIndexOf('/') + 1))
        .toList();
  }
}
