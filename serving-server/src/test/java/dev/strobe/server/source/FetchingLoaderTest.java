package dev.strobe.server.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.strobe.server.servable.IdleServable;
import dev.strobe.server.servable.Servable;
import dev.strobe.server.servable.ServableId;
import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A zip file stands for a bucket: another file system, which may go away. */
final class FetchingLoaderTest {
  private static final ServableId ID = new ServableId("m", 1);

  @TempDir Path temp;

  private final List<Path> loaded = new ArrayList<>();
  private final List<String> closed = new ArrayList<>();
  private final FetchingLoader loader = new FetchingLoader(this::load);
  private FileSystem bucket;
  private Path version;

  @BeforeEach
  void fill() throws IOException {
    bucket = FileSystems.newFileSystem(temp.resolve("bucket.zip"), Map.of("create", "true"));
    version = bucket.getPath("/m/1");
    Files.createDirectories(version.resolve("variables"));
    Files.writeString(version.resolve("saved_model.pb"), "graph");
    Files.writeString(version.resolve("variables/variables.index"), "index");
  }

  @Test
  void versionElsewhereIsLoadedFromACopyThatGoesWithIt() {
    Servable servable = loader.load(ID, version);
    Path copy = loaded.get(0);
    assertThat(copy.getFileSystem()).isEqualTo(FileSystems.getDefault());
    assertThat(copy.resolve("saved_model.pb")).hasContent("graph");
    assertThat(copy.resolve("variables/variables.index")).hasContent("index");
    servable.close();
    assertThat(closed).containsExactly("closed");
    assertThat(copy).doesNotExist();
  }

  @Test
  void versionOnThisMachineIsLoadedInPlace() throws IOException {
    Path here = Files.createDirectories(temp.resolve("m/1"));
    Files.writeString(here.resolve("saved_model.pb"), "graph");
    try (Servable servable = loader.load(ID, here)) {
      assertThat(servable).isInstanceOf(IdleServable.class);
    }
    assertThat(loaded).containsExactly(here);
    assertThat(here.resolve("saved_model.pb")).exists();
  }

  @Test
  void copyOfAVersionThatCannotBeLoadedGoesToo() throws IOException {
    Files.writeString(version.resolve("saved_model.pb"), "broken");
    assertThatThrownBy(() -> loader.load(ID, version)).hasMessage("broken graph");
    assertThat(loaded.get(0)).doesNotExist();
  }

  @Test
  void bucketThatIsGoneIsUnavailable() throws IOException {
    bucket.close();
    assertThatThrownBy(() -> loader.load(ID, version))
        .isInstanceOfSatisfying(
            ServingException.class, e -> assertThat(e.code()).isEqualTo(Code.UNAVAILABLE))
        .hasMessageStartingWith("Cannot fetch ")
        .hasMessageContaining("bucket.zip!/m/1: java.nio.file.ClosedFileSystemException");
    assertThat(loaded).isEmpty();
  }

  private Servable load(ServableId id, Path path) {
    loaded.add(path);
    try {
      if (!Files.readString(path.resolve("saved_model.pb")).equals("graph")) {
        throw new ServingException(Code.DATA_LOSS, "broken graph");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new IdleServable(() -> closed.add("closed"));
  }
}
