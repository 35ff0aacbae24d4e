package dev.strobe.transforms.table;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.strobe.transforms.count.RepetitionCount;
import dev.strobe.transforms.failure.Failure;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PInput;
import org.apache.beam.sdk.values.POutput;
import org.apache.beam.sdk.values.PValue;
import org.apache.beam.sdk.values.TupleTag;

/** What goes into the tables: counts into videos and frames, failures into failures. */
public final class TableRows implements PInput {
  private final TupleTag<RepetitionCount> countsTag = new TupleTag<>() {};
  private final TupleTag<Failure> failuresTag = new TupleTag<>() {};
  private final PCollection<RepetitionCount> counts;
  private final PCollection<Failure> failures;

  private TableRows(PCollection<RepetitionCount> counts, PCollection<Failure> failures) {
    this.counts = counts;
    this.failures = failures;
  }

  /** Bounded collections in the global window. */
  public static TableRows of(PCollection<RepetitionCount> counts, PCollection<Failure> failures) {
    return new TableRows(counts, failures);
  }

  /** Applies a transform to both. */
  @CanIgnoreReturnValue
  public <T extends POutput> T apply(String name, PTransform<? super TableRows, T> transform) {
    return Pipeline.applyTransform(name, this, transform);
  }

  PCollection<RepetitionCount> counts() {
    return counts;
  }

  PCollection<Failure> failures() {
    return failures;
  }

  @Override
  public Pipeline getPipeline() {
    return counts.getPipeline();
  }

  @Override
  public Map<TupleTag<?>, PValue> expand() {
    return Map.of(countsTag, counts, failuresTag, failures);
  }
}
