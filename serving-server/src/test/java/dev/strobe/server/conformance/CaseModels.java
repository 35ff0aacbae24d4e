package dev.strobe.server.conformance;

import dev.strobe.server.TestModels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The models that the cases are about. By default they are the project's own, laid out with the
 * version numbers of TensorFlow Serving's test models; with the system property {@value #STOCK}
 * they are those themselves.
 */
final class CaseModels {
  private static final String STOCK = "strobe.conformance.models";

  private final Path root;
  private final boolean stock;

  private CaseModels(Path root, boolean stock) {
    this.root = root;
    this.stock = stock;
  }

  /** The models, those of our own being written to a folder. */
  static CaseModels in(Path folder) throws IOException {
    String given = System.getProperty(STOCK, "");
    if (!given.isEmpty()) {
      return new CaseModels(Path.of(given).toAbsolutePath(), true);
    }
    Path half = TestModels.path("own_half_plus_two");
    OwnModels.halfPlusTwo(half, folder.resolve("saved_model_half_plus_two_cpu/00000123"));
    OwnModels.halfPlusTwo(half, folder.resolve("saved_model_half_plus_two_2_versions/00000123"));
    OwnModels.halfPlusTwo(half, folder.resolve("saved_model_half_plus_two_2_versions/00000124"));
    OwnModels.halfPlus(
        3, new long[] {-1, 1}, folder.resolve("saved_model_half_plus_three/00000123"));
    OwnModels.allPredict(half, folder.resolve("saved_model_half_plus_two_tf2_cpu/00000123"));
    OwnModels.counter(folder.resolve("saved_model_counter/00000123"));
    OwnModels.halfPlus(2, new long[] {-1, 3, 3}, folder.resolve("matrix_half_plus_two/1"));
    return new CaseModels(folder, false);
  }

  /** The base path of one of TensorFlow Serving's test models, or of what stands in for it. */
  Path path(String model) {
    return root.resolve(model);
  }

  /** What the REST interface tells of the first of them, served as {@code default}. */
  Path metadata() {
    return stock
        ? root.resolve("half_plus_two_model_metadata.json")
        : Path.of("src", "test", "resources", "conformance", "half_plus_two_metadata.json");
  }

  /**
   * The models' configuration that the cases presume, as a file for {@code --model_config_file}.
   */
  Path config(Path file) {
    String models =
        Stream.of(
                entry("hp2", path("saved_model_half_plus_two_cpu"), ""),
                entry("default", path("saved_model_half_plus_two_cpu"), ""),
                entry("hp3", path("saved_model_half_plus_three"), ""),
                entry(
                    "two",
                    path("saved_model_half_plus_two_2_versions"),
                    "model_version_policy { all {} } "
                        + "version_labels { key: 'stable' value: 123 } "
                        + "version_labels { key: 'canary' value: 124 }"),
                entry("tf2", path("saved_model_half_plus_two_tf2_cpu"), ""),
                entry("counter", path("saved_model_counter"), ""),
                entry("matrix", path("matrix_half_plus_two"), ""),
                entry("types", TestModels.path("types_echo"), ""),
                entry("twoin", TestModels.path("two_in"), ""),
                entry("slow", TestModels.path("slow_matmul"), ""),
                entry(
                    "ver",
                    TestModels.path("version_echo"),
                    "model_version_policy { latest { num_versions: 2 } }"))
            .reduce("", String::concat);
    try {
      return Files.writeString(file, "model_config_list {\n" + models + "}\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String entry(String name, Path base, String rest) {
    return "  config { name: '%s' base_path: '%s' model_platform: 'tensorflow' %s }\n"
        .formatted(name, base, rest);
  }
}
