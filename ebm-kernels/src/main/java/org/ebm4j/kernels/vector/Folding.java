package org.ebm4j.kernels.vector;

import java.util.List;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.kernels.loop.Fold;

/// What the folds of a nest gather into: rows that begin at 0 or −∞. Where only the inner loop is
/// long, and lanes are not chains, it takes the values there into 16 partial results, and joins
/// these.
final class Folding {
  private static final int PARTIALS = 16;

  private final List<Fold> folds;
  private final Precision precision;
  private final Rows[] gathered;
  private final RowKernel[] starting;
  private final Operands[] starts;
  private final int row;

  Folding(List<Fold> folds, Bench bench) {
    this.folds = folds;
    precision = bench.program.precision();
    row = bench.sizes.row;
    int size = folds.size();
    gathered = new Rows[size];
    starting = new RowKernel[size];
    starts = new Operands[size];
    for (int f = 0; f < size; f++) {
      gathered[f] = bench.fold(f);
      Formula start = Gathering.start(folds.get(f).kind(), precision);
      starting[f] = Kernels.of(start);
      starts[f] = new Operands(start, new Rows[0], new Rows[] {gathered[f]});
    }
  }

  /// The results.
  Rows[] gathered() {
    return gathered;
  }

  /// @param intoOne whether all rows of a block are gathered into one; else each into its own
  void start(int rows, boolean intoOne) {
    for (int f = 0; f < starts.length; f++) {
      gathered[f].step = intoOne ? 0 : row;
      starts[f].perform(starting[f], rows);
    }
  }

  /// Gathers the numbers of a block into the partial results.
  ///
  /// @param values what the folds read, in their order
  void numbers(List<Rows> values, int count) {
    int value = 0;
    for (int f = 0; f < gathered.length; f++) {
      Rows a = values.get(value++);
      Rows b = folds.get(f).b() < 0 ? a : values.get(value++);
      Partials.gather(folds.get(f).kind(), precision, gathered[f], a, b, count);
    }
  }

  /// Joins the partial results.
  void tree() {
    for (int f = 0; f < gathered.length; f++) {
      Partials.tree(folds.get(f).kind(), precision, gathered[f], PARTIALS);
    }
  }
}
