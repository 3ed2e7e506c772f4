package org.ebm4j.kernels.memory;

import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;
import java.util.random.RandomGenerator;

/// 256 bits as eight 32-bit words, lane 0 first; seen as f32, f64, or 64-bit words.
record Lanes(int[] words) {
  private static final double[] SPECIAL = {
    0.0,
    -0.0,
    1,
    -1,
    0.5,
    2.5,
    -3.5,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.NaN,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    Float.MIN_NORMAL,
    Float.MAX_VALUE,
    Double.MIN_VALUE,
    Double.MAX_VALUE,
    2147483648.0,
    -2147483649.0
  };

  static Lanes zero() {
    return new Lanes(new int[8]);
  }

  /// Specials, numbers of moderate size, and plain random bits, mixed.
  static Lanes randomFloats(RandomGenerator random) {
    return ofFloats(_ -> (float) draw(random, Float.intBitsToFloat(random.nextInt())));
  }

  static Lanes randomDoubles(RandomGenerator random) {
    return ofDoubles(_ -> draw(random, Double.longBitsToDouble(random.nextLong())));
  }

  static Lanes randomBits(RandomGenerator random) {
    int[] words = random.ints(8).toArray();
    if (random.nextInt(4) == 0) {
      words[random.nextInt(8)] = new int[] {0, -1, Integer.MIN_VALUE, 1}[random.nextInt(4)];
    }
    return new Lanes(words);
  }

  private static double draw(RandomGenerator random, double anyBits) {
    return switch (random.nextInt(3)) {
      case 0 -> SPECIAL[random.nextInt(SPECIAL.length)];
      case 1 -> random.nextGaussian() * (random.nextBoolean() ? 1 : 1000);
      default -> anyBits;
    };
  }

  static Lanes ofInts(IntFunction<Integer> lane) {
    var r = zero();
    Arrays.setAll(r.words, lane::apply);
    return r;
  }

  static Lanes ofLongs(IntToLongFunction lane) {
    return ofInts(i -> (int) (lane.applyAsLong(i / 2) >> (32 * (i & 1))));
  }

  static Lanes ofFloats(IntFunction<Float> lane) {
    return ofInts(i -> Float.floatToRawIntBits(lane.apply(i)));
  }

  static Lanes ofDoubles(IntFunction<Double> lane) {
    return ofLongs(i -> Double.doubleToRawLongBits(lane.apply(i)));
  }

  int i(int lane) {
    return words[lane];
  }

  long l(int lane) {
    return (words[2 * lane] & 0xFFFFFFFFL) | (long) words[2 * lane + 1] << 32;
  }

  float f(int lane) {
    return Float.intBitsToFloat(words[lane]);
  }

  double d(int lane) {
    return Double.longBitsToDouble(l(lane));
  }

  /// The low half, the rest zero.
  Lanes low() {
    return ofInts(i -> i < 4 ? words[i] : 0);
  }

  /// Every NaN made the same NaN, as their bits are nobody's promise.
  Lanes canonical(boolean doubles) {
    return doubles
        ? ofLongs(i -> Double.doubleToLongBits(d(i)))
        : ofInts(i -> Float.floatToIntBits(f(i)));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Lanes lanes && Arrays.equals(words, lanes.words);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(words);
  }

  @Override
  public String toString() {
    var text = new StringBuilder();
    for (int word : words) {
      text.append("%08x ".formatted(word));
    }
    return text + "f32 " + Arrays.toString(new float[] {f(0), f(1), f(2), f(3)}) + "…";
  }
}
