package dev.strobe.server.savedmodel;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many threads TensorFlow uses within an operation, thread by thread. All models share one pool
 * of such threads, whose size is set once; this keeps runs from using all of it. TensorFlow has it
 * in C++ only ({@code SetPerThreadMaxParallelism} of its work_sharder.h), so it is looked up by
 * name in the library, and where a build lacks it nothing is limited.
 */
public final class OperationThreads {
  private static final Logger log = LoggerFactory.getLogger(OperationThreads.class);
  private static final String LIBRARY = "libtensorflow_framework";
  private static final String NAME = "_ZN10tensorflow26SetPerThreadMaxParallelismEi";

  private OperationThreads() {}

  /**
   * From now on operations that run on the calling thread are spread over {@code threads} threads
   * at most, 1 or more; 1 leaves them to the calling thread. oneDNN's own operations pay no heed.
   */
  public static void limit(int threads) {
    Setter.FOUND.ifPresent(setter -> setter.invokeVoid(new Object[] {threads}));
  }

  /** Found when it is first needed, once TensorFlow is loaded. */
  private static final class Setter {
    static final Optional<Function> FOUND = find();

    private static Optional<Function> find() {
      try {
        return Loader.getLoadedLibraries().values().stream()
            .filter(path -> path.contains(LIBRARY))
            .findFirst()
            .map(path -> NativeLibrary.getInstance(path).getFunction(NAME));
      } catch (LinkageError e) {
        log.info(
            "Runs cannot be kept from using all threads within an operation: {}", e.toString());
        return Optional.empty();
      }
    }
  }
}
