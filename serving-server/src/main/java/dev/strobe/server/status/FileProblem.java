package dev.strobe.server.status;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** What is told of a file that cannot be used, without Java's names for it. */
public final class FileProblem {

  private FileProblem() {}

  /** Where it is: a path on this machine, an address in any other file system. */
  public static String place(Path path) {
    boolean own = path.getFileSystem().equals(FileSystems.getDefault());
    return own ? path.toString() : path.toUri().toString();
  }

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
    if (failure instanceof NotDirectoryException) {
      return "not a directory";
    }
    if (failure instanceof FileSystemException named && named.getReason() != null) {
      return named.getReason();
    }
    boolean saysItAll = failure.getClass().equals(IOException.class);
    return saysItAll ? String.valueOf(failure.getMessage()) : failure.toString();
  }
}
