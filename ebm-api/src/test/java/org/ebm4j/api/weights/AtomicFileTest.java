package org.ebm4j.api.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AtomicFileTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void anOldFile() throws IOException {
    file = Files.writeString(folder.resolve("run.json"), "old");
  }

  private static AtomicFile.Content text(String text) {
    return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  private void requireOnly(String content) throws IOException {
    assertThat(file).hasContent(content);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void aFileIsReplacedOrCreated() throws IOException {
    AtomicFile.write(file, text("new"));
    requireOnly("new");
    Files.delete(file);
    AtomicFile.write(file, text("newer"));
    requireOnly("newer");
  }

  @Test
  void theOldContentStaysUntilTheNewIsWhole() throws IOException {
    AtomicFile.write(
        file,
        out -> {
          out.write(new byte[1000]);
          assertThat(file).hasContent("old");
        });
    assertThat(file).hasSize(1000);
  }

  @Test
  void aFailureChangesNothing() throws IOException {
    assertThatThrownBy(() -> AtomicFile.write(file, AtomicFileTest::breakingOff))
        .isInstanceOf(IOException.class)
        .hasMessage("cannot write " + file + ": no space left");
    requireOnly("old");
    assertThatThrownBy(() -> AtomicFile.write(file, AtomicFileTest::mistaken))
        .isInstanceOf(IllegalStateException.class);
    requireOnly("old");
  }

  private static void breakingOff(OutputStream out) throws IOException {
    out.write(new byte[1000]);
    throw new IOException("no space left");
  }

  private static void mistaken(OutputStream out) {
    throw new IllegalStateException("a mistake of the caller's");
  }

  @Test
  void anInterruptedThreadCanStillSave() throws IOException {
    Thread.currentThread().interrupt();
    AtomicFile.write(file, text("saved"));
    assertThat(Thread.interrupted()).isTrue();
    requireOnly("saved");
  }

  @Test
  void aLinkLeadsToTheFileThatIsReplaced() throws IOException {
    assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
    Path links = Files.createDirectory(folder.resolve("links"));
    Path link = Files.createSymbolicLink(links.resolve("latest"), file);
    AtomicFile.write(link, text("new"));
    assertThat(Files.isSymbolicLink(link)).isTrue();
    Files.delete(link);
    Files.delete(links);
    requireOnly("new");
  }

  @Test
  void aPlaceThatIsNoneIsRefusedInOneSentence() throws IOException {
    Path lost = folder.resolve("no/such/run.json");
    assertThatThrownBy(() -> AtomicFile.write(lost, text("new")))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "cannot write %s: there is no folder %s; create it first", lost, lost.getParent());
    assertThatThrownBy(() -> AtomicFile.write(folder, text("new")))
        .hasMessage("cannot write %s: it is a folder; give the path of a file", folder);
    requireOnly("old");
  }
}
