package org.ebm4j.api.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ebm4j.api.graph.Shape;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A process killed while it saves leaves the old weights or the new, whole.
@Timeout(120) // a child that hangs must not hang the build
final class SafetensorsCrashTest {
  private static final int COUNT = 1 << 22;

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void oldWeights() throws IOException {
    file = folder.resolve("model.safetensors");
    Safetensors.write(weights(1), file);
  }

  private static Weights weights(float number) {
    float[] numbers = new float[COUNT];
    Arrays.fill(numbers, number);
    return Weights.empty().with("w", Tensor.of(numbers, COUNT));
  }

  /// What the child does: `atomic` and `in-place` stop for good after half the bytes and say so;
  /// `again` saves other weights over and over.
  public static void main(String[] arguments) throws Exception {
    Path file = Path.of(arguments[1]);
    byte[] half = Arrays.copyOf(Files.readAllBytes(file), COUNT * 2);
    switch (arguments[0]) {
      case "atomic" -> AtomicFile.write(file, out -> stopHalfway(out, half));
      case "in-place" -> stopHalfway(Files.newOutputStream(file), half);
      case "again" -> {
        Weights other = weights(2);
        System.out.println("ready");
        while (true) {
          Safetensors.write(other, file);
        }
      }
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static void stopHalfway(OutputStream out, byte[] half) throws IOException {
    out.write(half);
    System.out.println("ready");
    try {
      Thread.sleep(Long.MAX_VALUE);
    } catch (InterruptedException stopped) {
      throw new IOException(stopped);
    }
  }

  /// Starts a child, waits for its word and then for more, and kills it as `kill -9` does.
  private void killDuring(String what, long millisAfterReady) throws Exception {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                Stream.of(SafetensorsCrashTest.class, Safetensors.class, JsonFactory.class)
                    .map(SafetensorsCrashTest::classPathOf)
                    .distinct()
                    .collect(Collectors.joining(File.pathSeparator)),
                SafetensorsCrashTest.class.getName(),
                what,
                file.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var words = child.inputReader()) {
      assertThat(words.readLine()).isEqualTo("ready");
      assertThat(child.waitFor(millisAfterReady, TimeUnit.MILLISECONDS)).isFalse();
    } finally {
      child.destroyForcibly().waitFor();
    }
  }

  /// The folder or jar a class was loaded from.
  private static String classPathOf(Class<?> type) {
    return Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()))
        .toString();
  }

  private List<Path> leftBehind() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(left -> !left.equals(file)).toList();
    }
  }

  @Test
  void theOldWeightsOutliveAProcessKilledHalfwayThroughTheNew() throws Exception {
    killDuring("atomic", 0);
    assertThat(Safetensors.read(file)).isEqualTo(weights(1));
    assertThat(leftBehind())
        .singleElement()
        .satisfies(left -> assertThat(left.getFileName().toString()).matches("\\.ebm-.+\\.tmp"));
    Safetensors.write(weights(3), file);
    assertThat(Safetensors.read(file)).isEqualTo(weights(3));
  }

  @Test
  void theLawCatchesAWriterInPlace() throws Exception {
    killDuring("in-place", 0);
    assertThatThrownBy(() -> Safetensors.read(file)).isInstanceOf(WeightsFormatException.class);
  }

  @Test
  void whateverTheMomentTheWeightsAreWhole() throws Exception {
    Weights old = weights(1);
    Weights other = weights(2);
    for (long millis : new long[] {0, 3, 9, 27, 81}) {
      killDuring("again", millis);
      Weights found = Safetensors.read(file);
      assertThat(found.get("w").shape()).isEqualTo(Shape.of(COUNT));
      assertThat(found.equals(old) || found.equals(other)).isTrue();
      Safetensors.write(old, file);
    }
  }
}
