package dev.strobe.server.savedmodel;

import dev.strobe.protos.tensorflow.SignatureDef;
import dev.strobe.server.servable.Run;
import dev.strobe.server.servable.Servable;
import dev.strobe.server.servable.Signature;
import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import dev.strobe.server.tensor.Tensor;
import dev.strobe.server.tensor.TensorAllocator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A loaded SavedModel. Every run happens on the thread that asks for it. */
final class SavedModelServable implements Servable {
  private static final Logger log = LoggerFactory.getLogger(SavedModelServable.class);

  private final NativeSession session;
  private final Map<String, Signature> signatures;
  private final Map<String, BoundSignature> bound = new HashMap<>();
  private final TensorAllocator allocator;
  private final ThreadLocal<RunFrame> frames;

  SavedModelServable(
      NativeSession session,
      SavedModelConfig.ShapeChecks checks,
      TensorAllocator allocator,
      ThreadLocal<RunFrame> frames) {
    this.session = session;
    this.allocator = allocator;
    this.frames = frames;
    this.signatures = Map.copyOf(SignatureReader.read(definitions()));
    var binder = new SignatureBinder(session, checks);
    signatures.forEach(
        (name, signature) -> {
          SignatureDef definition =
              definitions().getOrDefault(name, SignatureDef.getDefaultInstance());
          binder.bind(signature, definition).ifPresent(found -> bound.put(name, found));
        });
  }

  @Override
  public Map<String, Signature> signatures() {
    return signatures;
  }

  @Override
  public Map<String, SignatureDef> definitions() {
    return session.metaGraph().signatures();
  }

  /**
   * Takes what makes a first run slow from that of the signature that most requests mean: the one
   * that need not be named, or the only one. Others are prepared by their own first run, since each
   * takes memory, for the graph's constants above all.
   */
  void prepare() {
    BoundSignature usual =
        bound.size() == 1 ? bound.values().iterator().next() : bound.get(Signature.DEFAULT_NAME);
    if (usual != null) {
      FirstRun.prepare(session, usual, frames.get())
          .ifPresent(failure -> log.debug("prepared a signature: {}", failure.getMessage()));
    }
  }

  @Override
  public void run(Run run) {
    Map<String, Tensor> outputs;
    try {
      outputs = outputs(run);
    } catch (RuntimeException | OutOfMemoryError e) {
      run.inputs().values().forEach(Tensor::close);
      run.fail(failure(e));
      return;
    }
    run.succeed(outputs);
  }

  private Map<String, Tensor> outputs(Run run) {
    if (run.abandoned()) {
      throw new ServingException(Code.CANCELLED, "Nobody waits for the run any more");
    }
    BoundSignature signature = bound.get(run.signature().name());
    if (signature == null) {
      throw new ServingException(
          Code.INVALID_ARGUMENT,
          "The graph lacks a tensor of signature \"" + run.signature().name() + "\"");
    }
    List<Tensor> fed = signature.tensors(run, allocator);
    List<Tensor> fetched =
        frames.get().run(session.session(), signature.feed(), fed, signature.fetch(run.outputs()));
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    for (int i = 0; i < fetched.size(); i++) {
      outputs.put(run.outputs().get(i), fetched.get(i));
    }
    return outputs;
  }

  private static ServingException failure(Throwable failure) {
    return failure instanceof OutOfMemoryError
        ? new ServingException(Code.RESOURCE_EXHAUSTED, "Out of memory: " + failure, failure)
        : ServingException.of(failure);
  }

  @Override
  public void close() {
    session.close();
  }
}
