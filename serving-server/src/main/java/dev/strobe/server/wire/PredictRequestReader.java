package dev.strobe.server.wire;

import static java.util.Objects.requireNonNull;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import dev.strobe.protos.serving.PredictRequest;
import dev.strobe.protos.tensorflow.TensorProto;
import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import dev.strobe.server.tensor.TensorAllocator;
import io.grpc.KnownLength;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads Predict requests from the network. Small ones are left to protobuf; of large ones only the
 * parts around the tensors are, so that elements are copied once, from the network's chunks to
 * where the runtime uses them. Accepts what protobuf accepts, to the same effect. Safe for use by
 * many threads.
 */
public final class PredictRequestReader {
  private static final int SMALL_MESSAGE = 8192;
  private static final int MIN_GATHERED = 4096;
  private static final int INPUTS_TAG = PredictRequest.INPUTS_FIELD_NUMBER * 8 + 2;
  private static final int ENTRY_KEY_TAG = 1 * 8 + 2;
  private static final int ENTRY_VALUE_TAG = 2 * 8 + 2;

  private final TensorAllocator allocator;
  private final int smallMessage;
  private final int minGathered;

  /** Reads into memory of {@code allocator}. */
  public PredictRequestReader(TensorAllocator allocator) {
    this(allocator, SMALL_MESSAGE, MIN_GATHERED);
  }

  PredictRequestReader(TensorAllocator allocator, int smallMessage, int minGathered) {
    this.allocator = requireNonNull(allocator, "allocator");
    this.smallMessage = smallMessage;
    this.minGathered = minGathered;
  }

  /** Reads a request to the stream's end. What is wrong with it is in the request itself. */
  public IncomingPredict read(InputStream stream) {
    try {
      InputStream known = stream;
      if (!(stream instanceof KnownLength)) {
        known = new ByteArrayInputStream(stream.readAllBytes());
      }
      int size = known.available();
      return size <= smallMessage
          ? small(PredictRequest.parseFrom(known.readNBytes(size)))
          : large(new ChunkedInput(known, size));
    } catch (IOException e) {
      return failed(Code.INVALID_ARGUMENT, "Cannot read the request: " + e.getMessage(), e);
    } catch (OutOfMemoryError e) {
      return failed(Code.RESOURCE_EXHAUSTED, "No memory for the request: " + e.getMessage(), e);
    }
  }

  private IncomingPredict small(PredictRequest request) throws IOException {
    var inputs = new Inputs();
    for (Map.Entry<String, TensorProto> input : request.getInputsMap().entrySet()) {
      String alias = input.getKey();
      inputs.put(alias, () -> TensorProtos.decode(alias, input.getValue(), allocator));
    }
    return inputs.with(request);
  }

  private IncomingPredict large(ChunkedInput in) throws IOException {
    var inputs = new Inputs();
    var rest = new ByteArrayOutputStream();
    try {
      int end = in.size();
      for (int tag = in.readTag(end); tag != 0; tag = in.readTag(end)) {
        if (tag == INPUTS_TAG) {
          int length = in.readLength(end);
          readInput(in, in.position() + length, inputs);
        } else {
          in.copyField(tag, end, rest);
        }
      }
      return inputs.with(PredictRequest.parseFrom(rest.toByteArray()));
    } catch (IOException | OutOfMemoryError e) {
      inputs.discard();
      throw e;
    }
  }

  /** Reads one entry of the map of inputs. */
  private void readInput(ChunkedInput in, int end, Inputs inputs) throws IOException {
    var tensor = new TensorAccumulator(allocator, minGathered);
    try {
      String alias = "";
      for (int tag = in.readTag(end); tag != 0; tag = in.readTag(end)) {
        switch (tag) {
          case ENTRY_KEY_TAG -> alias = utf8(in.readBytes(in.readLength(end)));
          case ENTRY_VALUE_TAG -> {
            int length = in.readLength(end);
            tensor.read(in, in.position() + length);
          }
          default -> in.skipField(tag, end);
        }
      }
      String finalAlias = alias;
      inputs.put(finalAlias, () -> tensor.finish(finalAlias));
    } finally {
      tensor.discard();
    }
  }

  private static String utf8(byte[] bytes) throws IOException {
    ByteString string = UnsafeByteOperations.unsafeWrap(bytes);
    if (!string.isValidUtf8()) {
      throw new InvalidProtocolBufferException("The alias of an input is not UTF-8");
    }
    return string.toStringUtf8();
  }

  private static IncomingPredict failed(Code code, String message, Throwable cause) {
    return new IncomingPredict(
        Optional.empty(),
        Map.of(),
        List.of(),
        Optional.of(new ServingException(code, message, cause)));
  }
}
