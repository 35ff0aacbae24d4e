package dev.strobe.server.servable;

import dev.strobe.protos.tensorflow.SignatureDef;
import java.util.Map;

/** A servable around another, to which it passes on whatever it does not change. */
public interface ForwardingServable extends Servable {

  /** The servable that it is around. */
  Servable servable();

  @Override
  default Map<String, Signature> signatures() {
    return servable().signatures();
  }

  @Override
  default Map<String, SignatureDef> definitions() {
    return servable().definitions();
  }

  @Override
  default void run(Run run) {
    servable().run(run);
  }

  @Override
  default void close() {
    servable().close();
  }
}
