package dev.strobe.server.status;

import static java.util.Objects.requireNonNull;

import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** What is told of a file that cannot be used, without Java's names for it. */
public final class FileProblem {

  private FileProblem() {}

  /** What went wrong; the file is for the caller to name. */
  public static String of(Exception failure) {
    if (failure instanceof DirectoryIteratorException listing) {
      return of(requireNonNull(listing.getCause()));
    }
    if (failure instanceof NoSuchFileException) {
      return "no such file or directory";
    }
    if (failure instanceof AccessDeniedException) {
      return "permission denied";
    }
    return failure instanceof NotDirectoryException ? "not a directory" : failure.toString();
  }
}
