package dev.strobe.transforms.decode;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decodes one video, front to back, to the size and colours of a model.
 *
 * <p>Every frame of the video stream comes out once, upright, scaled by area average to exactly the
 * shape asked for. In memory are the batch being filled and the frames the codec itself holds. Used
 * by one thread at a time.
 */
public final class VideoDecoder implements AutoCloseable {
  private static final long UNKNOWN_FRAMES = 64;

  private final String uri;
  private final OwnedResources owned;
  private final ChannelInput input;
  private final Demuxer demuxer;
  private final FrameReader reader;
  private final FrameScaler scaler;
  private final FrameClock clock;
  private final FrameShape shape;
  private final VideoInfo info;
  private boolean frameWaits = true;
  private long frames;
  private boolean closed;

  /** Takes a stream whose first frame stands in {@code reader}. */
  private VideoDecoder(
      String uri,
      OwnedResources owned,
      ChannelInput input,
      Demuxer demuxer,
      FrameReader reader,
      FrameShape shape) {
    this.uri = uri;
    this.owned = owned;
    this.input = input;
    this.demuxer = demuxer;
    this.reader = reader;
    this.shape = shape;
    this.info = demuxer.info(reader.frame());
    this.clock = new FrameClock(demuxer.timeBase(), info.framesPerSecond());
    this.scaler = new FrameScaler(reader.frame(), shape, demuxer.orientation());
    owned.add(scaler::close);
  }

  /**
   * Opens a video and decodes its first frame. The decoder closes the channel, also where this
   * fails.
   *
   * @param uri what messages call the video
   * @throws DecodeException if there is no video in the channel, or none of its frames can be
   *     decoded
   * @throws IOException if the channel fails
   */
  public static VideoDecoder open(
      String uri, SeekableByteChannel channel, FrameShape shape, DecoderConfig config)
      throws DecodeException, IOException {
    requireNonNull(uri, "uri");
    requireNonNull(shape, "shape");
    requireNonNull(config, "config");
    var owned = new OwnedResources();
    owned.add(requireNonNull(channel, "channel")::close);
    try {
      return open(uri, channel, shape, config, owned);
    } catch (DecodeException | IOException | RuntimeException | Error failed) {
      try {
        owned.close();
      } catch (IOException closing) {
        failed.addSuppressed(closing);
      }
      throw failed;
    }
  }

  private static VideoDecoder open(
      String uri,
      SeekableByteChannel channel,
      FrameShape shape,
      DecoderConfig config,
      OwnedResources owned)
      throws DecodeException, IOException {
    try {
      var input = new ChannelInput(channel);
      owned.add(input::close);
      Demuxer demuxer = Demuxer.open(uri, input, config);
      owned.add(demuxer::close);
      FrameReader reader = FrameReader.open(uri, demuxer, config);
      owned.add(reader::close);
      boolean hasFrame = reader.advance();
      input.throwFailure();
      if (!hasFrame) {
        throw new DecodeException(uri, noFrames(demuxer));
      }
      return new VideoDecoder(uri, owned, input, demuxer, reader, shape);
    } catch (DecodeException found) {
      Optional<String> wrong = Diagnosis.of(channel);
      throw wrong.isPresent() ? new DecodeException(uri, wrong.get()) : found;
    }
  }

  private static String noFrames(Demuxer demuxer) {
    return demuxer.indexedPackets() > 0
        ? "none of its %d declared frames can be decoded".formatted(demuxer.indexedPackets())
        : "the video has no frames";
  }

  /** What the video says about itself. */
  public VideoInfo info() {
    return info;
  }

  /**
   * Decodes on. Each batch but the last holds exactly {@code maxFrames} frames; after the last
   * there is none.
   *
   * @param maxFrames at least 1, and no more than fit 2^31 - 1 bytes
   * @throws DecodeException if the video turns into something that cannot be scaled
   * @throws IOException if the channel fails
   */
  public Optional<FrameBatch> next(int maxFrames) throws DecodeException, IOException {
    requireFrames(maxFrames);
    requireOpen();
    if (!frameWaits) {
      return Optional.empty();
    }
    var batch = new BatchBuilder(shape, maxFrames, expectedFrames());
    while (frameWaits && !batch.isFull()) {
      if (!scaler.scale(batch.pixels(), batch.offset())) {
        throw new DecodeException(
            uri, "frame %d cannot be scaled".formatted(frames + batch.count()));
      }
      batch.add(clock.next(reader.frame()));
      frameWaits = reader.advance();
    }
    input.throwFailure();
    FrameBatch built = batch.build(frames);
    frames += built.count();
    return Optional.of(built);
  }

  /** How many frames are left if the container tells the truth. */
  private long expectedFrames() {
    long left = demuxer.indexedPackets() - frames;
    return left > 0 ? left : UNKNOWN_FRAMES;
  }

  /**
   * What is missing from the frames, once {@link #next} has returned the last of them; empty before
   * that, and where nothing is.
   */
  public Optional<DecodeProblem> problem() {
    return Optional.ofNullable(frameWaits ? null : findProblem());
  }

  private @Nullable DecodeProblem findProblem() {
    long missing = demuxer.indexedPackets() - demuxer.packets();
    String error = demuxer.readError();
    if (missing > 0 || error != null) {
      String expected = missing > 0 ? " of " + demuxer.indexedPackets() : "";
      String reason = error == null ? "" : " (" + error + ")";
      return new DecodeProblem(
          DecodeProblem.Kind.BROKEN_OFF,
          "%s: the video breaks off after %d%s frames%s".formatted(uri, frames, expected, reason));
    }
    if (reader.corruptFrames() > 0 || reader.rejected() > 0) {
      return new DecodeProblem(
          DecodeProblem.Kind.CORRUPT_FRAMES,
          "%s: %d of %d frames are damaged, %d more could not be decoded"
              .formatted(uri, reader.corruptFrames(), frames, reader.rejected()));
    }
    return null;
  }

  private void requireFrames(int maxFrames) {
    int most = Integer.MAX_VALUE / shape.bytes();
    if (maxFrames < 1 || maxFrames > most) {
      throw new IllegalArgumentException(
          "maxFrames must be in [1, %d] but was %d".formatted(most, maxFrames));
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException(uri + ": the decoder is closed");
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    owned.close();
  }
}
