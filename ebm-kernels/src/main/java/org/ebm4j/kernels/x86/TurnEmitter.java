package org.ebm4j.kernels.x86;

import org.ebm4j.kernels.asm.Assembler;
import org.ebm4j.kernels.asm.Binary;
import org.ebm4j.kernels.asm.Instruction.BinaryImmediate;
import org.ebm4j.kernels.asm.Memory;
import org.ebm4j.kernels.asm.Register;
import org.ebm4j.kernels.asm.Vec;
import org.ebm4j.kernels.asm.Width;
import org.ebm4j.kernels.loop.Buffer;
import org.ebm4j.kernels.loop.Kernel;

/// Turns rows of lanes round: from a number's chains side by side to a chain's numbers side by
/// side. In registers of 256 bits, whatever the width of the rest.
final class TurnEmitter {
  private final Emission emission;
  private final Kernel.Turn turn;
  private final Assembler a;
  private final Rows rows;
  private final int square;
  private final int numberBytes;
  private final int chainBytes;

  TurnEmitter(Emission emission, Kernel.Turn turn) {
    this.emission = emission;
    this.turn = turn;
    this.a = emission.a().at(Width.YMM);
    this.rows = emission.rows();
    this.square = Width.YMM.bytes() / rows.bytes;
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
          long across = (long) (turn.n() - turn.n() % square) * numberBytes;
          emission.move(from, emission.bytes(turn.a(), 1) - across);
        });
    for (Register register : new Register[] {counter, to, from}) {
      frame.release(register);
    }
  }

  /// The 32 chains of at most 16 numbers; goes to the next panel.
  private void panel(int numbers, Register from, Register to) {
    for (int done = 0; done < numbers; done += square) {
      int count = Math.min(square, numbers - done);
      numbers(count, from, to, done * rows.bytes);
      if (count == square) {
        emission.move(from, (long) square * numberBytes);
      }
    }
    emission.move(to, (long) Buffer.LANES * chainBytes);
  }

  /// All 32 chains of {@code count} numbers, at most {@link #square}; numbers there are not become
  /// zeros.
  private void numbers(int count, Register from, Register to, int displacement) {
    for (int lane = 0; lane < Buffer.LANES; lane += square) {
      for (int r = 0; r < square; r++) {
        Vec row = Vec.of(r);
        if (r < count) {
          a.load(rows.move, row, Memory.at(from, r * numberBytes + lane * rows.bytes));
        } else {
          a.op(Binary.VXORPS, row, row, row);
        }
      }
      int at = displacement + lane * chainBytes;
      if (rows == Rows.F32) {
        eightByEight(to, at);
      } else {
        fourByFour(to, at);
      }
    }
  }

  private void put(Register to, int at, int chain, Vec numbers) {
    a.store(rows.move, Memory.at(to, at + chain * chainBytes), numbers);
  }

  /// Rows V0–V7 to columns, by pairs, by fours, by halves.
  private void eightByEight(Register to, int at) {
    for (int i = 0; i < 4; i++) {
      a.op(Binary.VUNPCKLPS, Vec.of(8 + 2 * i), Vec.of(2 * i), Vec.of(2 * i + 1));
      a.op(Binary.VUNPCKHPS, Vec.of(9 + 2 * i), Vec.of(2 * i), Vec.of(2 * i + 1));
    }
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 2; j++) {
        Vec low = Vec.of(8 + 4 * i + j);
        Vec high = Vec.of(10 + 4 * i + j);
        a.op(BinaryImmediate.VSHUFPS, Vec.of(4 * i + 2 * j), low, high, 0x44);
        a.op(BinaryImmediate.VSHUFPS, Vec.of(4 * i + 2 * j + 1), low, high, 0xEE);
      }
    }
    for (int c = 0; c < 4; c++) {
      halves(to, at, c, c + 4, Vec.of(c), Vec.of(4 + c));
    }
  }

  private void fourByFour(Register to, int at) {
    a.op(Binary.VUNPCKLPD, Vec.V4, Vec.V0, Vec.V1);
    a.op(Binary.VUNPCKHPD, Vec.V5, Vec.V0, Vec.V1);
    a.op(Binary.VUNPCKLPD, Vec.V6, Vec.V2, Vec.V3);
    a.op(Binary.VUNPCKHPD, Vec.V7, Vec.V2, Vec.V3);
    for (int c = 0; c < 2; c++) {
      halves(to, at, c, c + 2, Vec.of(4 + c), Vec.of(6 + c));
    }
  }

  /// The low halves of x and y make one chain's numbers, the high halves another's.
  private void halves(Register to, int at, int low, int high, Vec x, Vec y) {
    a.op(BinaryImmediate.VPERM2F128, Vec.V8, x, y, 0x20);
    put(to, at, low, Vec.V8);
    a.op(BinaryImmediate.VPERM2F128, Vec.V9, x, y, 0x31);
    put(to, at, high, Vec.V9);
  }
}
