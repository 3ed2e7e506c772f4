package org.ebm4j.kernels.vector;

import org.jspecify.annotations.Nullable;

/// What a kernel works on, in the order of its formula.
final class Operands {
  final Rows[] in;
  final Rows[] out;
  private final Formula formula;
  private @Nullable Exactly exactly;

  Operands(Formula formula, Rows[] in, Rows[] out) {
    this.formula = formula;
    this.in = in;
    this.out = out;
  }

  /// Computes one vector of a row again, one by one.
  void exactly(int row, int from) {
    Exactly made = exactly == null ? new Exactly(formula) : exactly;
    exactly = made;
    made.run(this, row, from);
  }
}
