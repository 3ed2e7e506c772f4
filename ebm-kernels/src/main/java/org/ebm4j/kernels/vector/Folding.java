package org.ebm4j.kernels.vector;

import java.util.List;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.kernels.loop.Fold;
import org.ebm4j.kernels.loop.Primitive;

/// What the folds of a nest do with blocks of its body's values.
final class Folding {
  private final List<Fold> folds;
  private final Rows[] gathered;
  private final RowKernel[] byRow; // gathers blocks
  private final Operands[] byRowOperands;
  private final Operands[] starts;
  private final Operands[] wholes; // one row gathered from many
  private final RowKernel[] ofRows;
  private final Precision precision;
  private final RowKernel copy;

  Folding(List<Fold> folds, Rows[] gathered, Script body, Bench bench) {
    this.folds = folds;
    this.gathered = gathered;
    precision = bench.program.precision();
    copy = RowKernels.copy(precision);
    int size = folds.size();
    byRow = new RowKernel[size];
    byRowOperands = new Operands[size];
    starts = new Operands[size];
    wholes = new Operands[size];
    ofRows = new RowKernel[size];
    for (int f = 0; f < size; f++) {
      Fold fold = folds.get(f);
      Rows to = gathered[f];
      Rows a = body.number(fold.a());
      Rows b = fold.b() < 0 ? a : body.number(fold.b());
      boolean isMax = fold.kind() == Fold.Kind.MAX;
      starts[f] = new Operands(bench.literal(isMax ? Sizes.negativeInfinity(precision) : 0), to);
      byRow[f] = byRow(fold.kind());
      byRowOperands[f] =
          fold.kind() == Fold.Kind.PRODUCT_SUM
              ? new Operands(a, b, to, to, 0)
              : new Operands(to, a, a, to, 0);
      ofRows[f] = ofRows(fold.kind());
      wholes[f] = new Operands(a, b, b, to, 0);
      bench.uses(copy);
      bench.uses(byRow[f]);
      bench.uses(ofRows[f]);
    }
  }

  private RowKernel byRow(Fold.Kind kind) {
    return switch (kind) {
      case SUM -> RowKernels.of(Primitive.ADD, precision, true);
      case PRODUCT_SUM -> RowKernels.of(Primitive.FMA, precision, true);
      case MAX -> RowKernels.larger(precision);
    };
  }

  private RowKernel ofRows(Fold.Kind kind) {
    boolean single = precision == Precision.F32;
    return switch (kind) {
      case SUM -> single ? FloatFolds::sum : DoubleFolds::sum;
      case PRODUCT_SUM -> single ? FloatFolds::productSum : DoubleFolds::productSum;
      case MAX -> single ? FloatFolds::max : DoubleFolds::max;
    };
  }

  void start(int rows) {
    for (int f = 0; f < starts.length; f++) {
      copy.run(starts[f], rows);
    }
  }

  /// Gathers a block into as many rows.
  void gather(int rows) {
    for (int f = 0; f < byRow.length; f++) {
      byRow[f].run(byRowOperands[f], rows);
    }
  }

  /// Gathers the rows of a block into one.
  void rows(int rows) {
    for (int f = 0; f < ofRows.length; f++) {
      ofRows[f].run(wholes[f], rows);
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
