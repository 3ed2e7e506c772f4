package org.ebm4j.kernels.vector;

import java.lang.foreign.MemorySegment;

/// What a block of a product works on; all places and distances in bytes.
final class Factors {
  MemorySegment a = MemorySegment.NULL; // numbers
  long aAt;
  long aRow;
  long aTerm;
  MemorySegment b = MemorySegment.NULL; // vectors
  long bAt;
  long bTerm;
  long bSide; // from a vector to the one beside it
  MemorySegment from = MemorySegment.NULL; // what the sums begin with
  long fromAt;
  long fromRow;
  MemorySegment c = MemorySegment.NULL;
  long cAt;
  long cRow;

  /// Rows of C that a kernel does, where it does not do the same number each time.
  int rows;

  /// Terms of the sum.
  int terms;

  /// Whether a sum of exactly 2⁻¹²⁶ was met, which may be wrong.
  boolean doubtful;

  /// Lanes that count, where these are not all.
  int lanes;
}
