package org.ebm4j.api.interpret;

/// Rows of one node: as many as there are chains, or one that all chains share.
///
/// @param values rows · size numbers
/// @param size numbers in a row
/// @param rows 1 if shared
/// @param varies whether there is a row for each chain
record Operand(double[] values, int size, int rows, boolean varies) {

  static Operand allocate(int size, int chains, boolean varies) {
    int rows = varies ? chains : 1;
    long numbers = (long) rows * size;
    if (numbers > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "cannot hold "
              + rows
              + " chains of "
              + size
              + " numbers in one array; run fewer chains at a time");
    }
    return new Operand(new double[(int) numbers], size, rows, varies);
  }

  /// Where a chain's row begins.
  int at(int chain) {
    return varies ? chain * size : 0;
  }
}
