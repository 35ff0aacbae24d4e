package dev.strobe.server.savedmodel;

import static java.util.Objects.requireNonNull;

import dev.strobe.server.servable.Servable;
import dev.strobe.server.servable.ServableId;
import dev.strobe.server.servable.ServableLoader;
import dev.strobe.server.tensor.TensorAllocator;
import java.nio.file.Path;

/**
 * Loads SavedModels for serving on the CPU or whatever devices their graphs name. A model that was
 * copied only in part is refused.
 */
public final class SavedModelLoader implements ServableLoader {
  /**
   * JavaCPP refuses native memory once the process takes twice the Java heap, which counts the
   * models too. Read when JavaCPP starts; 0 lifts the limit.
   */
  private static final String JAVACPP_LIMIT = "org.bytedeco.javacpp.maxPhysicalBytes";

  private final SavedModelConfig config;
  private final TensorAllocator allocator;
  private final ThreadLocal<RunFrame> frames = ThreadLocal.withInitial(RunFrame::new);

  /**
   * A loader; the first load of the process also loads TensorFlow itself.
   *
   * @param allocator gives the memory for inputs that a request leaves to the model's defaults
   */
  public SavedModelLoader(SavedModelConfig config, TensorAllocator allocator) {
    this.config = requireNonNull(config, "config");
    this.allocator = requireNonNull(allocator, "allocator");
    if (System.getProperty(JAVACPP_LIMIT) == null) {
      System.setProperty(JAVACPP_LIMIT, "0");
    }
  }

  @Override
  public Servable load(ServableId id, Path path) {
    Completeness.checkFiles(path);
    NativeSession session = NativeSession.load(path, config);
    try {
      Completeness.checkGraph(path, session.metaGraph());
      var servable = new SavedModelServable(session, config.shapeChecks(), allocator, frames);
      servable.prepare();
      return servable;
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }
}
