package org.ebm4j.kernels.x86;

/// Things in parts of equal size or one more.
///
/// @param all things
/// @param count of parts
record Even(int all, int count) {
  /// In as few parts as possible, none larger than {@code most}: rows so that none of a product's
  /// blocks is left with a row or two and its multiply-adds waiting for each other.
  static Even atMost(int most, int all) {
    return new Even(all, (all + most - 1) / most);
  }

  /// In parts of {@code least} or a little more; in one if there are fewer than twice as many.
  static Even atLeast(int least, int all) {
    return new Even(all, Math.max(1, all / least));
  }

  /// Things in a smaller part.
  int low() {
    return all / count;
  }

  /// Parts that have one more: the first ones.
  int higher() {
    return all % count;
  }

  /// For each of the two sizes there are, the larger first: its parts and size.
  void each(Each parts) {
    if (higher() > 0) {
      parts.of(higher(), low() + 1);
    }
    parts.of(count - higher(), low());
  }

  /// What is done with parts of one size.
  @FunctionalInterface
  interface Each {
    void of(int count, int size);
  }
}
