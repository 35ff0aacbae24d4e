package dev.strobe.transforms.table;

import java.io.IOException;
import java.io.Serializable;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResolveOptions.StandardResolveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.jspecify.annotations.Nullable;

/**
 * Where the tables' files are: {@code OUTPUT/TABLE/part-RUN-00000-of-00001.parquet}.
 *
 * @param output a directory, in whatever way Beam's file systems write it
 */
record TableFiles(String output) implements Serializable {
  private static final String MIME_TYPE = "application/vnd.apache.parquet";
  private static final Pattern NAME =
      Pattern.compile("part-([A-Za-z0-9_-]{1,64})-[0-9]{5}-of-[0-9]{5}\\.parquet");

  ResourceId directory(Table table) {
    return FileSystems.matchNewResource(output, true)
        .resolve(table.directory(), StandardResolveOptions.RESOLVE_DIRECTORY);
  }

  static String name(RunId run, int shard, int shards) {
    return "part-%s-%05d-of-%05d.parquet".formatted(run, shard, shards);
  }

  /** Writes a file without rows where the run wrote none, so that every table can be asked. */
  void completeRun(Table table, RunId run) throws IOException {
    if (list(table).stream().anyMatch(file -> isOf(run, file))) {
      return;
    }
    ResourceId file =
        directory(table).resolve(name(run, 0, 1), StandardResolveOptions.RESOLVE_FILE);
    TableSink<Void> sink = TableSink.of(table, (none, rows) -> {});
    try (WritableByteChannel channel = FileSystems.create(file, MIME_TYPE)) {
      sink.open(channel);
      sink.flush();
    }
  }

  /** Removes the files that other runs wrote, and nothing else. */
  void deleteOtherRuns(Table table, RunId run) throws IOException {
    List<ResourceId> others = list(table).stream().filter(file -> !isOf(run, file)).toList();
    FileSystems.delete(others, StandardMoveOptions.IGNORE_MISSING_FILES);
  }

  /** The files of all runs. */
  private List<ResourceId> list(Table table) throws IOException {
    ResourceId directory = directory(table);
    List<ResourceId> files =
        directory.getScheme().equals("file") ? listLocally(directory) : listByPattern(directory);
    return files.stream().filter(file -> NAME.matcher(fileName(file)).matches()).toList();
  }

  /** Not by a pattern, which brackets in a local directory's name would be part of. */
  private static List<ResourceId> listLocally(ResourceId directory) throws IOException {
    Path path = Path.of(directory.toString());
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(path)) {
      return files.map(file -> FileSystems.matchNewResource(file.toString(), false)).toList();
    }
  }

  private static List<ResourceId> listByPattern(ResourceId directory) throws IOException {
    return FileSystems.match(directory + "part-*.parquet", EmptyMatchTreatment.ALLOW)
        .metadata()
        .stream()
        .map(MatchResult.Metadata::resourceId)
        .toList();
  }

  private static boolean isOf(RunId run, ResourceId file) {
    Matcher matcher = NAME.matcher(fileName(file));
    return matcher.matches() && matcher.group(1).equals(run.value());
  }

  private static String fileName(ResourceId file) {
    @Nullable String name = file.getFilename();
    return name == null ? "" : name;
  }

  /** Writes a small file and removes it. */
  void requireWritable() {
    try {
      ResourceId probe =
          FileSystems.matchNewResource(output, true)
              .resolve(".writable-" + UUID.randomUUID(), StandardResolveOptions.RESOLVE_FILE);
      FileSystems.create(probe, MIME_TYPE).close();
      FileSystems.delete(List.of(probe));
    } catch (IOException | IllegalArgumentException e) {
      throw new UnwritableOutputException(output, e);
    }
  }
}
