package org.ebm4j.inference.minimise;

import java.util.List;

/// Searches under way together, one row a start.
interface Batch extends AutoCloseable {
  /// One row a start, in their order.
  List<Row> rows();

  /// Lets every live row do as much, and ends those that meet a rule. How the work is cut into
  /// calls changes no row's result.
  ///
  /// @param rounds steps, or evaluations of methods with a line search
  /// @return how many were performed: all, unless the thread was interrupted
  int advance(int rounds);

  /// Refreshes what the rows say of their energies, for someone who looks.
  ///
  /// @param traced whether to add the last step to the traces, where they are not kept by the rows
  void look(boolean traced);

  /// Makes sure that every row knows its best point. Called once, after all rows have ended.
  void settle();

  @Override
  void close();

  default int live() {
    return (int) rows().stream().filter(Row::isLive).count();
  }

  /// Ends every live row.
  default void end(Ending how) {
    rows().stream().filter(Row::isLive).forEach(row -> row.end(how));
  }
}
