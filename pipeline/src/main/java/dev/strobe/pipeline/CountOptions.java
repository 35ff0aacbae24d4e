package dev.strobe.pipeline;

import dev.strobe.pipeline.serving.ServingConfig;
import java.util.List;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/**
 * The flags of the main job, as Beam parses them. They go no further than {@link CountConfig},
 * which checks them; where no default is given here, it depends on {@code --scoring}.
 */
public interface CountOptions extends PipelineOptions {
  @Description("Videos to count: a file, a folder or a pattern; several separated by commas")
  @Default.String("testdata/videos")
  String getInput();

  void setInput(String input);

  @Description("Folder that the tables are written to; tables of an earlier run are replaced")
  @Default.String("out")
  String getOutput();

  void setOutput(String output);

  @Description("Model server: 'embedded', or a gRPC target such as host:8500 or dns:///svc:8500")
  @Default.String(ServingConfig.EMBEDDED)
  String getServingTarget();

  void setServingTarget(String target);

  @Description("Folder that holds a folder per model, for the embedded server")
  @Default.String("testdata/models")
  String getModelBasePath();

  void setModelBasePath(String path);

  @Description("Name of the repetition model")
  @Default.String("repnet-small")
  String getModelName();

  void setModelName(String name);

  @Description("Seconds that one call to the model server may take, retries included")
  @Default.Integer(120)
  int getServingTimeoutSeconds();

  void setServingTimeoutSeconds(int seconds);

  @Description(
      "How scores become counts: 'joint', the default for models with the signature 'clip',"
          + " 'corrected', the default for others, or 'reference' as published")
  @Nullable String getScoring();

  void setScoring(@Nullable String scoring);

  @Description(
      "Strides to look at a video with, in frames; default 1,2,4,8 for 'joint', else 1,2,3,4")
  @Nullable List<Integer> getStrides();

  void setStrides(@Nullable List<Integer> strides);

  @Description(
      "Score below which a whole video counts as not periodic, 0..1; with 'joint' four times it,"
          + " at most 0.3, for fewer than three repetitions")
  @Nullable Double getThreshold();

  void setThreshold(@Nullable Double threshold);

  @Description("Score above which a frame counts as periodic, 0..1")
  @Nullable Double getWithinPeriodThreshold();

  void setWithinPeriodThreshold(@Nullable Double threshold);

  @Description("Smooth the frames' scores and counts by a median over five frames")
  @Default.Boolean(true)
  boolean getMedianFilter();

  void setMedianFilter(boolean on);

  @Description("Assume one speed for the whole video")
  @Default.Boolean(false)
  boolean getConstantSpeed();

  void setConstantSpeed(boolean on);

  @Description("Assume that every frame is part of a repetition")
  @Default.Boolean(false)
  boolean getFullyPeriodic();

  void setFullyPeriodic(boolean on);

  @Description("Print stack traces of errors")
  @Default.Boolean(false)
  boolean getVerbose();

  void setVerbose(boolean verbose);
}
