package org.ebm4j.kernels.x86;

/// The rows of a product in as few blocks as registers allow, of equal height or one less, so that
/// no block is left with a row or two and its multiply-adds waiting for each other.
///
/// @param rows of the product
/// @param most rows of a block
record RowBlocks(int rows, int most) {
  int count() {
    return (rows + most - 1) / most;
  }

  /// Rows of a lower block.
  int low() {
    return rows / count();
  }

  /// Blocks that have one row more: the first ones.
  int higher() {
    return rows % count();
  }

  /// For each of the two heights there are, the higher first: its blocks and rows.
  void each(Part part) {
    if (higher() > 0) {
      part.of(higher(), low() + 1);
    }
    part.of(count() - higher(), low());
  }

  /// What is done with blocks of one height.
  @FunctionalInterface
  interface Part {
    void of(int blocks, int height);
  }
}
