package dev.strobe.models.dataset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Windows in files, mapped into memory. Reading is safe from several threads. */
public final class StoredWindows {

  private final List<ByteBuffer> files;
  private final int[] ends;

  private StoredWindows(List<ByteBuffer> files) {
    this.files = files;
    this.ends = new int[files.size()];
    int end = 0;
    for (int i = 0; i < ends.length; i++) {
      end += files.get(i).limit() / WindowRecord.SIZE;
      ends[i] = end;
    }
  }

  static StoredWindows open(List<Path> paths) throws IOException {
    List<ByteBuffer> files = new ArrayList<>();
    for (Path path : paths) {
      try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
        files.add(
            channel
                .map(FileChannel.MapMode.READ_ONLY, 0, channel.size())
                .order(ByteOrder.LITTLE_ENDIAN));
      }
    }
    return new StoredWindows(files);
  }

  /** How many there are. */
  public int count() {
    return ends.length == 0 ? 0 : ends[ends.length - 1];
  }

  /** A window by its number, from 0. */
  public StoredWindow at(int index) {
    int found = Arrays.binarySearch(ends, index + 1);
    int file = found < 0 ? ~found : found;
    int first = file == 0 ? 0 : ends[file - 1];
    ByteBuffer all = files.get(file);
    return new StoredWindow(
        all.slice((index - first) * WindowRecord.SIZE, WindowRecord.SIZE)
            .order(ByteOrder.LITTLE_ENDIAN));
  }
}
