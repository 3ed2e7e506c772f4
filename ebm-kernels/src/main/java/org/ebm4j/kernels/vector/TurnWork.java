package org.ebm4j.kernels.vector;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.ebm4j.kernels.loop.Buffer;
import org.ebm4j.kernels.loop.Kernel;

/// Rows of lanes turned round, so that a chain's numbers lie side by side.
final class TurnWork implements Work {
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;
  private static final int SIDE = Kernel.Turn.PANEL;

  private final Kernel.Turn turn;
  private final Buffer from;
  private final Buffer to;
  private final int row;
  private final int number;

  TurnWork(Kernel.Turn turn, Bench bench) {
    this.turn = turn;
    from = bench.program.buffers().get(turn.a().buffer());
    to = bench.program.buffers().get(turn.turned());
    row = bench.sizes.row;
    number = bench.sizes.number;
  }

  @Override
  public void run(Bench bench) {
    MemorySegment source = bench.segment(from.region());
    MemorySegment target = bench.segment(to.region());
    for (int unit = 0; unit < bench.count; unit++) {
      long fromAt = bench.base(from.region()) + unit * bench.unitBytes(from.region());
      long toAt = bench.base(to.region()) + unit * bench.unitBytes(to.region()) + to.offset();
      for (int p = 0; p < turn.p(); p++) {
        for (int j = 0; j < turn.n(); j++) {
          long element =
              turn.a().offset()
                  + (long) j * turn.a().strides().get(0)
                  + (long) p * turn.a().strides().get(1);
          long panel = (long) p * Kernel.Turn.panels(turn.n()) + j / SIDE;
          long side = (panel * Buffer.LANES * SIDE + j % SIDE) * number;
          element(source, fromAt + from.offset() + element * row, target, toAt + side);
        }
      }
    }
  }

  private void element(MemorySegment source, long fromAt, MemorySegment target, long toAt) {
    long step = (long) SIDE * number;
    for (int lane = 0; lane < Buffer.LANES; lane++) {
      if (number == Integer.BYTES) {
        target.set(INT, toAt + lane * step, source.get(INT, fromAt + 4L * lane));
      } else {
        target.set(LONG, toAt + lane * step, source.get(LONG, fromAt + 8L * lane));
      }
    }
  }
}
