package org.ebm4j.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every link in a documentation comment leads somewhere, those in Markdown too: the compiler
/// inside Maven does not see Markdown, so the build alone would let `[n]`, a link to nothing, pass.
@Tag("once")
final class DocumentationTest {
  @TempDir private Path folder;

  @Test
  void everyCommentOfTheHouseIsSound() throws Exception {
    List<Path> sources = new ArrayList<>();
    try (Stream<Path> modules = Files.list(Path.of(".."))) {
      modules
          .map(module -> module.resolve("src/main/java"))
          .filter(Files::isDirectory)
          .filter(folder -> folder.toString().contains("ebm-"))
          .flatMap(DocumentationTest::sourcesUnder)
          .forEach(sources::add);
    }
    assertThat(sources).hasSizeGreaterThan(10);
    assertThat(complaints(sources)).isEmpty();
  }

  @Test
  void aLinkToNothingIsFound() throws Exception {
    Path source = folder.resolve("Twin.java");
    Files.writeString(source, "/// A vector of shape [n].\nfinal class Twin {}\n");
    assertThat(complaints(List.of(source)))
        .singleElement()
        .asString()
        .contains("Twin.java:1: reference not found");
  }

  private List<String> complaints(List<Path> sources) throws IOException {
    // not the temporary folder itself: javac minds a stray module-info.class beside its output
    Path classes = Files.createDirectories(folder.resolve("classes"));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    List<String> options =
        List.of(
            "-d",
            classes.toString(),
            "--class-path",
            System.getProperty("java.class.path"),
            "--add-modules",
            "jdk.incubator.vector",
            "-Xlint:-incubating",
            "-proc:none",
            "-Xmaxerrs",
            "1000",
            "-Xdoclint:all,-missing");
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(found, Locale.ROOT, null)) {
      compiler
          .getTask(null, files, found, options, null, files.getJavaFileObjectsFromPaths(sources))
          .call();
    }
    return found.getDiagnostics().stream()
        .map(complaint ->
            "%s:%d: %s"
                .formatted(
                    complaint.getSource() == null ? "" : complaint.getSource().getName(),
                    complaint.getLineNumber(),
                    complaint.getMessage(Locale.ROOT)))
        .toList();
  }

  private static Stream<Path> sourcesUnder(Path folder) {
    try (Stream<Path> tree = Files.walk(folder)) {
      return tree
          .filter(file -> file.toString().endsWith(".java") && !file.endsWith("module-info.java"))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
