package dev.strobe.server.requestlog;

import com.google.protobuf.Int64Value;
import dev.strobe.protos.serving.ModelSpec;
import dev.strobe.protos.serving.PredictionLog;
import dev.strobe.protos.serving.SamplingConfig;
import dev.strobe.server.servable.ServableId;
import java.util.concurrent.atomic.AtomicBoolean;

/** A request that is to be logged once it has been answered. Ended once, on any thread. */
public final class RequestSample {
  private final LogWriter writer;
  private final WaitingRoom room;
  private final ServableId id;
  private final RequestSampling sampling;
  private final AtomicBoolean ended = new AtomicBoolean();
  private long bytes;

  RequestSample(
      LogWriter writer, WaitingRoom room, ServableId id, RequestSampling sampling, long bytes) {
    this.writer = writer;
    this.room = room;
    this.id = id;
    this.sampling = sampling;
    this.bytes = bytes;
  }

  long version() {
    return id.version();
  }

  /** Whether there is room for an answer of so many bytes too; to be asked before it is copied. */
  public boolean hasRoomFor(long answerBytes) {
    if (!room.isLargeEnoughFor(bytes + answerBytes) || !room.take(answerBytes)) {
      return false;
    }
    bytes += answerBytes;
    return true;
  }

  /** Has the request written, with what is known of it filled in. */
  public void log(PredictionLog.Builder log, String signatureName) {
    if (ended.compareAndSet(false, true)) {
      log.getLogMetadataBuilder()
          .setModelSpec(
              ModelSpec.newBuilder()
                  .setName(id.name())
                  .setVersion(Int64Value.of(id.version()))
                  .setSignatureName(signatureName))
          .setSamplingConfig(SamplingConfig.newBuilder().setSamplingRate(sampling.rate()));
      writer.write(sampling.prefix(), log, () -> room.giveBack(bytes));
    }
  }

  /** Forgets the request, which came to nothing. */
  public void discard() {
    if (ended.compareAndSet(false, true)) {
      room.giveBack(bytes);
    }
  }
}
