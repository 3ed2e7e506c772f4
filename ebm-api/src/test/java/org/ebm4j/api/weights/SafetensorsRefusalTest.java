package org.ebm4j.api.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Each way a file can lie is refused in one sentence that says what was found.
final class SafetensorsRefusalTest {
  private static final String DAMAGED =
      "; it is damaged or no safetensors file, so fetch or save it again";

  @TempDir private Path folder;

  @ParameterizedTest
  @MethodSource("org.ebm4j.api.weights.Lie#all")
  void aLieIsRefusedInOneSentence(Lie lie) throws IOException {
    Path file = folder.resolve("lie.safetensors");
    HostileFile.of(lie.header(), new byte[8]).writeTo(file);
    assertThatThrownBy(() -> Safetensors.read(file))
        .isInstanceOf(WeightsFormatException.class)
        .hasMessageStartingWith("cannot read weights from " + file + ": ")
        .hasMessageContaining(lie.found())
        .hasMessageEndingWith(DAMAGED)
        .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("\n", "\0"));
  }

  @Test
  void whatWasFoundIsTheWholeSentence() throws IOException {
    Path file = folder.resolve("lie.safetensors");
    HostileFile.of("{\"w\":{\"dtype\":\"F64\",\"shape\":[1]}}", new byte[8]).writeTo(file);
    assertThatThrownBy(() -> Safetensors.read(file))
        .hasMessage(
            "cannot read weights from " + file + ": tensor \"w\" has no data_offsets" + DAMAGED);
  }

  @ParameterizedTest
  @CsvSource({"I64", "BOOL", "U8", "F8_E4M3", "f32", "''", "F128"})
  void aTypeThatIsNoParameterIsRefused(String type) throws IOException {
    Path file = folder.resolve("type.safetensors");
    HostileFile.of(Lie.tensor(type, "[1]", "[0,8]", "").header(), new byte[8]).writeTo(file);
    assertThatThrownBy(() -> Safetensors.read(file))
        .isInstanceOf(WeightsFormatException.class)
        .hasMessage(
            "cannot read weights from %s: tensor \"w\" is of type \"%s\", and F64, F32, F16 and BF16"
                + " can be read; save it as one of them",
            file, type);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[2147483640]",
        "[65536, 65536]",
        "[4294967296, 4294967296]",
        "[9223372036854775807, 2]",
        "[2147483647, 2147483647, 2147483647, 0]"
      })
  void aTensorLargerThanAnArrayIsRefused(String shape) throws IOException {
    Path file = folder.resolve("large.safetensors");
    HostileFile.of(Lie.tensor("F32", shape, "[0,8]", "").header(), new byte[8]).writeTo(file);
    assertThatThrownBy(() -> Safetensors.read(file))
        .isInstanceOf(WeightsFormatException.class)
        .hasMessage(
            "cannot read weights from %s: tensor \"w\" has shape %s, more than the 2147483639 numbers"
                + " of one array; split it before saving",
            file, shape);
  }

  @ParameterizedTest
  @CsvSource({
    "3, 'its header claims 3 bytes and the file has 2 after that number'",
    "-1, 'its header claims 18446744073709551615 bytes and the file has 2 after that number'",
    "9223372036854775807, 'its header claims 9223372036854775807 bytes and the file has 2 after'"
  })
  void aHeaderLongerThanTheFileIsRefused(long claimed, String found) throws IOException {
    Path file = folder.resolve("long.safetensors");
    new HostileFile(claimed, new byte[] {'{', '}'}, new byte[0]).writeTo(file);
    assertThatThrownBy(() -> Safetensors.read(file))
        .isInstanceOf(WeightsFormatException.class)
        .hasMessageContaining(found);
  }

  @Test
  void bytesThatAreNotUtf8AreRefused() throws IOException {
    Path file = folder.resolve("latin.safetensors");
    byte[] latin = "{\"größe\":{}}".getBytes(StandardCharsets.ISO_8859_1);
    new HostileFile(latin.length, latin, new byte[0]).writeTo(file);
    assertThatThrownBy(() -> Safetensors.read(file))
        .hasMessageContaining(": byte 4 of its header is not UTF-8" + DAMAGED);
    byte[] cut = {'{', (byte) 0xe2, (byte) 0x82};
    new HostileFile(cut.length, cut, new byte[0]).writeTo(file);
    assertThatThrownBy(() -> Safetensors.read(file))
        .hasMessageContaining(": byte 1 of its header is not UTF-8" + DAMAGED);
  }

  @Test
  void aFileTooShortForAnythingIsRefused() throws IOException {
    Path file = Files.write(folder.resolve("short.safetensors"), new byte[7]);
    assertThatThrownBy(() -> Safetensors.read(file))
        .hasMessage(
            "cannot read weights from %s: it has 7 bytes and the length of its header alone takes 8%s",
            file, DAMAGED);
  }

  @Test
  void aHeaderOverTheFormatsLimitIsRefused() throws IOException {
    Path file = folder.resolve("header.safetensors");
    new HostileFile(100_000_001, new byte[] {'{', '}'}, new byte[0]).writeTo(file);
    lengthen(file, 200_000_000);
    assertThatThrownBy(() -> Safetensors.read(file))
        .hasMessageContaining("its header claims 100000001 bytes and the format admits 100000000");
  }

  @Test
  void tensorsLargerThanTheHeapAreRefused() throws IOException {
    long tensorBytes = 1L << 30;
    int tensors = (int) (Runtime.getRuntime().maxMemory() / tensorBytes + 1);
    String header =
        IntStream.range(0, tensors)
            .mapToObj(i ->
                "\"w%d\":{\"dtype\":\"F32\",\"shape\":[268435456],\"data_offsets\":[%d,%d]}"
                    .formatted(i, i * tensorBytes, (i + 1) * tensorBytes))
            .collect(Collectors.joining(",", "{", "}"));
    Path file = folder.resolve("huge.safetensors");
    HostileFile.of(header, new byte[0]).writeTo(file);
    lengthen(file, 8 + header.length() + tensors * tensorBytes);
    assertThatThrownBy(() -> Safetensors.read(file))
        .isInstanceOf(WeightsFormatException.class)
        .hasMessage(
            "cannot read weights from %s: its tensors take %d bytes and the heap of this JVM ends at"
                + " %d; start it with -Xmx%dm or more",
            file, tensors * tensorBytes, Runtime.getRuntime().maxMemory(), tensors * 2048L);
  }

  /// Makes the file longer without writing what it then holds.
  private static void lengthen(Path file, long bytes) throws IOException {
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(bytes);
    }
  }

  @Test
  void whatIsNoFileIsRefused() {
    Path absent = folder.resolve("absent.safetensors");
    assertThatThrownBy(() -> Safetensors.read(absent))
        .isInstanceOf(WeightsFormatException.class)
        .hasMessage("cannot read weights from %s: there is no such file; check the path", absent);
    assertThatThrownBy(() -> Safetensors.read(folder))
        .hasMessage(
            "cannot read weights from %s: it is a folder or a device;"
                + " give the path of a .safetensors file",
            folder);
  }
}
