package org.ebm4j.kernels.vector;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The smallest floats of an array, by which a product knows that nothing in it can be denormal.
///
/// Floats of at least 2ᵉ in size are multiples of 2ᵉ⁻²³. Where all of A and B are 0 or at least 2ᵉ
/// and 2ᶠ with e + f ≥ −80, every product, and so every sum on the way, is a multiple of 2⁻¹²⁶: it
/// is zero or no denormal number, and none is rounded up to 2⁻¹²⁶. A denormal factor itself counts
/// as 0, whatever it is multiplied with.
final class Least {
  /// What an array of zeros gives.
  static final int NONE = 128;

  private static final int SAFE = -80;
  private static final int ROW = Rows.F32;
  private static final VectorSpecies<Integer> INTS = Species.INTS;
  private static final int BYTES = Species.BYTES;
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();

  /// Added to the bits of sizes, it leaves them in order, but for 0, which becomes the largest.
  private static final int LAST_ZERO = Integer.MAX_VALUE;

  private static final int MAGNITUDE = 0x7FFFFFFF;

  private Least() {}

  /// Whether factors at least 2ᵉ and 2ᶠ in size need no flushing.
  static boolean suffice(int e, int f) {
    return Math.min(e, f) >= Float.MIN_EXPONENT && e + f >= SAFE;
  }

  /// The least exponent among rows of 32 floats, zeros left out; below −126 where a number is
  /// denormal.
  static int ofRows(MemorySegment segment, long at, long step, int rows) {
    if (step == ROW) {
      return ofNumbers(segment, at, rows * (ROW / Float.BYTES));
    }
    MemorySegment a = segment.asSlice(at, (rows - 1) * step + ROW);
    IntVector least = IntVector.broadcast(INTS, Integer.MAX_VALUE);
    long aAt = 0;
    for (int r = 0; r < rows; r++) {
      for (int v = 0; v < ROW; v += BYTES) {
        IntVector x = IntVector.fromMemorySegment(INTS, a, aAt + v, ORDER);
        least = least.min(x.and(MAGNITUDE).add(LAST_ZERO));
      }
      aAt += step;
    }
    return exponent(least.reduceLanes(VectorOperators.MIN) + Integer.MIN_VALUE);
  }

  /// The same for neighbours, 16 of them at least readable for every 16 there are.
  static int ofNumbers(MemorySegment segment, long at, int count) {
    int vectors = (count + BYTES / 4 - 1) / (BYTES / 4);
    MemorySegment a = segment.asSlice(at, (long) vectors * BYTES);
    IntVector least = IntVector.broadcast(INTS, Integer.MAX_VALUE);
    for (int v = 0; v < vectors; v++) {
      IntVector x = IntVector.fromMemorySegment(INTS, a, (long) v * BYTES, ORDER);
      least = least.min(x.and(MAGNITUDE).add(LAST_ZERO));
    }
    return exponent(least.reduceLanes(VectorOperators.MIN) + Integer.MIN_VALUE);
  }

  /// The same for a few numbers anywhere.
  static int ofFew(MemorySegment segment, long at, long step, int count) {
    int least = -1;
    for (int i = 0; i < count; i++) {
      int bits = segment.get(ValueLayout.JAVA_INT_UNALIGNED, at + i * step) & MAGNITUDE;
      if (Integer.compareUnsigned(bits - 1, least) < 0) {
        least = bits - 1;
      }
    }
    return exponent(least);
  }

  private static int exponent(int bitsLessOne) {
    if (bitsLessOne == -1) {
      return NONE;
    }
    int field = (bitsLessOne + 1) >>> 23;
    return field == 0 ? -150 : field - 127;
  }
}
