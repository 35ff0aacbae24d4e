package dev.strobe.transforms.media;

import java.util.Locale;
import java.util.Set;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.jspecify.annotations.Nullable;

/** Which files are taken for media by their names alone. */
final class MediaFiles {
  /** What is taken from a directory that is named as a whole. */
  static final Set<String> VIDEO_EXTENSIONS =
      Set.of("avi", "gif", "m4v", "mkv", "mov", "mp4", "mpeg", "mpg", "ts", "webm");

  private static final Set<String> SIDE_FILE_EXTENSIONS =
      Set.of(
          "csv", "json", "jsonl", "md", "md5", "parquet", "sha256", "srt", "tsv", "vtt", "xml",
          "yaml", "yml");

  private MediaFiles() {}

  static boolean isVideo(ResourceId file) {
    return !isHidden(file) && VIDEO_EXTENSIONS.contains(extension(file));
  }

  /** Whether a file that a glob happens to match plainly stands beside the media: lists, notes. */
  static boolean isSideFile(ResourceId file) {
    return file.isDirectory() || isHidden(file) || SIDE_FILE_EXTENSIONS.contains(extension(file));
  }

  private static boolean isHidden(ResourceId file) {
    String name = name(file);
    return name.startsWith(".") || name.startsWith("_");
  }

  private static String extension(ResourceId file) {
    String name = name(file);
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  private static String name(ResourceId file) {
    @Nullable String name = file.getFilename();
    return name == null ? "" : name;
  }
}
