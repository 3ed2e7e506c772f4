package org.ebm4j.kernels.vector;

import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// The vectors of all kernels: the widest this processor has, up to 512 bits, so that a row of 32
/// lanes is a whole number of them, and of pairs of them.
final class Species {
  private static final VectorShape SHAPE =
      FloatVector.SPECIES_PREFERRED.vectorBitSize() > 512
          ? VectorShape.S_512_BIT
          : FloatVector.SPECIES_PREFERRED.vectorShape();

  static final VectorSpecies<Float> FLOATS = VectorSpecies.of(float.class, SHAPE);
  static final VectorSpecies<Double> DOUBLES = VectorSpecies.of(double.class, SHAPE);
  static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, SHAPE);
  static final VectorSpecies<Long> LONGS = VectorSpecies.of(long.class, SHAPE);

  /// Of a vector.
  static final ByteOrder ORDER = ByteOrder.nativeOrder();

  static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;
  static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
  static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE_UNALIGNED;

  static final int BYTES = SHAPE.vectorBitSize() / Byte.SIZE;

  /// Which move lanes down by so many.
  static final VectorShuffle<Float> FLOATS_DOWN_1 = VectorShuffle.iota(FLOATS, 1, 1, true);

  static final VectorShuffle<Float> FLOATS_DOWN_2 = VectorShuffle.iota(FLOATS, 2, 1, true);
  static final VectorShuffle<Float> FLOATS_DOWN_4 = VectorShuffle.iota(FLOATS, 4, 1, true);
  static final VectorShuffle<Float> FLOATS_DOWN_8 = VectorShuffle.iota(FLOATS, 8, 1, true);
  static final VectorShuffle<Double> DOUBLES_DOWN_1 = VectorShuffle.iota(DOUBLES, 1, 1, true);
  static final VectorShuffle<Double> DOUBLES_DOWN_2 = VectorShuffle.iota(DOUBLES, 2, 1, true);
  static final VectorShuffle<Double> DOUBLES_DOWN_4 = VectorShuffle.iota(DOUBLES, 4, 1, true);

  private Species() {}
}
