package dev.strobe.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.strobe.protos.serving.PredictResponse;
import dev.strobe.server.servable.ServableId;
import org.junit.jupiter.api.Test;

final class ResponseHeadTest {

  @Test
  void eachModelVersionAndSignatureIsNamedThoughOneThreadAnswersForAll() throws Exception {
    for (int round = 0; round < 2; round++) {
      assertThat(read("m", 3, "s")).isEqualTo("m 3 s");
      assertThat(read("m", 3, "other")).isEqualTo("m 3 other");
      assertThat(read("m", 4, "other")).isEqualTo("m 4 other");
      assertThat(read("n", 4, "other")).isEqualTo("n 4 other");
    }
  }

  private static String read(String name, long version, String signature)
      throws InvalidProtocolBufferException {
    byte[] bytes = ResponseHead.of(new ServableId(name, version), signature);
    var spec = PredictResponse.parseFrom(bytes).getModelSpec();
    return spec.getName() + " " + spec.getVersion().getValue() + " " + spec.getSignatureName();
  }
}
