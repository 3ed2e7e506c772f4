package org.ebm4j.kernels.x86;

import org.ebm4j.kernels.asm.Assembler;
import org.ebm4j.kernels.asm.Memory;
import org.ebm4j.kernels.asm.Register;
import org.ebm4j.kernels.loop.Buffer;
import org.ebm4j.kernels.loop.Kernel;

/// Turns rows of lanes round: from a number's chains side by side to a chain's numbers side by
/// side. In registers of 256 bits, whatever the width of the rest.
final class TurnEmitter {
  private final Emission emission;
  private final Kernel.Turn turn;
  private final Assembler a;
  private final Rows rows;
  private final Square square;
  private final int numberBytes;
  private final int chainBytes;

  TurnEmitter(Emission emission, Kernel.Turn turn) {
    this.emission = emission;
    this.turn = turn;
    this.a = emission.a();
    this.rows = emission.rows();
    this.square = new Square(emission);
    this.numberBytes = emission.bytes(turn.a(), 0);
    this.chainBytes = Kernel.Turn.PANEL * rows.bytes;
  }

  /// All panels of one tile.
  void emit() {
    Frame frame = emission.frame();
    Register from = frame.take();
    Register to = frame.take();
    Register counter = frame.take();
    int panels = turn.n() / Kernel.Turn.PANEL;
    int left = turn.n() % Kernel.Turn.PANEL;
    a.lea(from, emission.start(turn.a()));
    a.lea(to, Memory.at(Frame.CHAIN, (int) emission.buffers().get(turn.turned()).offset()));
    emission.repeat(
        counter,
        turn.p(),
        () -> {
          emission.repeat(counter, panels, () -> panel(Kernel.Turn.PANEL, from, to));
          if (left > 0) {
            panel(left, from, to);
          }
          long across = (long) (turn.n() - turn.n() % square.side()) * numberBytes;
          emission.move(from, emission.bytes(turn.a(), 1) - across);
        });
    for (Register register : new Register[] {counter, to, from}) {
      frame.release(register);
    }
  }

  /// The 32 chains of at most 16 numbers; goes to the next panel.
  private void panel(int numbers, Register from, Register to) {
    for (int done = 0; done < numbers; done += square.side()) {
      int count = Math.min(square.side(), numbers - done);
      numbers(count, from, to, done * rows.bytes);
      if (count == square.side()) {
        emission.move(from, (long) count * numberBytes);
      }
    }
    emission.move(to, (long) Buffer.LANES * chainBytes);
  }

  /// All 32 chains of {@code count} numbers, at most a square's side; numbers there are not become
  /// zeros.
  private void numbers(int count, Register from, Register to, int displacement) {
    for (int lane = 0; lane < Buffer.LANES; lane += square.side()) {
      int from0 = lane * rows.bytes;
      int to0 = displacement + lane * chainBytes;
      square.turn(
          count,
          r -> Memory.at(from, r * numberBytes + from0),
          c -> Memory.at(to, to0 + c * chainBytes));
    }
  }
}
