package org.ebm4j.api.weights;

import java.util.Random;

/// Weights of every kind a file must keep: both types, shapes with and without numbers, odd names,
/// and bits that arithmetic would change.
final class RandomWeights {
  private static final int[][] SHAPES = {
    {}, {0}, {1}, {7}, {3, 0, 2}, {2, 3}, {1, 1, 1, 1}, {5, 4, 3}, {33, 65}
  };
  private static final String[] NAMES = {
    "w", "net.0.weight", "", " ", "a\"b\\c/d", "\u0000\n\u001f\u007f", "größe", "😀", "重み", "\uffee"
  };
  private static final int[] BITS = {
    0, 0x80000000, 1, 0x807fffff, 0x7f800000, 0xff800000, 0x7f800001, 0x7fc00001, 0xffffffff
  };
  private static final long[] WIDE_BITS = {
    0, Long.MIN_VALUE, 1, 0x800fffffffffffffL, 0x7ff0000000000000L, 0x7ff0000000000001L, -1
  };

  private final Random random;

  RandomWeights(long seed) {
    random = new Random(seed);
  }

  Weights next() {
    Weights weights = Weights.empty();
    for (int tensors = random.nextInt(6); tensors > 0; tensors--) {
      weights = weights.with(name(), tensor());
    }
    for (int words = random.nextInt(3); words > 0; words--) {
      weights = weights.withMetadata(name(), name());
    }
    return weights;
  }

  private String name() {
    String name = NAMES[random.nextInt(NAMES.length)];
    return random.nextBoolean() ? name : name + random.nextInt(100);
  }

  private Tensor tensor() {
    int[] shape = SHAPES[random.nextInt(SHAPES.length)];
    int count = 1;
    for (int extent : shape) {
      count *= extent;
    }
    return random.nextBoolean() ? floats(count, shape) : doubles(count, shape);
  }

  private Tensor floats(int count, int[] shape) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      int bits = random.nextBoolean() ? random.nextInt() : BITS[random.nextInt(BITS.length)];
      numbers[i] = Float.intBitsToFloat(bits);
    }
    return Tensor.of(numbers, shape);
  }

  private Tensor doubles(int count, int[] shape) {
    double[] numbers = new double[count];
    for (int i = 0; i < count; i++) {
      long bits =
          random.nextBoolean() ? random.nextLong() : WIDE_BITS[random.nextInt(WIDE_BITS.length)];
      numbers[i] = Double.longBitsToDouble(bits);
    }
    return Tensor.of(numbers, shape);
  }
}
