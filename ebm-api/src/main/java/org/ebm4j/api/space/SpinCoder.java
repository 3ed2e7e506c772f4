package org.ebm4j.api.space;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.ebm4j.api.expr.In.Accessor;
import org.ebm4j.api.graph.Values;

/// Bits in another coding: what another coder writes as 0 and 1 lies as −1 and 1.
///
/// @param spins which numbers of a point are meant
record SpinCoder<T>(Coder<T> bits, int size, BitSet spins) implements Coder<T> {

  /// Which numbers are bits coded as 0 or 1.
  ///
  /// @throws IllegalArgumentException if there are none
  static BitSet bits(Layout layout) {
    BitSet bits = new BitSet(layout.size());
    for (Component c : layout.components()) {
      if (c.kind() == Kind.BINARY) {
        bits.set(c.offset(), c.offset() + c.size());
      }
    }
    if (bits.isEmpty()) {
      throw new IllegalArgumentException(
          "asSpins: "
              + layout
              + " has no bits; declare what is −1 or 1 as boolean, or use Space.spins");
    }
    return bits;
  }

  /// The layout with its bits coded as −1 and 1.
  static Layout coded(Layout layout, BitSet bits) {
    double[] origin = layout.origin().toArray();
    toSpins(origin, 0, bits);
    List<Component> components =
        layout.components().stream().map(c -> c.kind() == Kind.BINARY ? c.asSpins() : c).toList();
    String type = layout.isPlain() ? "spins" : layout.type();
    return new Layout(type, components, Values.of(origin), layout.spread());
  }

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
