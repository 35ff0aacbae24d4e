package dev.strobe.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Int64Value;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.strobe.protos.serving.ModelSpec;
import dev.strobe.protos.serving.PredictRequest;
import dev.strobe.protos.tensorflow.DataType;
import dev.strobe.protos.tensorflow.TensorProto;
import dev.strobe.protos.tensorflow.TensorShapeProto;
import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import dev.strobe.server.tensor.DType;
import dev.strobe.server.tensor.Tensor;
import dev.strobe.server.tensor.TensorAllocator;
import io.grpc.HasByteBuffer;
import io.grpc.KnownLength;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PredictRequestReaderTest {
  private static final int CASES = 20_000;

  private final TensorAllocator allocator = TensorAllocator.create(1 << 20);
  private final PredictRequestReader protobuf =
      new PredictRequestReader(allocator, Integer.MAX_VALUE, 0);
  private final PredictRequestReader own = new PredictRequestReader(allocator, 0, 8);

  @Test
  void ownReaderAgreesWithProtobufOnRequestsWholeAndDamaged() throws IOException {
    var random = new Random(20);
    int taken = 0;
    for (int i = 0; i < CASES; i++) {
      byte[] message = request(random);
      for (int damage = random.nextInt(4); damage > 1; damage--) {
        message = damage(message, random);
      }
      String wanted = print(protobuf.read(new Chunks(message, message.length + 1)));
      String got = print(own.read(new Chunks(message, 1 + random.nextInt(64))));
      assertThat(got).as("case %d", i).isEqualTo(wanted);
      taken += wanted.startsWith("unreadable") ? 0 : 1;
    }
    assertThat(taken).isBetween(CASES / 2, CASES - 1);
  }

  @Test
  void largeContentIsAlignedAndRight() {
    byte[] content = new byte[100_000];
    new Random(1).nextBytes(content);
    var tensor =
        TensorProto.newBuilder()
            .setDtype(DataType.DT_UINT8)
            .setTensorShape(shape(100, 1000))
            .setTensorContent(ByteString.copyFrom(content));
    byte[] message =
        PredictRequest.newBuilder()
            .setModelSpec(ModelSpec.newBuilder().setName("m"))
            .putInputs("x", tensor.build())
            .build()
            .toByteArray();
    IncomingPredict read = new PredictRequestReader(allocator).read(new Chunks(message, 16384));
    try (Tensor x = read.inputs().get("x")) {
      assertThat(x.shape()).containsExactly(100, 1000);
      assertThat(x.data().alignmentOffset(0, TensorAllocator.ALIGNMENT)).isZero();
      byte[] received = new byte[content.length];
      x.data().get(received);
      assertThat(received).isEqualTo(content);
    }
    assertThat(allocator.pooledBytes()).isGreaterThanOrEqualTo(content.length);
  }

  @Test
  void announcedLengthBeyondTheMessageAllocatesNothing() throws IOException {
    var entry = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(entry);
    out.writeUInt32NoTag(PredictRequest.INPUTS_FIELD_NUMBER * 8 + 2);
    out.writeUInt32NoTag(Integer.MAX_VALUE);
    out.flush();
    IncomingPredict read = own.read(new Chunks(entry.toByteArray(), 64));
    assertThat(read.failure().map(ServingException::code)).contains(Code.INVALID_ARGUMENT);
  }

  @Test
  void streamOfUnknownLengthIsRead() {
    byte[] message =
        PredictRequest.newBuilder()
            .setModelSpec(ModelSpec.newBuilder().setName("m"))
            .build()
            .toByteArray();
    InputStream plain = new ByteArrayInputStream(message);
    assertThat(own.read(plain).modelSpec()).contains(ModelSpec.newBuilder().setName("m").build());
  }

  /** A request as some client might write it: values in any field, in pieces, in any order. */
  private static byte[] request(Random random) throws IOException {
    var bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    for (int fields = random.nextInt(6); fields > 0; fields--) {
      switch (random.nextInt(6)) {
        case 0 ->
            out.writeMessage(
                1,
                ModelSpec.newBuilder()
                    .setName("m" + random.nextInt(3))
                    .setVersion(Int64Value.of(random.nextInt(3)))
                    .build());
        case 1 -> out.writeString(3, "y" + random.nextInt(3));
        case 2 -> unknown(out, random);
        default -> out.writeByteArray(2, entry(random));
      }
    }
    out.flush();
    return bytes.toByteArray();
  }

  private static byte[] entry(Random random) throws IOException {
    var bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    boolean valueFirst = random.nextInt(4) == 0;
    if (valueFirst) {
      out.writeByteArray(2, tensor(random));
    }
    out.writeString(1, "x" + random.nextInt(3));
    if (!valueFirst) {
      out.writeByteArray(2, tensor(random));
    }
    if (random.nextInt(10) == 0) {
      out.writeByteArray(2, tensor(random));
      unknown(out, random);
    }
    out.flush();
    return bytes.toByteArray();
  }

  private static byte[] tensor(Random random) throws IOException {
    DType[] types = {DType.FLOAT, DType.DOUBLE, DType.UINT8, DType.INT64, DType.STRING};
    DType dtype = types[random.nextInt(types.length)];
    int elements = random.nextInt(8);
    var bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    boolean headFirst = random.nextInt(4) != 0;
    if (headFirst) {
      head(out, dtype, elements);
    }
    for (int pieces = 1 + random.nextInt(8) / 6; pieces > 0; pieces--) {
      values(out, dtype, elements, random);
    }
    if (!headFirst) {
      head(out, dtype, elements);
    }
    if (random.nextInt(10) == 0) {
      unknown(out, random);
    }
    out.flush();
    return bytes.toByteArray();
  }

  private static void head(CodedOutputStream out, DType dtype, int elements) throws IOException {
    out.writeEnum(1, dtype.number());
    out.writeMessage(2, shape(elements));
  }

  private static TensorShapeProto shape(long... sizes) {
    var shape = TensorShapeProto.newBuilder();
    for (long size : sizes) {
      shape.addDim(TensorShapeProto.Dim.newBuilder().setSize(size));
    }
    return shape.build();
  }

  private static void values(CodedOutputStream out, DType dtype, int elements, Random random)
      throws IOException {
    byte[] content =
        new byte[Math.max(0, elements * dtype.bytes() + (random.nextInt(9) == 0 ? 1 : 0))];
    random.nextBytes(content);
    switch (random.nextInt(6)) {
      case 0, 1, 2 -> out.writeByteArray(4, content);
      case 3 -> out.writeByteArray(dtype == DType.DOUBLE ? 6 : 5, content);
      case 4 -> {
        for (int i = 0; i < elements; i++) {
          out.writeFloat(5, i);
          out.writeInt32(7, i);
          out.writeInt64(10, -i);
          out.writeByteArray(8, new byte[] {(byte) i});
        }
      }
      default -> out.writeByteArray(random.nextInt(18) + 1, content);
    }
  }

  private static void unknown(CodedOutputStream out, Random random) throws IOException {
    switch (random.nextInt(5)) {
      case 0 -> out.writeInt64(77, random.nextLong());
      case 1 -> out.writeFixed32(77, random.nextInt());
      case 2 -> out.writeFixed64(77, random.nextLong());
      case 3 -> out.writeByteArray(77, new byte[random.nextInt(20)]);
      default -> {
        out.writeTag(77, 3);
        out.writeInt32(5, 5);
        out.writeTag(77, 4);
      }
    }
  }

  private static byte[] damage(byte[] message, Random random) {
    if (message.length == 0) {
      return new byte[] {(byte) random.nextInt()};
    }
    byte[] damaged = message.clone();
    int at = random.nextInt(damaged.length);
    switch (random.nextInt(3)) {
      case 0 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> damaged[at] = (byte) random.nextInt();
      default -> damaged = Arrays.copyOf(message, at);
    }
    return damaged;
  }

  private static String print(IncomingPredict read) {
    boolean unreadable =
        read.failure()
            .filter(e -> e.getCause() instanceof InvalidProtocolBufferException)
            .isPresent();
    if (unreadable) {
      return "unreadable";
    }
    Map<String, String> inputs = new HashMap<>();
    read.inputs().forEach((alias, tensor) -> inputs.put(alias, print(tensor)));
    read.discard();
    return read.modelSpec()
        + " "
        + inputs
        + " "
        + read.outputFilter()
        + " "
        + read.failure().map(ServingException::getMessage);
  }

  private static String print(Tensor tensor) {
    if (tensor.dtype() == DType.STRING) {
      return tensor.toString()
          + tensor.strings().stream().map(s -> new String(s, StandardCharsets.ISO_8859_1)).toList();
    }
    byte[] bytes = new byte[tensor.data().remaining()];
    tensor.data().get(bytes);
    return tensor.toString() + Arrays.toString(bytes);
  }

  /** A message in chunks, as the network hands it over. */
  private static final class Chunks extends ByteArrayInputStream
      implements KnownLength, HasByteBuffer {
    private final int chunkSize;

    Chunks(byte[] message, int chunkSize) {
      super(message);
      this.chunkSize = chunkSize;
    }

    @Override
    public boolean byteBufferSupported() {
      return true;
    }

    @Override
    public ByteBuffer getByteBuffer() {
      int end = Math.min(count, (pos / chunkSize + 1) * chunkSize);
      return pos == count ? null : ByteBuffer.wrap(buf, pos, end - pos);
    }
  }
}
