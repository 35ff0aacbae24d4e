package dev.strobe.transforms.media;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/**
 * Lists media files. The input is one or several of these, separated by commas:
 *
 * <ul>
 *   <li>a file, which is taken whatever it is;
 *   <li>a directory: the files in it that end as videos do ({@code .mp4}, {@code .mov}, ...);
 *   <li>a glob such as {@code clips/*} or {@code gs://bucket/**.mp4}: everything it matches but
 *       directories, hidden files and what plainly stands beside media ({@code .tsv}, {@code
 *       .json}, ...). A comma within braces belongs to the glob.
 * </ul>
 *
 * <p>The output is bounded, in the global window, each file once. An input that matches nothing
 * fails the run; {@link #find} asks beforehand.
 */
public final class ReadMedia extends PTransform<PBegin, PCollection<MediaRef>> {
  private final List<MediaPattern> patterns;

  private ReadMedia(List<MediaPattern> patterns) {
    this.patterns = patterns;
  }

  /**
   * Reads what {@code patterns} matches when the pipeline runs.
   *
   * @throws MediaPatternException if {@code patterns} names nothing at all
   */
  public static ReadMedia from(String patterns) {
    return new ReadMedia(MediaPattern.list(patterns));
  }

  /**
   * What the transform would read, asked for directly. Beam's file systems must be registered for
   * anything but local files ({@code FileSystems.setDefaultPipelineOptions}).
   *
   * @throws MediaPatternException if one of the patterns matches nothing
   * @throws IOException if a listing fails
   */
  public static List<MediaRef> find(String patterns) throws IOException {
    return find(MediaPattern.list(patterns));
  }

  private static List<MediaRef> find(List<MediaPattern> patterns) throws IOException {
    Set<MediaRef> refs = new LinkedHashSet<>();
    for (MediaPattern pattern : patterns) {
      refs.addAll(pattern.find());
    }
    return List.copyOf(refs);
  }

  @Override
  public PCollection<MediaRef> expand(PBegin input) {
    return input
        .apply("Once", Create.of(1).withCoder(VarIntCoder.of()))
        .apply("Find", ParDo.of(new FindFn(patterns)))
        .setCoder(MediaRefCoder.of());
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    builder.add(DisplayData.item("patterns", joined()).withLabel("Input"));
  }

  private String joined() {
    return patterns.stream().map(MediaPattern::spec).collect(Collectors.joining(","));
  }

  private static final class FindFn extends DoFn<Integer, MediaRef> {
    private final List<MediaPattern> patterns;

    FindFn(List<MediaPattern> patterns) {
      this.patterns = patterns;
    }

    @ProcessElement
    public void find(OutputReceiver<MediaRef> refs) throws IOException {
      ReadMedia.find(patterns).forEach(refs::output);
    }
  }
}
