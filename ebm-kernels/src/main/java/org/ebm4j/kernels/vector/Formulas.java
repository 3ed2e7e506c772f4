package org.ebm4j.kernels.vector;

import java.util.ArrayList;
import java.util.List;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.kernels.loop.Primitive;

/// Formulas that every program may need.
final class Formulas {
  private Formulas() {}

  private static Formula.Apply apply(Primitive primitive, boolean flushes, int... operands) {
    return new Formula.Apply(
        primitive,
        operands[0],
        operands[1],
        operands.length > 2 ? operands[2] : -1,
        0,
        flushes,
        false);
  }

  private static Formula of(Precision precision, int rows, Formula.Step... steps) {
    List<Formula.Step> all = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      all.add(new Formula.Row(false));
    }
    all.addAll(List.of(steps));
    return new Formula(precision, all, List.of(new Formula.Output(all.size() - 1, false)));
  }

  /// The same bits in all lanes.
  static Formula literal(Precision precision, long bits) {
    return of(precision, 0, new Formula.Literal(bits));
  }

  static long negativeInfinity(Precision precision) {
    return precision == Precision.F32
        ? Integer.toUnsignedLong(Float.floatToRawIntBits(Float.NEGATIVE_INFINITY))
        : Double.doubleToRawLongBits(Double.NEGATIVE_INFINITY);
  }

  static Formula copy(Precision precision) {
    return of(precision, 1);
  }

  static Formula add(Precision precision) {
    return of(precision, 2, apply(Primitive.ADD, precision == Precision.F32, 0, 1));
  }
}
