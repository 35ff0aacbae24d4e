package dev.strobe.server.savedmodel;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.NativeLibrary;
import java.util.concurrent.CompletableFuture;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;
import org.tensorflow.TensorFlow;

/** TensorFlow is asked itself, so that a build without what is called here fails the test. */
final class OperationThreadsIT {

  @Test
  void limitHoldsOnTheThreadThatSetsItAlone() {
    assertThat(TensorFlow.version()).isNotEmpty();
    int elsewhere = CompletableFuture.supplyAsync(OperationThreadsIT::current).join();
    OperationThreads.limit(1);
    assertThat(current()).isEqualTo(1);
    OperationThreads.limit(3);
    assertThat(current()).isEqualTo(3);
    assertThat(CompletableFuture.supplyAsync(OperationThreadsIT::current).join())
        .isEqualTo(elsewhere)
        .isGreaterThan(3);
  }

  private static int current() {
    String library =
        Loader.getLoadedLibraries().values().stream()
            .filter(path -> path.contains("libtensorflow_framework"))
            .findFirst()
            .orElseThrow();
    return NativeLibrary.getInstance(library)
        .getFunction("_ZN10tensorflow26GetPerThreadMaxParallelismEv")
        .invokeInt(new Object[0]);
  }
}
