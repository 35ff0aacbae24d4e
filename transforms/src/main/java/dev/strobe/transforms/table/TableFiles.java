package dev.strobe.transforms.table;

import java.io.IOException;
import java.io.Serializable;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
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
 * Where a run's files are: while it lasts below {@code OUTPUT/.staging-RUN}, afterwards at {@code
 * OUTPUT/TABLE/part-RUN-00000-of-00001.parquet}.
 *
 * @param output a directory, in whatever way Beam's file systems write it
 * @param run the run
 */
record TableFiles(String output, RunId run) implements Serializable {
  private static final Pattern NAME =
      Pattern.compile("part-([A-Za-z0-9_-]{1,64})-[0-9]{5,}-of-[0-9]{5,}\\.parquet");

  /** A new file for rows of a table. */
  ResourceId newStagedFile(Table table) {
    return staging()
        .resolve(
            "%s-%s.parquet".formatted(table.directory(), UUID.randomUUID()),
            StandardResolveOptions.RESOLVE_FILE);
  }

  /**
   * Puts staged files in their table's place. Doing it again changes nothing, so a step that was
   * interrupted may be repeated with the same files.
   */
  void publish(Table table, List<String> stagedFiles) throws IOException {
    List<ResourceId> from = new ArrayList<>();
    List<ResourceId> to = new ArrayList<>();
    for (String file : stagedFiles.stream().sorted().toList()) {
      from.add(FileSystems.matchNewResource(file, false));
      to.add(part(table, to.size(), stagedFiles.size()));
    }
    if (from.isEmpty()) {
      from.add(writeEmpty(table));
      to.add(part(table, 0, 1));
    }
    FileSystems.rename(
        from,
        to,
        StandardMoveOptions.IGNORE_MISSING_FILES,
        StandardMoveOptions.SKIP_IF_DESTINATION_EXISTS);
  }

  private ResourceId writeEmpty(Table table) throws IOException {
    ResourceId file = newStagedFile(table);
    try (TableWriter<Void> writer = TableWriter.open(file, TableSink.empty(table))) {
      writer.finish();
    }
    return file;
  }

  /** Removes what other runs put in a table's place, and nothing else. */
  void deleteOtherRuns(Table table) throws IOException {
    delete(directory(table), this::isOfAnotherRun);
  }

  /** Removes what attempts that failed have left. */
  void deleteStaging() throws IOException {
    delete(staging(), name -> true);
    if (isLocal(staging())) {
      Files.deleteIfExists(Path.of(staging().toString()));
    }
  }

  /** Writes a small file and removes it. */
  void requireWritable() {
    try {
      ResourceId probe = newStagedFile(Table.VIDEOS);
      try (WritableByteChannel channel = FileSystems.create(probe, TableWriter.MIME_TYPE)) {
        TableSink<Void> sink = TableSink.empty(Table.VIDEOS);
        sink.open(channel);
        sink.flush();
      }
      deleteStaging();
    } catch (IOException | IllegalArgumentException e) {
      throw new UnwritableOutputException(output, e);
    }
  }

  private ResourceId directory(Table table) {
    return root().resolve(table.directory(), StandardResolveOptions.RESOLVE_DIRECTORY);
  }

  private ResourceId part(Table table, int shard, int shards) {
    return directory(table)
        .resolve(
            "part-%s-%05d-of-%05d.parquet".formatted(run, shard, shards),
            StandardResolveOptions.RESOLVE_FILE);
  }

  private ResourceId staging() {
    return root().resolve(".staging-" + run, StandardResolveOptions.RESOLVE_DIRECTORY);
  }

  private ResourceId root() {
    return FileSystems.matchNewResource(output, true);
  }

  private boolean isOfAnotherRun(String name) {
    Matcher matcher = NAME.matcher(name);
    return matcher.matches() && !matcher.group(1).equals(run.value());
  }

  private static void delete(ResourceId directory, Predicate<String> names) throws IOException {
    List<ResourceId> files = isLocal(directory) ? listLocally(directory) : list(directory);
    FileSystems.delete(
        files.stream().filter(file -> names.test(name(file))).toList(),
        StandardMoveOptions.IGNORE_MISSING_FILES);
  }

  private static boolean isLocal(ResourceId directory) {
    return directory.getScheme().equals("file");
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

  private static List<ResourceId> list(ResourceId directory) throws IOException {
    return FileSystems.match(directory + "*.parquet", EmptyMatchTreatment.ALLOW).metadata().stream()
        .map(MatchResult.Metadata::resourceId)
        .toList();
  }

  private static String name(ResourceId file) {
    @Nullable String name = file.getFilename();
    return name == null ? "" : name;
  }
}
