package dev.strobe.transforms.table;

import java.util.Locale;
import java.util.function.UnaryOperator;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.SchemaBuilder.FieldAssembler;

/** The tables, each a directory of its name below the output. Times are in UTC. */
public enum Table {
  /** One row for every video that was counted. */
  VIDEOS(
      row ->
          row.requiredString("run_id")
              .requiredString("video_uri")
              .requiredDouble("repetitions")
              .requiredLong("completed")
              .optionalDouble("period_frames")
              .optionalDouble("period_seconds")
              .optionalDouble("score")
              .optionalDouble("confidence")
              .optionalDouble("period_margin")
              .optionalDouble("stride_agreement")
              .optionalDouble("repeating_share")
              .optionalDouble("period_entropy")
              .optionalDouble("candidate_repetitions")
              .requiredInt("stride")
              .requiredLong("frame_count")
              .optionalDouble("fps")
              .requiredInt("width")
              .requiredInt("height")
              .requiredString("model_name")
              .requiredLong("model_version")
              .name("processed_at")
              .type(timestamp())
              .noDefault()),

  /** One row for every frame of those. */
  FRAMES(
      row ->
          row.requiredString("run_id")
              .requiredString("video_uri")
              .requiredLong("frame")
              .requiredDouble("time_seconds")
              .optionalDouble("period_frames")
              .requiredDouble("within_period")
              .requiredDouble("frame_count")
              .requiredDouble("cumulative_count")),

  /** One row for every label given to an image. */
  IMAGES(
      row ->
          row.requiredString("run_id")
              .requiredString("image_uri")
              .requiredString("label")
              .requiredDouble("score")
              .requiredInt("rank")
              .requiredString("model_name")
              .requiredLong("model_version")
              .name("processed_at")
              .type(timestamp())
              .noDefault()),

  /** One row for everything that could not be done. */
  FAILURES(
      row ->
          row.requiredString("run_id")
              .requiredString("uri")
              .requiredString("stage")
              .requiredString("error")
              .requiredString("message")
              .requiredInt("attempts")
              .name("occurred_at")
              .type(timestamp())
              .noDefault());

  // Nobody changes a schema after it is made, though its type does not say so.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Schema schema;

  Table(UnaryOperator<FieldAssembler<Schema>> columns) {
    this.schema =
        columns
            .apply(SchemaBuilder.record(directory()).namespace("dev.strobe").fields())
            .endRecord();
  }

  /** The table's name, which is also its directory's. */
  public String directory() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The columns. */
  public Schema schema() {
    return schema;
  }

  private static Schema timestamp() {
    return LogicalTypes.timestampMicros().addToSchema(Schema.create(Schema.Type.LONG));
  }
}
