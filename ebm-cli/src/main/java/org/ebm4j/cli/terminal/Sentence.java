package org.ebm4j.cli.terminal;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.jspecify.annotations.Nullable;

/// What went wrong as one line of text.
public final class Sentence {
  private static final int LONGEST = 2000;

  private Sentence() {}

  /// The sentence of an exception; the system's bare ones are put into words.
  public static String of(Throwable e) {
    return switch (e) {
      case NoSuchFileException missing -> "there is no file " + missing.getFile();
      case AccessDeniedException denied ->
          "this user may not use " + denied.getFile() + "; choose another path";
      case FileAlreadyExistsException taken -> taken.getFile() + " is there already";
      case NotDirectoryException file -> file.getFile() + " is no folder";
      case FileSystemLoopException loop -> loop.getFile() + " is a link that leads to itself";
      case FileSystemException failed ->
          failed.getFile() + ": " + (failed.getReason() == null ? "failed" : failed.getReason());
      case InvalidPathException path ->
          "'" + path.getInput() + "' is no path (" + path.getReason() + ")";
      default -> inOneLine(e.getMessage(), e);
    };
  }

  private static String inOneLine(@Nullable String message, Throwable e) {
    if (message == null || message.isBlank()) {
      return e.getClass().getSimpleName() + "; --debug shows where";
    }
    String line = visible(message);
    return line.length() > LONGEST ? line.substring(0, LONGEST) + " …" : line;
  }

  /// The text with line breaks, terminal commands and other control signs as spaces, runs of them
  /// as one.
  public static String visible(String text) {
    return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029\\s]+", " ").strip();
  }
}
