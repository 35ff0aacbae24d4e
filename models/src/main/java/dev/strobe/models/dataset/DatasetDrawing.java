package dev.strobe.models.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** Draws windows to train on into a directory, on a number of threads. */
public final class DatasetDrawing {

  private final DatasetConfig config;
  private final Path directory;
  private final int threads;

  /**
   * @param directory where the windows are kept
   * @param threads how many batches are drawn at once; does not change what is drawn
   */
  public DatasetDrawing(DatasetConfig config, Path directory, int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be positive but was " + threads);
    }
    this.config = config;
    this.directory = directory;
    this.threads = threads;
  }

  /**
   * The windows of batches of clips, drawn now as far as they are not in the directory already.
   *
   * @param batches their numbers
   * @param progress is told how many batches there are, by any of the threads
   * @throws IOException if windows cannot be written or read
   */
  public StoredWindows windows(List<Integer> batches, IntConsumer progress) throws IOException {
    try (WindowFiles files = WindowFiles.in(directory, config)) {
      draw(files, batches, progress);
      return StoredWindows.open(batches.stream().map(files::path).toList());
    }
  }

  private void draw(WindowFiles files, List<Integer> batches, IntConsumer progress)
      throws IOException {
    AtomicInteger next = new AtomicInteger();
    AtomicInteger done = new AtomicInteger();
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> workers = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        workers.add(
            executor.submit(
                () -> {
                  for (int index = next.getAndIncrement();
                      index < batches.size();
                      index = next.getAndIncrement()) {
                    files.draw(batches.get(index));
                    progress.accept(done.incrementAndGet());
                  }
                  return null;
                }));
      }
      for (Future<?> worker : workers) {
        worker.get();
      }
    } catch (ExecutionException e) {
      next.set(batches.size());
      throw new IOException("cannot draw windows into " + directory, e.getCause());
    } catch (InterruptedException e) {
      next.set(batches.size());
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while drawing windows into " + directory, e);
    } finally {
      executor.shutdown();
    }
  }
}
