package dev.strobe.server.textproto;

import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import dev.strobe.server.status.Code;
import dev.strobe.server.status.FileProblem;
import dev.strobe.server.status.ServingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A message in a file, in protobuf's text format. What fails says so in TensorFlow Serving's words.
 */
public final class TextProtoFile {

  private TextProtoFile() {}

  /**
   * Reads the message of a file into a builder of its type; an empty file sets nothing.
   *
   * @param what the file is called in messages, such as {@code model config}
   * @return the builder given
   * @throws ServingException NOT_FOUND if the file cannot be read; INVALID_ARGUMENT naming the
   *     file, the place and what is wrong there
   */
  public static <B extends Message.Builder> B read(Path file, String what, B message) {
    return parse(file, text(file, what), message);
  }

  /**
   * The text of a file that {@link #parse} takes, for those who compare it before.
   *
   * @throws ServingException NOT_FOUND if it cannot be read
   */
  public static String text(Path file, String what) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new ServingException(
          Code.NOT_FOUND,
          "Cannot read the %s file '%s': %s".formatted(what, file, FileProblem.of(e)),
          e);
    }
  }

  /**
   * Reads the message in the text of a file; as {@link #read}.
   *
   * @throws ServingException INVALID_ARGUMENT naming the file, the place and what is wrong there
   */
  public static <B extends Message.Builder> B parse(Path file, String text, B message) {
    try {
      TextFormat.merge(text, message);
    } catch (TextFormat.ParseException e) {
      throw new ServingException(
          Code.INVALID_ARGUMENT,
          "Invalid protobuf file: '%s'. Error parsing text-format %s: %s"
              .formatted(file, message.getDescriptorForType().getFullName(), oneLine(e)),
          e);
    }
    return message;
  }

  /** Fields that are not known stand in lines of their own, each behind a tab. */
  private static String oneLine(TextFormat.ParseException failure) {
    return String.valueOf(failure.getMessage()).replaceAll("\\s+", " ");
  }
}
