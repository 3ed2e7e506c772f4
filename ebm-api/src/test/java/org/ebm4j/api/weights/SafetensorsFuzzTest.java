package org.ebm4j.api.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever stands in a file, reading it gives weights or the format's exception, and memory is
/// spent in proportion to the file and not to its claims.
final class SafetensorsFuzzTest {
  /// What one read may allocate: the parser's own buffers, and a multiple of the file's bytes for
  /// the header as bytes, as text and as entries, the tensors, and sentences about them.
  private static final long FIXED_BYTES = 500_000;

  private static final long PER_FILE_BYTE = 60;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @TempDir private Path folder;
  private Path file;

  /// What reads a file; the law below must catch one that trusts it.
  private interface Reader {
    Weights read(Path file) throws IOException;
  }

  @BeforeEach
  void loadEveryClass() throws IOException {
    file = folder.resolve("fuzz.safetensors");
    isHarmless(sample(), Safetensors::read);
    isHarmless(Arrays.copyOf(sample(), 70), Safetensors::read);
  }

  private byte[] sample() throws IOException {
    Weights weights =
        Weights.empty()
            .with("net.w", Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 3, 2))
            .with("net.größe", Tensor.of(new double[] {-1}))
            .with("none", Tensor.of(new float[0], 0))
            .withMetadata("step", "7");
    Safetensors.write(weights, file);
    return Files.readAllBytes(file);
  }

  /// The law. Returns whether the bytes were read as weights.
  private boolean isHarmless(byte[] bytes, Reader reader) throws IOException {
    Files.write(file, bytes);
    long before = THREADS.getCurrentThreadAllocatedBytes();
    boolean read;
    try {
      reader.read(file);
      read = true;
    } catch (WeightsFormatException refused) {
      assertThat(refused.getMessage()).hasSizeLessThan(1000).doesNotContain("\n");
      read = false;
    }
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
    assertThat(allocated).isLessThan(FIXED_BYTES + PER_FILE_BYTE * bytes.length);
    return read;
  }

  @Test
  void everyPrefixIsRefused() throws IOException {
    byte[] whole = sample();
    for (int length = 0; length < whole.length; length++) {
      assertThat(isHarmless(Arrays.copyOf(whole, length), Safetensors::read))
          .as("%d of %d bytes", length, whole.length)
          .isFalse();
    }
    assertThat(isHarmless(whole, Safetensors::read)).isTrue();
  }

  @Test
  void everythingAppendedIsRefused() throws IOException {
    byte[] whole = sample();
    for (int more = 1; more < 20; more++) {
      assertThat(isHarmless(Arrays.copyOf(whole, whole.length + more), Safetensors::read))
          .isFalse();
    }
  }

  @Test
  void everySingleByteMayBeAnything() throws IOException {
    byte[] whole = sample();
    Random random = new Random(2);
    for (int at = 0; at < whole.length; at++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] flipped = whole.clone();
        flipped[at] ^= (byte) (1 << bit);
        isHarmless(flipped, Safetensors::read);
      }
      byte[] replaced = whole.clone();
      replaced[at] = (byte) random.nextInt();
      isHarmless(replaced, Safetensors::read);
    }
  }

  @Test
  void manyChangesAtOnceAreHarmless() throws IOException {
    byte[] whole = sample();
    Random random = new Random(3);
    String likely = "0123456789-[]{}\",:. eE\\u";
    for (int run = 0; run < 5000; run++) {
      byte[] changed = whole.clone();
      for (int changes = 1 + random.nextInt(8); changes > 0; changes--) {
        int at = random.nextInt(changed.length);
        changed[at] =
            (byte)
                (random.nextBoolean()
                    ? random.nextInt()
                    : likely.charAt(random.nextInt(likely.length())));
      }
      isHarmless(changed, Safetensors::read);
    }
  }

  @Test
  void piecesOfHeadersInAnyOrderAreHarmless() throws IOException {
    String[] pieces = {
      "{",
      "}",
      "[",
      "]",
      ",",
      ":",
      "\"w\"",
      "\"__metadata__\"",
      "\"dtype\"",
      "\"shape\"",
      "\"data_offsets\"",
      "\"F32\"",
      "\"F64\"",
      "0",
      "8",
      "-1",
      "2147483647",
      "1e999",
      "null",
      "9223372036854775807",
      "\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}"
    };
    Random random = new Random(4);
    for (int run = 0; run < 5000; run++) {
      String header =
          random
              .ints(random.nextInt(30), 0, pieces.length)
              .mapToObj(piece -> pieces[piece])
              .collect(Collectors.joining("", "{", "}"));
      isHarmless(HostileFile.of(header, new byte[random.nextInt(9)]).bytes(), Safetensors::read);
    }
  }

  @Test
  void claimsCostNothing() throws IOException {
    for (long claimed : new long[] {1L << 20, 1L << 30, 1L << 40, Long.MAX_VALUE, -1}) {
      isHarmless(
          new HostileFile(claimed, new byte[] {'{', '}'}, new byte[0]).bytes(), Safetensors::read);
    }
    String entry = "{\"w\":{\"dtype\":\"F64\",\"shape\":[%d],\"data_offsets\":[0,%d]}}";
    for (long count : new long[] {1 << 20, 1 << 27, Integer.MAX_VALUE - 8, 1L << 60}) {
      isHarmless(
          HostileFile.of(entry.formatted(count, 8 * count), new byte[8]).bytes(),
          Safetensors::read);
      isHarmless(HostileFile.of(entry.formatted(count, 8), new byte[8]).bytes(), Safetensors::read);
    }
  }

  @Test
  void aLongHeaderCostsInProportion() throws IOException {
    String manyTensors =
        IntStream.range(0, 20_000)
            .mapToObj(
                i -> "\"%x\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}".formatted(i))
            .collect(Collectors.joining(",", "{", "}"));
    assertThat(isHarmless(HostileFile.of(manyTensors, new byte[0]).bytes(), Safetensors::read))
        .isTrue();
    String longName = "{\"" + "x".repeat(1_000_000) + "\":7}";
    isHarmless(HostileFile.of(longName, new byte[0]).bytes(), Safetensors::read);
    String deep = "{\"w\":" + "[".repeat(1_000_000);
    isHarmless(HostileFile.of(deep, new byte[0]).bytes(), Safetensors::read);
    String digits = "{\"w\":{\"shape\":[" + "9".repeat(1_000_000) + "]}}";
    isHarmless(HostileFile.of(digits, new byte[0]).bytes(), Safetensors::read);
    String longShape = "{\"w\":{\"shape\":[" + "1,".repeat(1_000_000) + "1]}}";
    isHarmless(HostileFile.of(longShape, new byte[0]).bytes(), Safetensors::read);
  }

  @Test
  void theLawCatchesAReaderThatBelievesTheLength() {
    byte[] bytes = new HostileFile(1 << 24, new byte[] {'{', '}'}, new byte[0]).bytes();
    assertThatThrownBy(() -> isHarmless(bytes, SafetensorsFuzzTest::readTrusting))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("to be less than");
  }

  @Test
  void theLawCatchesAReaderThatFallsOverTheJson() throws IOException {
    byte[] cut = Arrays.copyOf(sample(), 4);
    assertThatThrownBy(() -> isHarmless(cut, SafetensorsFuzzTest::readTrusting))
        .isInstanceOf(RuntimeException.class);
  }

  private static Weights readTrusting(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    byte[] header = new byte[(int) bytes.getLong()];
    bytes.get(header, 0, Math.min(header.length, bytes.remaining()));
    return Weights.empty().withMetadata("header", new String(header, StandardCharsets.UTF_8));
  }
}
