package org.ebm4j.kernels.vector;

import java.util.List;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.kernels.loop.Fold;

/// What the folds of a nest do with blocks of its body's values.
final class Folding {
  private final List<Fold> folds;
  private final Rows[] gathered;
  private final RowKernel[] starting;
  private final RowKernel[] byRow; // gathers blocks
  private final Operands[] byRowOperands;
  private final Operands[] starts;
  private final Operands[] wholes; // one row gathered from many
  private final RowKernel[] ofRows;
  private final Precision precision;

  /// @param values what the folds read, in their order
  Folding(List<Fold> folds, Rows[] gathered, List<Rows> values, Precision precision) {
    this.folds = folds;
    this.gathered = gathered;
    this.precision = precision;
    int size = folds.size();
    starting = new RowKernel[size];
    byRow = new RowKernel[size];
    byRowOperands = new Operands[size];
    starts = new Operands[size];
    wholes = new Operands[size];
    ofRows = new RowKernel[size];
    int value = 0;
    for (int f = 0; f < size; f++) {
      Fold.Kind kind = folds.get(f).kind();
      Rows[] to = {gathered[f]};
      Rows a = values.get(value++);
      Rows b = folds.get(f).b() < 0 ? a : values.get(value++);
      starting[f] = Kernels.of(start(kind, precision));
      starts[f] = new Operands(start(kind, precision), new Rows[0], to);
      byRow[f] = Kernels.of(byRow(kind, precision));
      boolean isProduct = kind == Fold.Kind.PRODUCT_SUM;
      Rows[] joined = isProduct ? new Rows[] {a, b, to[0]} : new Rows[] {to[0], a};
      byRowOperands[f] = new Operands(byRow(kind, precision), joined, to);
      ofRows[f] = ofRows(kind, precision);
      wholes[f] = whole(kind, precision, gathered[f], a, b);
    }
  }

  static Formula start(Fold.Kind kind, Precision precision) {
    long bits = kind == Fold.Kind.MAX ? Formulas.negativeInfinity(precision) : 0;
    return Formulas.literal(precision, bits);
  }

  static Formula byRow(Fold.Kind kind, Precision precision) {
    return switch (kind) {
      case SUM -> Formulas.add(precision);
      case PRODUCT_SUM -> Formulas.addProduct(precision);
      case MAX -> Formulas.larger(precision);
    };
  }

  /// What that kernel works on.
  ///
  /// @param b second factor where products are summed
  static Operands whole(Fold.Kind kind, Precision precision, Rows to, Rows a, Rows b) {
    Rows one = new Rows();
    one.set(to.segment, to.at, 0);
    boolean isProduct = kind == Fold.Kind.PRODUCT_SUM;
    Rows[] in = isProduct ? new Rows[] {a, b, one} : new Rows[] {one, a};
    return new Operands(byRow(kind, precision), in, new Rows[] {one}, Smallness.NORMAL);
  }

  /// The kernel that gathers many rows into one.
  static RowKernel ofRows(Fold.Kind kind, Precision precision) {
    return Kernels.of(new FoldPrinter.Task(kind, Flavour.of(precision)));
  }

  void start(int rows) {
    for (int f = 0; f < starts.length; f++) {
      starts[f].perform(starting[f], rows);
    }
  }

  /// Gathers a block into as many rows.
  void gather(int rows) {
    for (int f = 0; f < byRow.length; f++) {
      byRowOperands[f].perform(byRow[f], rows);
    }
  }

  /// Gathers the rows of a block into one.
  void rows(int rows) {
    for (int f = 0; f < ofRows.length; f++) {
      wholes[f].perform(ofRows[f], rows);
    }
  }

  /// Gathers the numbers of a block into 16 partial results.
  void numbers(int count) {
    for (int f = 0; f < folds.size(); f++) {
      Partials.gather(folds.get(f).kind(), precision, wholes[f], count);
    }
  }

  /// Partial results to the first of them.
  void tree(int partials) {
    for (int f = 0; f < folds.size(); f++) {
      Partials.tree(folds.get(f).kind(), precision, gathered[f], partials);
    }
  }
}
