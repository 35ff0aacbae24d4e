package dev.strobe.server.savedmodel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strobe.protos.tensorflow.SignatureDef;
import dev.strobe.server.savedmodel.SavedModelConfig.ShapeChecks;
import dev.strobe.server.servable.Signature;
import dev.strobe.server.status.ServingException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FirstRunIT {
  private static final Path TYPES =
      Path.of("src", "test", "resources", "models", "types_echo", "1");

  /** TensorFlow looks at the types once all else is ready. */
  @Test
  void everySignatureIsPreparedUpToTheTypesOfItsInputs() {
    try (NativeSession session = NativeSession.load(TYPES, SavedModelConfig.defaults())) {
      Map<String, Signature> signatures = SignatureReader.read(session.metaGraph().signatures());
      assertThat(signatures).hasSizeGreaterThan(5);
      var binder = new SignatureBinder(session, ShapeChecks.WHERE_UNSAFE);
      signatures
          .values()
          .forEach(
              signature -> {
                BoundSignature bound =
                    binder.bind(signature, SignatureDef.getDefaultInstance()).orElseThrow();
                assertThat(FirstRun.prepare(session, bound, new RunFrame()))
                    .as(signature.name())
                    .map(ServingException::getMessage)
                    .hasValueSatisfying(
                        message -> assertThat(message).containsPattern("Expects arg.0. to be"));
              });
    }
  }
}
