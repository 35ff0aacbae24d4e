package dev.strobe.transforms.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.beam.sdk.testing.CoderProperties;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(TestPipelineExtension.class)
class ReadMediaTest {
  @TempDir Path folder;

  @BeforeEach
  void files() throws IOException {
    Files.createDirectory(folder.resolve("more.mp4.d"));
    for (String name :
        List.of("a.mp4", "B.MOV", "c d.mkv", "INDEX.tsv", "notes.txt", ".hidden.mp4", "_tmp.mp4")) {
      Files.write(folder.resolve(name), new byte[name.length()]);
    }
  }

  @Test
  void directoryGivesItsVideosAndNothingElse() throws Exception {
    assertThat(ReadMedia.find(folder.toString()))
        .containsExactly(ref("B.MOV"), ref("a.mp4"), ref("c d.mkv"));
  }

  @Test
  void globGivesEverythingButSideFiles() throws Exception {
    assertThat(ReadMedia.find(folder + "/*"))
        .containsExactly(ref("B.MOV"), ref("a.mp4"), ref("c d.mkv"), ref("notes.txt"));
  }

  @Test
  void fileNamedOutrightIsTakenWhateverItIs() throws Exception {
    assertThat(ReadMedia.find(folder.resolve("INDEX.tsv").toString()))
        .containsExactly(ref("INDEX.tsv"));
  }

  @Test
  void patternsMayBeListedAndAFileComesOnce() throws Exception {
    assertThat(ReadMedia.find("%1$s/a.mp4, %1$s/*.{mp4,mkv}".formatted(folder)))
        .containsExactly(ref("a.mp4"), ref("c d.mkv"));
  }

  @Test
  void patternThatMatchesNothingIsNamed() {
    assertThatThrownBy(() -> ReadMedia.find(folder + "/a.mp4," + folder + "/*.nope"))
        .isInstanceOf(MediaPatternException.class)
        .hasMessage("no file matches '%s/*.nope'", folder);
  }

  @Test
  void directoryWithoutVideosSaysWhatAVideoIs() {
    assertThatThrownBy(() -> ReadMedia.find(folder + "/more.mp4.d"))
        .isInstanceOf(MediaPatternException.class)
        .hasMessageStartingWith("the directory '%s/more.mp4.d' holds no video", folder)
        .hasMessageContaining("mp4");
  }

  @Test
  void patternsThatCannotBeReadAreOneLine() {
    assertThatThrownBy(() -> ReadMedia.find("nowhere://bucket/*"))
        .isInstanceOf(MediaPatternException.class)
        .hasMessageContaining("nowhere://bucket/*");
    assertThatThrownBy(() -> ReadMedia.find(folder + "/[a"))
        .isInstanceOf(MediaPatternException.class)
        .hasMessageNotContaining("\n");
    assertThatThrownBy(() -> ReadMedia.from(" , "))
        .isInstanceOf(MediaPatternException.class)
        .hasMessageContaining("' , '");
  }

  @Test
  void transformGivesWhatFindGives(TestPipeline pipeline) throws Exception {
    PAssert.that(pipeline.apply(ReadMedia.from(folder + "/*.mp4")))
        .containsInAnyOrder(List.of(ref("a.mp4")));
    pipeline.run().waitUntilFinish();
  }

  @Test
  void coderGivesBackWhatItTook() throws Exception {
    MediaRef ref = new MediaRef("gs://b/ü.mp4", 5_000_000_000L);
    CoderProperties.coderDecodeEncodeEqual(MediaRefCoder.of(), ref);
    CoderProperties.coderSerializable(MediaRefCoder.of());
    assertThat(CoderUtils.encodeToByteArray(MediaRefCoder.of(), ref)).hasSize(19);
  }

  private MediaRef ref(String name) {
    return new MediaRef(folder.resolve(name).toString(), name.length());
  }
}
