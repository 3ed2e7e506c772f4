package org.ebm4j.api.weights;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// The number formats of a file that become tensors. The two halves of f32 are widened, which is
/// exact; every other format would lose something or is no parameter, and is refused.
enum StoredType {
  F64(8),
  F32(4),
  /// IEEE 754 binary16: 5 bits of exponent, 10 of fraction.
  F16(2),
  /// The upper half of an f32: 8 bits of exponent, 7 of fraction.
  BF16(2);

  private final int bytes;

  StoredType(int bytes) {
    this.bytes = bytes;
  }

  /// The type a header calls by this word, or null if it is none of these.
  static @Nullable StoredType named(String word) {
    for (StoredType type : values()) {
      if (type.name().equals(word)) {
        return type;
      }
    }
    return null;
  }

  /// The bytes one number takes in the file.
  int bytes() {
    return bytes;
  }

  /// The bytes one number takes in memory.
  int bytesInMemory() {
    return this == F64 ? Double.BYTES : Float.BYTES;
  }

  /// Zeros to be filled by [decode][#decode].
  Numbers allocate(int count) {
    return this == F64
        ? new Numbers.Doubles(new double[count])
        : new Numbers.Floats(new float[count]);
  }

  /// Decodes little-endian numbers.
  ///
  /// @param from the numbers' bytes, from its position to its limit
  /// @param into modified: as many entries, from `at` on
  void decode(ByteBuffer from, Numbers into, int at) {
    switch (into) {
      case Numbers.Doubles(double[] array) ->
          from.asDoubleBuffer().get(array, at, from.remaining() / Double.BYTES);
      case Numbers.Floats(float[] array) -> decode(from, array, at);
    }
  }

  private void decode(ByteBuffer from, float[] array, int at) {
    int count = from.remaining() / bytes;
    switch (this) {
      case F64 -> throw new AssertionError("F64 is kept in doubles");
      case F32 -> from.asFloatBuffer().get(array, at, count);
      case F16 -> {
        for (int i = 0; i < count; i++) {
          array[at + i] = Float.float16ToFloat(from.getShort(i * bytes));
        }
      }
      case BF16 -> {
        for (int i = 0; i < count; i++) {
          array[at + i] = Float.intBitsToFloat(from.getShort(i * bytes) << 16);
        }
      }
    }
  }
}
