package dev.strobe.transforms.infer;

import dev.strobe.transforms.decode.DecodeException;
import dev.strobe.transforms.decode.FrameBatch;
import dev.strobe.transforms.failure.Stage;
import dev.strobe.transforms.media.MediaRef;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Decodes a video and puts its clips to a model while it goes on decoding. Returns as soon as the
 * last call is under way; the answers are waited for in {@link PendingVideo}. Used by one thread.
 */
final class VideoScorer {
  /**
   * Bounds a clip: 48 MiB of pixels, or 3072 frames, whichever is less. The longer clips are, the
   * fewer frames lie in two of them; but a model may keep several times a frame's bytes of each.
   */
  private static final long MAX_CLIP_BYTES = 48L << 20;

  private static final int MAX_CLIP_FRAMES = 3072;
  private static final String NOT_DECODABLE = "NOT_DECODABLE";

  private final ModelSession session;
  private final FrameSource.Opener opener;
  private final InferConfig config;
  private final InstantSource clock;
  private final int maxFrames;
  private final List<StrideGroup> groups;

  VideoScorer(
      ModelSession session, FrameSource.Opener opener, InferConfig config, InstantSource clock) {
    this.session = session;
    this.opener = opener;
    this.config = config;
    this.clock = clock;
    PeriodModel model = session.model();
    this.maxFrames = (int) Math.min(MAX_CLIP_FRAMES, MAX_CLIP_BYTES / model.frameShape().bytes());
    int maxUnit = model.signature().modelCutsWindows() ? maxFrames / 2 : maxFrames;
    this.groups = StrideGroup.of(config.strides(), model.windowRows(), maxUnit);
  }

  /** Decodes all of it and starts all its calls. Waits only where the limit on calls says so. */
  PendingVideo start(MediaRef ref) throws InterruptedException {
    PendingVideo pending = new PendingVideo(ref.uri(), session.model(), config.strides(), clock);
    try (FrameSource source = opener.open(ref, session.model().frameShape())) {
      pending.opened(source.info());
      score(config.frames().of(source, session.model().frameShape(), pending.log()), pending);
      source
          .problem()
          .ifPresent(wrong -> pending.fail(Stage.DECODE, wrong.kind().name(), wrong.message()));
    } catch (DecodeException e) {
      pending.fail(Stage.DECODE, NOT_DECODABLE, message(e));
    } catch (IOException e) {
      pending.abandon(
          Stage.READ, e.getClass().getSimpleName(), ref.uri() + " cannot be read: " + message(e));
    }
    return pending;
  }

  private void score(FrameSource source, PendingVideo pending)
      throws IOException, InterruptedException {
    List<ClipCutter> cutters = groups.stream().map(this::cutter).toList();
    Optional<FrameBatch> last = scoreFullClips(source, cutters, pending);
    if (last.isEmpty() || pending.isLost()) {
      return;
    }
    for (ClipCutter cutter : cutters) {
      call(cutter.finish(), pending);
    }
    if (config.padding()) {
      callPadding(last.get(), pending);
    }
  }

  private ClipCutter cutter(StrideGroup group) {
    return session.model().signature().modelCutsWindows()
        ? ClipCutter.overlapping(group, maxFrames)
        : ClipCutter.sideBySide(group);
  }

  /** Reads to the end, or to where the video cannot be decoded any more; gives the last batch. */
  private Optional<FrameBatch> scoreFullClips(
      FrameSource source, List<ClipCutter> cutters, PendingVideo pending)
      throws IOException, InterruptedException {
    int frames = StrideGroup.commonFrames(groups);
    Optional<FrameBatch> last = Optional.empty();
    try {
      Optional<FrameBatch> batch = source.next(frames);
      while (batch.isPresent() && !pending.isLost()) {
        for (ClipCutter cutter : cutters) {
          call(cutter.add(batch.get()), pending);
        }
        last = batch;
        batch = source.next(frames);
      }
    } catch (DecodeException e) {
      pending.fail(Stage.DECODE, NOT_DECODABLE, message(e));
    }
    return last;
  }

  private void call(Optional<FrameClip> clip, PendingVideo pending) throws InterruptedException {
    if (clip.isPresent()) {
      Iterator<PeriodRequest> requests =
          session.model().signature().requests(clip.get()).iterator();
      while (requests.hasNext()) {
        pending.called(session.call(requests.next()));
      }
    }
  }

  /** A clip of the last frame alone makes the window that the tail of a batch is filled up with. */
  private void callPadding(FrameBatch last, PendingVideo pending) throws InterruptedException {
    int bytes = last.shape().bytes();
    FrameClip still =
        new FrameClip(
            0, 1, last.shape(), last.pixels().slice(bytes * (last.count() - 1), bytes), List.of(1));
    Iterator<PeriodRequest> requests = session.model().signature().requests(still).iterator();
    pending.calledPadding(session.call(requests.next()));
  }

  private static String message(Exception e) {
    return String.valueOf(e.getMessage());
  }
}
