package dev.strobe.server.servable;

import dev.strobe.protos.tensorflow.SignatureDef;
import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import java.util.Map;

/** A servable that can do nothing but be closed. */
public record IdleServable(Runnable onClose) implements Servable {
  @Override
  public Map<String, Signature> signatures() {
    return Map.of();
  }

  @Override
  public Map<String, SignatureDef> definitions() {
    return Map.of();
  }

  @Override
  public void run(Run run) {
    run.fail(new ServingException(Code.UNIMPLEMENTED, "runs nothing"));
  }

  @Override
  public void close() {
    onClose.run();
  }
}
