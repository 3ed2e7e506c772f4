package org.ebm4j.kernels.vector;

import org.ebm4j.kernels.loop.Access;
import org.ebm4j.kernels.loop.Buffer;
import org.ebm4j.kernels.loop.LoopProgram;

/// An access in bytes, and how far apart its rows are.
final class Layout {
  final Buffer buffer;
  final int number; // bytes in memory
  final int lane; // bytes of a lane in rows
  final int row;
  private final long start;
  private final long[] strides;
  private final long unit;

  Layout(Access access, LoopProgram program, Sizes sizes) {
    buffer = program.buffers().get(access.buffer());
    lane = sizes.number;
    row = sizes.row;
    number = buffer.words() ? Integer.BYTES : lane;
    long element = buffer.lanes() ? (long) number * Buffer.LANES : number;
    start = buffer.offset() + access.offset() * element;
    strides = access.strides().stream().mapToLong(stride -> stride * element).toArray();
    unit = sizes.unitBytes(buffer.region());
  }

  /// Where the block begins, from the first unit's part of the region.
  long at(Stand stand) {
    long at = start + stand.unit * unit;
    for (int loop = 0; loop < strides.length; loop++) {
      at += stand.index[loop] * strides[loop];
    }
    return at;
  }

  /// Bytes from one of a block to the next.
  ///
  /// @param along as in {@link Stand#along}
  long step(int along) {
    return switch (along) {
      case Stand.NOWHERE -> 0;
      case Stand.UNITS -> unit;
      default -> strides[along];
    };
  }

  /// Whether a block of chains lies in memory as rows, so that it is read in its place.
  boolean isRead() {
    return buffer.lanes() && number == lane;
  }

  /// Bytes from row to row of a block of chains that is read.
  ///
  /// @param isNumber whether each row is one number for all lanes
  long readStep(int along, boolean isNumber) {
    long step = step(along);
    return isNumber || isRead() || (!buffer.lanes() && step == 0) ? step : row;
  }

  /// The same for one that is written.
  long writeStep(int along) {
    return buffer.lanes() ? step(along) : row;
  }
}
