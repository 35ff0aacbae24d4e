package dev.strobe.models.render;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The table that lies beside the sample videos: one line each, with the truth. */
final class SampleIndex {
  private static final String HEADER = "file\ttrue_count\tfps\tframes\twidth\theight\tnote\n";

  private SampleIndex() {}

  static void write(Path file, List<Sample> samples) throws IOException {
    var text = new StringBuilder(HEADER);
    for (Sample sample : samples) {
      text.append(line(sample));
    }
    Files.writeString(file, text);
  }

  private static String line(Sample sample) {
    return String.format(
        Locale.ROOT,
        "%s\t%d\t%.3f\t%d\t%d\t%d\t%s\n",
        sample.file(),
        sample.trueCount(),
        sample.timing().framesPerSecond(),
        sample.timing().frames(),
        sample.picture().width(),
        sample.picture().height(),
        sample.note());
  }
}
