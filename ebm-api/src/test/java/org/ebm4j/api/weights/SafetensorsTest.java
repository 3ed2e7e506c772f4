package org.ebm4j.api.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is written is the format, and what is read back is what was written.
final class SafetensorsTest {
  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("model.safetensors");
  }

  private Weights savedAndLoaded(Weights weights) throws IOException {
    Safetensors.write(weights, file());
    return Safetensors.read(file());
  }

  /// The law: saving and loading is the identity, and equal weights are equal bytes.
  private void requireIdentity(Weights weights, UnaryOperator<Tensor> onTheWay) throws IOException {
    Weights saved = Weights.of(weights.tensors(), weights.metadata());
    for (String name : weights.names()) {
      saved = saved.with(name, onTheWay.apply(weights.get(name)));
    }
    Weights loaded = savedAndLoaded(saved);
    byte[] once = Files.readAllBytes(file());
    assertThat(loaded).isEqualTo(weights);
    assertThat(loaded.names()).containsExactlyElementsOf(weights.names());
    Safetensors.write(loaded, file());
    assertThat(file()).hasBinaryContent(once);
  }

  @Test
  void savingAndLoadingKeepsEveryBit() throws IOException {
    RandomWeights random = new RandomWeights(1);
    for (int i = 0; i < 300; i++) {
      requireIdentity(random.next(), tensor -> tensor);
    }
  }

  @Test
  void theLawCatchesAWriterThatLosesNegativeZero() {
    Weights weights = Weights.empty().with("w", Tensor.of(new float[] {-0f}));
    assertThatThrownBy(() -> requireIdentity(weights, SafetensorsTest::plusZero))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void theLawCatchesAWriterThatTidiesNaN() {
    Weights weights =
        Weights.empty().with("w", Tensor.of(new float[] {Float.intBitsToFloat(0x7fc00001)}));
    assertThatThrownBy(() -> requireIdentity(weights, SafetensorsTest::canonical))
        .isInstanceOf(AssertionError.class);
  }

  private static Tensor plusZero(Tensor tensor) {
    return Tensor.of(new float[] {tensor.floats()[0] + 0f});
  }

  private static Tensor canonical(Tensor tensor) {
    int bits = Float.floatToIntBits(tensor.floats()[0]);
    return Tensor.of(new float[] {Float.intBitsToFloat(bits)});
  }

  @Test
  void theBytesAreTheFormats() throws IOException {
    Weights weights =
        Weights.empty()
            .with("b", Tensor.of(new float[] {1f, -2f}, 2))
            .with("a", Tensor.of(new float[] {0.5f}, 1, 1))
            .with("z", Tensor.of(new double[] {1.0}))
            .with("none", Tensor.of(new float[0], 0))
            .withMetadata("step", "7");
    Safetensors.write(weights, file());
    String header =
        "{\"__metadata__\":{\"step\":\"7\"},"
            + "\"z\":{\"dtype\":\"F64\",\"shape\":[],\"data_offsets\":[0,8]},"
            + "\"a\":{\"dtype\":\"F32\",\"shape\":[1,1],\"data_offsets\":[8,12]},"
            + "\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[12,20]},"
            + "\"none\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[20,20]}}";
    int padded = (header.length() + 7) / 8 * 8;
    ByteBuffer expected =
        ByteBuffer.allocate(8 + padded + 20).order(ByteOrder.LITTLE_ENDIAN).putLong(padded);
    expected.put((header + " ".repeat(padded - header.length())).getBytes(StandardCharsets.UTF_8));
    expected.put(HexFormat.of().parseHex("000000000000f03f" + "0000003f" + "0000803f000000c0"));
    assertThat(file()).hasBinaryContent(expected.array());
  }

  @Test
  void noWeightsAreWeightsToo() throws IOException {
    assertThat(savedAndLoaded(Weights.empty())).isEqualTo(Weights.empty());
    assertThat(Files.readAllBytes(file())).hasSize(16);
  }

  @Test
  void aTensorLargerThanTheBuffersSurvives() throws IOException {
    float[] floats = new float[100_003];
    double[] doubles = new double[50_001];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = i;
    }
    for (int i = 0; i < doubles.length; i++) {
      doubles[i] = -i;
    }
    Weights weights =
        Weights.empty()
            .with("floats", Tensor.of(floats, floats.length))
            .with("doubles", Tensor.of(doubles, doubles.length));
    assertThat(savedAndLoaded(weights)).isEqualTo(weights);
  }

  @Test
  void fieldsMayComeInAnyOrderAndTensorsLieInAnyOrder() throws IOException {
    HostileFile.of(
            """
            { "b" : {"data_offsets":[0,4], "shape":[1], "dtype":"F32"},
              "a" : {"shape":[], "dtype":"F64", "data_offsets":[4,12]} }
            """,
            HexFormat.of().parseHex("0000803f" + "000000000000f03f"))
        .writeTo(file());
    assertThat(Safetensors.read(file()))
        .isEqualTo(
            Weights.empty()
                .with("a", Tensor.of(new double[] {1}))
                .with("b", Tensor.of(new float[] {1}, 1)));
  }

  @Test
  void everyHalfIsWidenedExactly() throws IOException {
    float[] numbers = readAllPatterns("F16");
    for (int bits = 0; bits < 1 << 16; bits++) {
      int exponent = bits >> 10 & 31;
      int fraction = bits & 1023;
      double magnitude =
          switch (exponent) {
            case 0 -> fraction * 0x1p-24;
            case 31 -> fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
            default -> Math.scalb(1024.0 + fraction, exponent - 25);
          };
      double expected = bits >> 15 == 0 ? magnitude : -magnitude;
      assertThat((double) numbers[bits]).as("F16 %x", bits).isEqualTo((Double) expected);
    }
  }

  @Test
  void everyBrainFloatIsWidenedExactly() throws IOException {
    float[] numbers = readAllPatterns("BF16");
    for (int bits = 0; bits < 1 << 16; bits++) {
      assertThat(Float.floatToRawIntBits(numbers[bits])).as("BF16 %x", bits).isEqualTo(bits << 16);
    }
  }

  private float[] readAllPatterns(String type) throws IOException {
    ByteBuffer data = ByteBuffer.allocate(1 << 17).order(ByteOrder.LITTLE_ENDIAN);
    for (int bits = 0; bits < 1 << 16; bits++) {
      data.putShort((short) bits);
    }
    HostileFile.of(
            "{\"w\":{\"dtype\":\"%s\",\"shape\":[65536],\"data_offsets\":[0,131072]}}"
                .formatted(type),
            data.array())
        .writeTo(file());
    return Safetensors.read(file()).get("w").floats();
  }
}
