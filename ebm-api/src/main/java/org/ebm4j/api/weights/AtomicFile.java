package org.ebm4j.api.weights;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/// Writes a file so that whoever looks sees the old content or the new, whole, and never a part,
/// even when the process is killed or the power fails in the middle.
///
/// The content goes to a temporary file in the same folder, which is forced to the disk and then
/// renamed over the target; last the folder itself is forced, so that the name survives too. What a
/// killed process leaves behind beside the intact file is named `.ebm-….tmp` and may be deleted.
/// Interrupting the thread does not stop a write: a run told to stop can still save its work.
public final class AtomicFile {
  /// What writes the content.
  @FunctionalInterface
  public interface Content {
    /// Writes everything, and need not close or flush.
    ///
    /// @param out unbuffered: give it arrays rather than single bytes
    void writeTo(OutputStream out) throws IOException;
  }

  private AtomicFile() {}

  /// Replaces or creates a file; a symbolic link stays and the file it leads to is replaced.
  ///
  /// @param file a path of the default file system, in a folder that exists
  /// @throws IOException if that is not so or writing fails, in one sentence; a file that could not
  ///   be replaced is what it was before, and nothing is left beside it
  public static void write(Path file, Content content) throws IOException {
    try {
      Path target = Files.isSymbolicLink(file) ? file.toRealPath() : file.toAbsolutePath();
      Path folder = requireFolder(target);
      replace(target, folder.resolve(".ebm-" + UUID.randomUUID() + ".tmp"), content);
      syncFolder(folder);
    } catch (IOException failed) {
      throw new IOException("cannot write " + file + ": " + failed.getMessage(), failed);
    }
  }

  private static Path requireFolder(Path target) throws IOException {
    Path folder = target.getParent();
    if (folder == null || Files.isDirectory(target)) {
      throw new IOException("it is a folder; give the path of a file");
    }
    if (!Files.isDirectory(folder)) {
      throw new IOException("there is no folder " + folder + "; create it first");
    }
    if (!Files.isWritable(folder)) {
      throw new IOException("this user may not write to " + folder + "; choose another folder");
    }
    return folder;
  }

  private static void replace(Path target, Path temporary, Content content) throws IOException {
    Files.createFile(temporary);
    try {
      try (FileOutputStream out = new FileOutputStream(temporary.toFile())) {
        content.writeTo(out);
        out.getFD().sync();
      }
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary); // gone already when the move succeeded
    }
  }

  /// Forces a rename to the disk. Only POSIX systems can open a folder for this; the others record
  /// renames in the file system's journal.
  private static void syncFolder(Path folder) throws IOException {
    if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return;
    }
    boolean interrupted = Thread.interrupted(); // an interrupted thread cannot use a channel
    try {
      while (!synced(folder)) {
        interrupted |= Thread.interrupted();
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static boolean synced(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
      return true;
    } catch (ClosedByInterruptException interrupted) {
      return false;
    }
  }
}
