package dev.strobe.transforms.infer;

import dev.strobe.transforms.decode.DecodeException;
import dev.strobe.transforms.decode.DecodeProblem;
import dev.strobe.transforms.decode.FrameBatch;
import dev.strobe.transforms.decode.VideoInfo;
import java.io.IOException;
import java.util.Optional;

/** All frames of a source, written down in a log. */
record EveryFrame(FrameSource source, FrameLog log) implements FrameSource {

  @Override
  public VideoInfo info() {
    return source.info();
  }

  @Override
  public Optional<FrameBatch> next(int frames) throws DecodeException, IOException {
    Optional<FrameBatch> batch = source.next(frames);
    batch.ifPresent(this::write);
    return batch;
  }

  private void write(FrameBatch batch) {
    int first = log.frames();
    log.decoded(batch);
    for (int i = 0; i < batch.count(); i++) {
      log.kept(first + i);
    }
  }

  @Override
  public Optional<DecodeProblem> problem() {
    return source.problem();
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
