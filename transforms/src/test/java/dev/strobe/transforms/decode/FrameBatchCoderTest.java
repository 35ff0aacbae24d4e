package dev.strobe.transforms.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.beam.sdk.testing.CoderProperties;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;

final class FrameBatchCoderTest {
  private static final FrameShape SHAPE = new FrameShape(30, 40, 3);

  @Test
  void batchComesBackEqual() throws Exception {
    CoderProperties.coderDecodeEncodeEqual(FrameBatchCoder.of(), batch(50));
    CoderProperties.coderSerializable(FrameBatchCoder.of());
  }

  @Test
  void sizeIsPixelsTimesAndTwentyFourBytes() throws Exception {
    byte[] encoded = CoderUtils.encodeToByteArray(FrameBatchCoder.of(), batch(50));
    assertThat(encoded).hasSize(24 + 50 * (8 + 30 * 40 * 3));
    assertThat(FrameBatchCoder.of().getEncodedElementByteSize(batch(50))).isEqualTo(encoded.length);
  }

  @Test
  void cutBytesAreRefused() throws Exception {
    byte[] encoded = CoderUtils.encodeToByteArray(FrameBatchCoder.of(), batch(2));
    byte[] cut = Arrays.copyOf(encoded, encoded.length - 1);
    assertThatThrownBy(() -> FrameBatchCoder.of().decode(new ByteArrayInputStream(cut)))
        .isInstanceOf(EOFException.class);
  }

  @Test
  void bytesMustFitTheFrames() {
    assertThatThrownBy(() -> FrameBatch.of(0, SHAPE, ByteBuffer.allocate(3601), new double[1]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("take 3600 bytes but 3601 were given");
  }

  private static FrameBatch batch(int count) {
    byte[] pixels = new byte[count * SHAPE.bytes()];
    double[] times = new double[count];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i * 31);
    }
    for (int i = 0; i < count; i++) {
      times[i] = i / 30.0;
    }
    return FrameBatch.of(100, SHAPE, ByteBuffer.wrap(pixels), times);
  }
}
