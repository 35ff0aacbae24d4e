package dev.strobe.server.warmup;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.TextFormat;
import dev.strobe.protos.serving.PredictionLog;
import dev.strobe.protos.serving.PredictionLog.LogTypeCase;
import dev.strobe.server.servable.ServableCatalog;
import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import dev.strobe.server.tfrecord.RecordReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The requests in one file, replayed in order, with TensorFlow Serving's limits and texts. */
final class WarmupRequests {
  private static final Logger log = LoggerFactory.getLogger(WarmupRequests.class);
  private static final int MAX_RECORDS = 1000;
  private static final int SHOWN_BYTES = 64;
  private static final Set<LogTypeCase> UNSUPPORTED =
      EnumSet.of(LogTypeCase.SESSION_RUN_LOG, LogTypeCase.PREDICT_STREAMED_LOG);

  private final Path file;
  private final Map<LogTypeCase, LogReplay> replays;
  private final int iterations;
  private final Set<LogTypeCase> passedOver = EnumSet.noneOf(LogTypeCase.class);
  private int count;

  WarmupRequests(Path file, Map<LogTypeCase, LogReplay> replays, int iterations) {
    this.file = file;
    this.replays = replays;
    this.iterations = iterations;
  }

  /** How many records were read so far. */
  int count() {
    return count;
  }

  /** Replays all records. */
  void replay(RecordReader records, ServableCatalog version) throws IOException {
    Optional<byte[]> record = records.next();
    while (record.isPresent()) {
      count++;
      if (count > MAX_RECORDS) {
        throw new ServingException(
            Code.INVALID_ARGUMENT,
            "Number of warmup records exceeds the maximum (%d) at %s".formatted(MAX_RECORDS, file));
      }
      replay(parse(record.get()), version);
      record = records.next();
    }
  }

  private PredictionLog parse(byte[] record) {
    try {
      return PredictionLog.parseFrom(record);
    } catch (InvalidProtocolBufferException e) {
      int shown = Math.min(record.length, SHOWN_BYTES);
      throw new ServingException(
          Code.INVALID_ARGUMENT,
          "Failed to parse warmup record: %s from %s"
              .formatted(TextFormat.escapeBytes(ByteString.copyFrom(record, 0, shown)), file),
          e);
    }
  }

  private void replay(PredictionLog request, ServableCatalog version) {
    LogTypeCase type = request.getLogTypeCase();
    LogReplay replay = replays.get(type);
    if (UNSUPPORTED.contains(type)) {
      throw new ServingException(
          Code.UNIMPLEMENTED, "Unsupported log_type for warmup: " + type.getNumber());
    }
    if (replay == null) {
      if (passedOver.add(type)) {
        log.info("Records of type {} at {} are passed over", type, file);
      }
      return;
    }
    for (int i = 0; i < iterations; i++) {
      await(replay.replay(request, version));
    }
  }

  private static void await(CompletableFuture<?> call) {
    try {
      Object unused = call.get();
    } catch (ExecutionException e) {
      throw ServingException.of(e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServingException(Code.CANCELLED, "Interrupted while a version was warmed up", e);
    }
  }
}
