package dev.strobe.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ModelsMainTest {

  @Test
  void helpSucceeds() {
    assertThat(ModelsMain.run("--help")).isZero();
  }

  @Test
  void missingAndUnknownSubcommandsAreUsageErrors() {
    assertThat(ModelsMain.run()).isEqualTo(2);
    assertThat(ModelsMain.run("juggle")).isEqualTo(2);
    assertThat(ModelsMain.run("saved-model")).isEqualTo(2);
    assertThat(ModelsMain.run("train")).isEqualTo(2);
  }

  @Test
  void trainedModelIsShownAndRun(@TempDir Path directory) {
    String model = directory.resolve("small/1").toString();
    String[] train = {
      "train",
      "--output=" + model,
      "--data=" + directory.resolve("windows"),
      "--checkpoints=" + directory.resolve("checkpoints"),
      "--clip-batches=1",
      "--hard-batches=1",
      "--validation-batches=1",
      "--steps=2"
    };

    assertThat(ModelsMain.run(train)).isZero();
    assertThat(directory.resolve("checkpoints/curve.csv")).isRegularFile();
    assertThat(ModelsMain.run("saved-model", "show", model)).isZero();
    String[] run = {
      "saved-model",
      "run",
      model,
      "--signature=clip",
      "--input=frames=100x96x96x1:0,90,200",
      "--input=strides=1,2"
    };
    assertThat(ModelsMain.run(run)).isZero();
  }

  @Test
  void failureIsOneLineAndExitCodeOne(@TempDir Path directory) {
    assertThat(ModelsMain.run("saved-model", "show", directory.toString())).isEqualTo(1);
    String[] control = {"train", "--output=" + directory, "--control=none", "--steps=0"};
    assertThat(ModelsMain.run(control)).isEqualTo(1);
  }

  @Test
  void scenesAreDrawnOnSheets(@TempDir Path directory) throws Exception {
    String[] render = {"render-scenes", "--output=" + directory, "--clips=1", "--seed=3"};

    assertThat(ModelsMain.run(render)).isZero();
    var sheet = ImageIO.read(directory.resolve("negative-shake.png").toFile());
    assertThat(sheet.getWidth()).isEqualTo(24 * 48);
    assertThat(directory.resolve("layout-joined.png")).isNotEmptyFile();
    assertThat(directory.resolve("repetition-fast.png")).isNotEmptyFile();
  }
}
