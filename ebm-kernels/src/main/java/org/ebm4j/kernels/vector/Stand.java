package org.ebm4j.kernels.vector;

/// Where the loops of a nest stand, and along what its block lies.
final class Stand {
  /// The block lies along the units of the group.
  static final int UNITS = -1;

  /// A block of one.
  static final int NOWHERE = -2;

  final int[] index;
  int unit;

  /// The loop the block lies along, {@link #UNITS} or {@link #NOWHERE}.
  int along;

  /// Whether lanes are chains and the block counts rows; else it counts numbers.
  boolean chains;

  /// Rows, or numbers, of the block.
  int count;

  Stand(int loops) {
    index = new int[loops];
  }

  /// Rows of 32 the block takes in temporaries.
  int rows() {
    return chains ? count : (count + 31) / 32;
  }
}
