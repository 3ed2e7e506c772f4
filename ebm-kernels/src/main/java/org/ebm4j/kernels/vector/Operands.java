package org.ebm4j.kernels.vector;

import org.jspecify.annotations.Nullable;

/// What a kernel works on, in the order of its formula.
final class Operands {
  final Rows[] in;
  final Rows[] out;

  /// What its kernel gathers must not be below this, or it stops.
  int limit;

  private final Formula formula;
  private final int row; // bytes
  private @Nullable Rest careful;
  private @Nullable Rest further;

  /// Some rows of the operands, and what computes them.
  private record Rest(RowKernel kernel, Operands operands) {}

  Operands(Formula formula, Rows[] in, Rows[] out) {
    this(formula, in, out, Smallness.limit(formula));
  }

  Operands(Formula formula, Rows[] in, Rows[] out, int limit) {
    this.formula = formula;
    this.in = in;
    this.out = out;
    this.limit = limit;
    row = formula.isSingle() ? Rows.F32 : Rows.F64;
  }

  /// Computes all rows; where the kernel stops, the row with more care: results made zero, or one
  /// by one.
  void perform(RowKernel kernel, int rows) {
    perform(kernel, rows, 0);
  }

  private void perform(RowKernel kernel, int rows, int from) {
    int done = kernel.run(this, rows, from);
    while (done < rows * row) {
      int number = done / row;
      Rest one =
          careful == null
              ? new Rest(careful(), rest(otherwise(), Smallness.limit(otherwise())))
              : careful;
      careful = one;
      show(one.operands, number);
      one.operands.perform(one.kernel, 1, done % row);
      Rest others = further == null ? new Rest(kernel, rest(formula, limit)) : further;
      further = others;
      number++;
      show(others.operands, number);
      done = number * row + (number == rows ? 0 : kernel.run(others.operands, rows - number, from));
    }
  }

  private Formula otherwise() {
    Formula.Watch watch = formula.watch();
    return watch == null ? formula : watch.otherwise();
  }

  private RowKernel careful() {
    return formula.watch() == null ? new Exactly(formula) : Kernels.of(otherwise());
  }

  private Operands rest(Formula formula, int limit) {
    return new Operands(formula, rows(in.length), rows(out.length), limit);
  }

  private static Rows[] rows(int count) {
    Rows[] rows = new Rows[count];
    for (int i = 0; i < count; i++) {
      rows[i] = new Rows();
    }
    return rows;
  }

  /// Makes other operands those from a row on.
  private void show(Operands rest, int row) {
    show(in, rest.in, row);
    show(out, rest.out, row);
  }

  private static void show(Rows[] all, Rows[] rest, int row) {
    for (int i = 0; i < all.length; i++) {
      rest[i].set(all[i].segment, all[i].at + row * all[i].step, all[i].step);
    }
  }
}
