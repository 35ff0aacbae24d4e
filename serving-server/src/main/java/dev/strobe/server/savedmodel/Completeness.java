package dev.strobe.server.savedmodel;

import dev.strobe.server.status.Code;
import dev.strobe.server.status.FileProblem;
import dev.strobe.server.status.ServingException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells a SavedModel copied in part from a whole one. TensorFlow loads a graph without its
 * variables and fails every request; such a version must never take the place of a good one.
 */
final class Completeness {
  private static final String INDEX = "variables.index";
  private static final Pattern SHARD = Pattern.compile("variables\\.data-(\\d{5})-of-(\\d{5})");

  private Completeness() {}

  /**
   * Sees that the variables are there, all shards of them, if there are any.
   *
   * @throws ServingException FAILED_PRECONDITION saying what is missing
   */
  static void checkFiles(Path model) {
    Path variables = model.resolve("variables");
    if (!Files.isDirectory(variables)) {
      return;
    }
    Set<String> names = new TreeSet<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(variables, "variables.*")) {
      files.forEach(file -> names.add(String.valueOf(file.getFileName())));
    } catch (IOException e) {
      throw new ServingException(
          Code.UNAVAILABLE, "Cannot list " + variables + ": " + FileProblem.of(e), e);
    }
    boolean hasIndex = names.remove(INDEX);
    if (!names.isEmpty() && !hasIndex) {
      throw incomplete(model, "variables/" + INDEX);
    }
    int shards = names.stream().mapToInt(Completeness::shardCount).max().orElse(hasIndex ? 1 : 0);
    for (int shard = 0; shard < shards; shard++) {
      String name = "variables.data-%05d-of-%05d".formatted(shard, shards);
      if (!names.contains(name)) {
        throw incomplete(model, "variables/" + name);
      }
    }
  }

  /**
   * Sees that a graph that restores variables has some to restore.
   *
   * @throws ServingException FAILED_PRECONDITION saying what is missing
   */
  static void checkGraph(Path model, MetaGraph graph) {
    if (graph.needsVariables() && !Files.exists(model.resolve("variables").resolve(INDEX))) {
      throw incomplete(model, "variables/" + INDEX);
    }
  }

  private static int shardCount(String name) {
    Matcher shard = SHARD.matcher(name);
    return shard.matches() ? Integer.parseInt(shard.group(2)) : 0;
  }

  private static ServingException incomplete(Path model, String missing) {
    return new ServingException(
        Code.FAILED_PRECONDITION,
        "The SavedModel at %s is incomplete: %s is missing".formatted(model, missing));
  }
}
