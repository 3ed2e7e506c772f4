package org.ebm4j.api.space;

import java.util.Arrays;
import java.util.BitSet;
import org.ebm4j.api.expr.In.Accessor;

/// Bits in another coding: what another coder writes as 0 and 1 lies as −1 and 1.
///
/// @param spins which numbers of a point are meant
record SpinCoder<T>(Coder<T> bits, int size, BitSet spins) implements Coder<T> {

  @Override
  public void encode(T point, double[] numbers, int offset) {
    bits.encode(point, numbers, offset);
    toSpins(numbers, offset, spins);
  }

  /// 0 and 1 become −1 and 1.
  static void toSpins(double[] numbers, int offset, BitSet which) {
    which.stream().forEach(i -> numbers[offset + i] = 2 * numbers[offset + i] - 1);
  }

  @Override
  public T decode(double[] numbers, int offset) {
    double[] own = Arrays.copyOfRange(numbers, offset, offset + size);
    spins.stream().forEach(i -> own[i] = own[i] > 0 ? 1 : 0);
    return bits.decode(own, 0);
  }

  @Override
  public Part part(Accessor<T, ?> accessor) {
    return bits.part(accessor);
  }
}
