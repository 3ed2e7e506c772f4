package org.ebm4j.kernels.plain;

import java.lang.foreign.MemorySegment;
import org.ebm4j.kernels.loop.Buffer;
import org.ebm4j.kernels.loop.Buffer.Region;
import org.ebm4j.kernels.loop.Kernel;

/// Rows of lanes turned round, so that a chain's numbers lie side by side.
final class Turning implements Work {
  private final Kernel.Turn turn;
  private final Pointer from;
  private final long to;

  Turning(Kernel.Turn turn, Interpreter.Reading reading) {
    this.turn = turn;
    from = reading.pointer(turn.a(), new Form.Chains());
    to = reading.program().buffers().get(turn.turned()).offset();
  }

  @Override
  public void run(Worker worker) {
    Arithmetic arithmetic = worker.arithmetic;
    MemorySegment chains = worker.segment(Region.CHAIN);
    for (int p = 0; p < turn.p(); p++) {
      for (int j = 0; j < turn.n(); j++) {
        worker.index[0] = j;
        worker.index[1] = p;
        from.read(worker, worker.lanes, Buffer.LANES);
        for (int lane = 0; lane < Buffer.LANES; lane++) {
          long number = number(turn.n(), j, p, lane);
          long at = worker.base(Region.CHAIN) + to + number * arithmetic.bytes();
          arithmetic.set(chains, at, worker.lanes[lane]);
        }
      }
    }
  }

  /// Where number j at p of a chain stands.
  static long number(int n, int j, int p, int lane) {
    int side = Kernel.Turn.PANEL;
    long panel = (long) p * Kernel.Turn.panels(n) + j / side;
    return (panel * Buffer.LANES + lane) * side + j % side;
  }
}
