package org.ebm4j.kernels.vector;

import java.lang.foreign.MemorySegment;

/// Which random words a tile wants, and where.
final class Counter {
  MemorySegment to = MemorySegment.NULL;
  long at;
  int blocks;
  int firstBlock;
  int step;
  int purpose; // in its place, the top 8 bits
  long chain; // of the first lane
  long seed;
}
