package dev.strobe.server.requestlog;

import dev.strobe.protos.serving.PredictionLog;
import dev.strobe.server.status.FileProblem;
import dev.strobe.server.tfrecord.RecordWriter;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of one prefix, one of which is being written. Each can warm a version up: it holds no
 * more records than are replayed, and whole ones only. For one thread at a time.
 *
 * <p>When a record cannot be written, those that follow are given up too for some seconds, so that
 * a disk in trouble is not asked for each; the first success after that begins a new file.
 */
final class LogFiles {
  private static final Logger log = LoggerFactory.getLogger(LogFiles.class);
  private static final int MAX_RECORDS = 1000;
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'.'SSS").withZone(ZoneOffset.UTC);

  private final Path prefix;
  private final RequestLogConfig config;
  private final Clock clock;
  private final Pattern names;
  private @Nullable RecordWriter current;
  private @Nullable Instant troubleSince;
  private Instant pauseEnd = Instant.MIN;

  LogFiles(Path prefix, RequestLogConfig config, Clock clock) {
    this.prefix = prefix;
    this.config = config;
    this.clock = clock;
    this.names =
        Pattern.compile(
            Pattern.quote(String.valueOf(prefix.getFileName()))
                + "-\\d{8}T\\d{6}\\.\\d{3}(?:-\\d+)?\\.tfrecord");
  }

  /** Returns false if the record could not be written. */
  boolean write(PredictionLog record) {
    Instant now = clock.instant();
    if (now.isBefore(pauseEnd)) {
      return false;
    }
    try {
      byte[] data = record.toByteArray();
      file(now, data.length).write(data);
      if (troubleSince != null) {
        log.info("Requests are logged to {} again, after trouble since {}", prefix, troubleSince);
        troubleSince = null;
      }
      return true;
    } catch (IOException | DirectoryIteratorException e) {
      close();
      pauseEnd = now.plus(PAUSE);
      if (troubleSince == null) {
        troubleSince = now;
        log.warn(
            "Requests cannot be logged to {} and are dropped until they can: {}",
            prefix,
            FileProblem.of(e));
      }
      return false;
    }
  }

  /** The file for a record of this size. */
  private RecordWriter file(Instant now, int bytes) throws IOException {
    RecordWriter open = current;
    boolean full =
        open != null
            && (open.records() >= MAX_RECORDS
                || open.size() + RecordWriter.framedSize(bytes) > config.maxFileBytes());
    if (open == null || full) {
      close();
      open = create(TIME.format(now));
      current = open;
      deleteOldest();
    }
    return open;
  }

  private RecordWriter create(String time) throws IOException {
    if (prefix.getParent() != null) {
      Files.createDirectories(prefix.getParent());
    }
    for (int number = 1; ; number++) {
      String suffix = number == 1 ? "" : "-" + number;
      try {
        return RecordWriter.create(
            prefix.resolveSibling(prefix.getFileName() + "-" + time + suffix + ".tfrecord"));
      } catch (FileAlreadyExistsException e) {
        log.debug("A file of the same moment is there already", e);
      }
    }
  }

  private void deleteOldest() throws IOException {
    List<Path> own = new ArrayList<>();
    Path parent = prefix.toAbsolutePath().getParent();
    if (parent == null) {
      return;
    }
    try (DirectoryStream<Path> all = Files.newDirectoryStream(parent)) {
      for (Path file : all) {
        if (names.matcher(String.valueOf(file.getFileName())).matches()) {
          own.add(file);
        }
      }
    }
    Collections.sort(own);
    for (Path old : own.subList(0, Math.max(0, own.size() - config.maxFiles()))) {
      boolean unused = Files.deleteIfExists(old);
    }
  }

  /** Ends the file being written; the next record begins another. */
  void close() {
    RecordWriter open = current;
    current = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        log.warn("A file of logged requests at {} may not be whole: {}", prefix, FileProblem.of(e));
      }
    }
  }
}
