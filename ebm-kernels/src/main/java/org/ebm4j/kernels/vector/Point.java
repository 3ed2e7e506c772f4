package org.ebm4j.kernels.vector;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.ebm4j.kernels.loop.Buffer;

/// A place in memory: reads a block into rows, and writes one.
final class Point {
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;

  private final Bench bench;
  private final Layout layout;
  private final Buffer buffer;
  private final MemorySegment segment;
  private final int number; // bytes in memory
  private final int lane; // bytes of a lane in rows
  private final int row;

  Point(Layout layout, Bench bench) {
    this.layout = layout;
    this.bench = bench;
    buffer = layout.buffer;
    number = layout.number;
    lane = layout.lane;
    row = layout.row;
    segment = bench.segment(buffer.region());
  }

  private long at(Stand stand) {
    return bench.base(buffer.region()) + layout.at(stand);
  }

  private long step(Stand stand) {
    return layout.step(stand.along);
  }

  /// The block as rows: those in memory where they are whole rows there, else copies of them.
  ///
  /// @param rows made to point at the block
  /// @param copies where copies may lie
  void read(Stand stand, Rows rows, Rows copies) {
    long at = at(stand);
    long step = step(stand);
    rows.set(copies);
    if (stand.chains) {
      readChains(stand, rows, at, step);
    } else if (step == 0) {
      spread(rows, at, 0, 1);
      rows.step = 0;
    } else if (step == lane && number == lane && stand.count % Buffer.LANES == 0) {
      rows.set(segment, at, row);
    } else {
      for (int i = 0; i < stand.count; i++) {
        put(rows, (long) i * lane, number(at + i * step));
      }
    }
  }

  private void readChains(Stand stand, Rows rows, long at, long step) {
    if (!buffer.lanes()) {
      spread(rows, at, step, step == 0 ? 1 : stand.count);
      rows.step = step == 0 ? 0 : row;
    } else if (layout.isRead()) {
      rows.set(segment, at, step);
    } else {
      for (int r = 0; r < stand.count; r++) {
        for (int i = 0; i < Buffer.LANES; i++) {
          put(rows, (long) r * row + (long) i * lane, number(at + r * step + (long) i * number));
        }
      }
    }
  }

  /// Each number to a row of its own.
  private void spread(Rows rows, long at, long step, int count) {
    for (int r = 0; r < count; r++) {
      long bits = number(at + r * step);
      for (int i = 0; i < row; i += lane) {
        put(rows, (long) r * row + i, bits);
      }
    }
  }

  private long number(long at) {
    return number == Integer.BYTES
        ? Integer.toUnsignedLong(segment.get(INT, at))
        : segment.get(LONG, at);
  }

  private void put(Rows rows, long offset, long bits) {
    if (lane == Integer.BYTES) {
      rows.segment.set(INT, rows.at + offset, (int) bits);
    } else {
      rows.segment.set(LONG, rows.at + offset, bits);
    }
  }

  /// Makes rows point at the numbers themselves, one for each row.
  void number(Stand stand, Rows rows) {
    rows.set(segment, at(stand), step(stand));
  }

  /// Makes rows point where a block is to be written: to memory where it is whole rows there, else
  /// to {@code copies}, from which {@link #write} takes it.
  void aim(Stand stand, Rows rows, Rows copies) {
    if (isWhole(stand)) {
      rows.set(segment, at(stand), stand.chains ? step(stand) : row);
    } else {
      rows.set(copies);
    }
  }

  private boolean isWhole(Stand stand) {
    return stand.chains ? buffer.lanes() : step(stand) == lane && stand.count % Buffer.LANES == 0;
  }

  /// Writes a block that is not in its place yet.
  void write(Stand stand, Rows rows) {
    if (!isWhole(stand)) {
      long at = at(stand);
      long step = step(stand);
      long next = stand.chains ? row : lane;
      for (int i = 0; i < (step == 0 ? 1 : stand.count); i++) {
        writeOne(rows, rows.at + i * next, at + i * step);
      }
    }
  }

  private void writeOne(Rows rows, long from, long at) {
    if (lane == Integer.BYTES) {
      segment.set(INT, at, rows.segment.get(INT, from));
    } else {
      segment.set(LONG, at, rows.segment.get(LONG, from));
    }
  }
}
