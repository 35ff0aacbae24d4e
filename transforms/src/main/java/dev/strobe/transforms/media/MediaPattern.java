package dev.strobe.transforms.media;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.PatternSyntaxException;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;
import org.apache.beam.sdk.io.fs.ResourceId;

/** One file, directory or glob. */
record MediaPattern(String spec) implements Serializable {

  /** Parts a list at its commas, leaving those within braces, as in {@code *.{mp4,mov}}, alone. */
  static List<MediaPattern> list(String patterns) {
    List<MediaPattern> list = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i <= patterns.length(); i++) {
      char c = i < patterns.length() ? patterns.charAt(i) : ',';
      if (c == ',' && (depth == 0 || i == patterns.length())) {
        String spec = patterns.substring(start, i).strip();
        if (!spec.isEmpty()) {
          list.add(new MediaPattern(spec));
        }
        start = i + 1;
      } else if (c == '{') {
        depth++;
      } else if (c == '}') {
        depth--;
      }
    }
    if (list.isEmpty()) {
      throw new MediaPatternException(
          "an input must be a file, a directory or a pattern but was '" + patterns + "'");
    }
    return List.copyOf(list);
  }

  /** The media files it matches, at least one. */
  List<MediaRef> find() throws IOException {
    List<Metadata> matched = match(spec);
    if (matched.size() == 1 && matched.get(0).resourceId().isDirectory()) {
      return findIn(matched.get(0).resourceId());
    }
    if (matched.isEmpty()) {
      throw new MediaPatternException("no file matches '" + spec + "'");
    }
    if (matched.size() == 1 && !isGlob()) {
      return refs(matched, file -> true);
    }
    List<MediaRef> refs = refs(matched, file -> !MediaFiles.isSideFile(file));
    if (refs.isEmpty()) {
      throw new MediaPatternException(
          "'%s' matches %d files, but only hidden ones, lists and notes"
              .formatted(spec, matched.size()));
    }
    return refs;
  }

  private List<MediaRef> findIn(ResourceId directory) throws IOException {
    List<MediaRef> refs = refs(match(directory + "*"), MediaFiles::isVideo);
    if (refs.isEmpty()) {
      throw new MediaPatternException(
          "the directory '%s' holds no video (a file ending in one of %s)"
              .formatted(spec, MediaFiles.VIDEO_EXTENSIONS.stream().sorted().toList()));
    }
    return refs;
  }

  private boolean isGlob() {
    return FileSystems.hasGlobWildcard(spec);
  }

  private List<Metadata> match(String wanted) throws IOException {
    try {
      MatchResult result = FileSystems.match(wanted, EmptyMatchTreatment.ALLOW);
      return result.status() == MatchResult.Status.NOT_FOUND ? List.of() : result.metadata();
    } catch (PatternSyntaxException e) {
      throw new MediaPatternException(
          "'%s' is not a valid pattern: %s".formatted(spec, e.getDescription()), e);
    } catch (IllegalArgumentException e) {
      throw new MediaPatternException("'%s' can't be read: %s".formatted(spec, e.getMessage()), e);
    }
  }

  private static List<MediaRef> refs(List<Metadata> files, Predicate<ResourceId> wanted) {
    return files.stream()
        .filter(file -> wanted.test(file.resourceId()))
        .map(file -> new MediaRef(file.resourceId().toString(), Math.max(0, file.sizeBytes())))
        .sorted((a, b) -> a.uri().compareTo(b.uri()))
        .toList();
  }
}
