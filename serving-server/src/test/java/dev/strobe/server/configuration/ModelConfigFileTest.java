package dev.strobe.server.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.strobe.server.requestlog.RequestSampling;
import dev.strobe.server.source.VersionSelection;
import dev.strobe.server.source.WatchedModel;
import dev.strobe.server.status.ServingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ModelConfigFileTest {
  @TempDir Path temp;

  @Test
  void everyFormOfTextAndPolicyIsRead() throws IOException {
    List<ServedModel> models =
        read(
            """
            # a comment
            model_config_list {
              config: { name: 'a', base_path: '/m/a'; model_platform: "tensorflow" }
              config {
                name: "b" base_path: "/m/b" model_platform: "tensorflow"
                model_version_policy { all {} }
                version_labels { key: "stable" value: 123 }
              }
              config { name: "c" base_path: "/m/c" model_platform: "tensorflow"
                       model_version_policy { latest { num_versions: 2 } } }
              config { name: "d" base_path: "/m/d" model_type: TENSORFLOW
                       model_version_policy { specific { versions: 1 versions: 7 } } }
            }
            """);
    assertThat(models)
        .containsExactly(
            model("a", VersionSelection.newest(), Map.of()),
            model("b", new VersionSelection.All(), Map.of("stable", 123L)),
            model("c", new VersionSelection.Latest(2), Map.of()),
            model("d", new VersionSelection.Specific(Set.of(1L, 7L)), Map.of()));
  }

  @Test
  void emptyFileHasNoModels() throws IOException {
    assertThat(read("")).isEmpty();
  }

  @Test
  void brokenTextIsLocated() {
    assertFails("model_config_list { config { nam: 'a' } }", "Invalid protobuf file: '");
    assertFails(
        "model_config_list {\n  config { nam: 'a' } }",
        "Error parsing text-format tensorflow.serving.ModelServerConfig: 2:");
  }

  @Test
  void whatIsWrongWithAModelIsNamed() {
    assertFails(
        config("name: 'a' base_path: '/a' model_platform: 'tensorflow'").repeat(2),
        "Illegal to list model a multiple times in config list");
    assertFails(
        config("name: 'a' base_path: 'a' model_platform: 'tensorflow'"),
        "Expected model a to have an absolute path or URI; got base_path()=a");
    assertFails(
        config("name: 'a' base_path: '/a' model_platform: 'caffe'"),
        "Model a requests unsupported platform caffe");
    assertFails(config("name: 'a' base_path: '/a'"), "Illegal setting neither");
    assertFails(
        config("name: 'a' base_path: '/a' model_type: TENSORFLOW model_platform: 'tensorflow'"),
        "Illegal setting both");
    assertFails(config("base_path: '/a' model_platform: 'tensorflow'"), "has no name");
  }

  @Test
  void loggingOfRequestsIsRead() throws IOException {
    String model = "name: 'a' base_path: '/a' model_platform: 'tensorflow' ";
    assertThat(read(config(model + logging("file", "/log/a", "0.5"))).get(0).sampling())
        .contains(new RequestSampling(0.5, Path.of("/log/a")));
    assertFails(config(model + logging("", "/log/a", "1")), "type must be 'file' but was ''");
    assertFails(config(model + logging("file", "log/a", "1")), "must be an absolute path");
    assertFails(config(model + logging("file", "/log/a", "1.5")), "must be in [0, 1] but was 1.5");
    assertFails(
        config(model + logging("file", "/log/a", "1 attributes: 1")),
        "The logging_config of model a: only log_collector_config and sampling_rate are supported");
    assertFails(
        config(model + logging("file", "/log/a", "1"))
            + config(
                "name: 'b' base_path: '/b' model_platform: 'tensorflow' "
                    + logging("file", "/log/./a", "1")),
        "models a and b has the same filename_prefix /log/a");
  }

  private static String logging(String type, String prefix, String rate) {
    return """
    logging_config {
      log_collector_config { type: '%s' filename_prefix: '%s' }
      sampling_config { sampling_rate: %s }
    }"""
        .formatted(type, prefix, rate);
  }

  @Test
  void missingFileIsNamed() {
    assertThatThrownBy(() -> ModelConfigFile.read(temp.resolve("none")))
        .isInstanceOf(ServingException.class)
        .hasMessageContaining("Cannot read the model config file");
  }

  private static ServedModel model(
      String name, VersionSelection selection, Map<String, Long> labels) {
    return new ServedModel(new WatchedModel(name, Path.of("/m", name), selection), labels);
  }

  private static String config(String fields) {
    return "model_config_list { config { " + fields + " } }\n";
  }

  private List<ServedModel> read(String text) throws IOException {
    return ModelConfigFile.read(Files.writeString(temp.resolve("models.config"), text));
  }

  private void assertFails(String text, String message) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(ServingException.class)
        .hasMessageContaining(message);
  }
}
