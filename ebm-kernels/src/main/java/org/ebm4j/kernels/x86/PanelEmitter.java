package org.ebm4j.kernels.x86;

import java.util.Arrays;
import org.ebm4j.kernels.asm.Assembler;
import org.ebm4j.kernels.asm.Memory;
import org.ebm4j.kernels.asm.Register;
import org.ebm4j.kernels.asm.Vec;
import org.ebm4j.kernels.asm.Width;
import org.ebm4j.kernels.loop.Access;

/// Copies a left factor into its panel: squares turned round where a row's numbers lie side by
/// side, runs where a column's do, else number by number. Those at the end of a column overlap the
/// ones before; where a block is lower than a square, zeros fall on the column that is written
/// next, and behind the last one on the panel's margin.
final class PanelEmitter {
  private static final int AT_ONCE = 8;

  private final Emission emission;
  private final Assembler a;
  private final Rows rows;
  private final Panels.Panel panel;
  private final Square square;

  PanelEmitter(Emission emission, Panels.Panel panel) {
    this.emission = emission;
    this.a = emission.a();
    this.rows = emission.rows();
    this.panel = panel;
    this.square = new Square(emission);
  }

  void emit() {
    Access factor = panel.factor().access();
    Frame frame = emission.frame();
    Register from = frame.take();
    Register at = frame.take();
    Register to = frame.take();
    Register counter = frame.take();
    a.lea(from, emission.start(factor));
    a.lea(to, Memory.at(Frame.SHARED, Math.toIntExact(panel.at())));
    panel
        .stretches()
        .each((stretches, length) ->
            emission.repeat(
                counter,
                stretches,
                () -> {
                  stretch(length, counter, from, at, to);
                  emission.move(from, (long) length * emission.bytes(factor, 1));
                }));
    for (Register register : new Register[] {counter, to, at, from}) {
      frame.release(register);
    }
  }

  /// All rows' numbers along a stretch of the summed index.
  private void stretch(int length, Register counter, Register from, Register at, Register to) {
    int rowBytes = emission.bytes(panel.factor().access(), 0);
    panel
        .blocks()
        .each((blocks, height) ->
            emission.repeat(
                counter,
                blocks,
                () -> {
                  a.mov(at, from);
                  block(height, length, counter, at, to);
                  emission.move(from, (long) height * rowBytes);
                }));
    emission.move(from, -(long) panel.blocks().all() * rowBytes);
  }

  private void block(int height, int length, Register counter, Register from, Register to) {
    Access factor = panel.factor().access();
    int rowBytes = emission.bytes(factor, 0);
    int step = emission.bytes(factor, 1);
    int side = square.side();
    int squares = step == rows.bytes ? length / side : 0;
    int count = Math.min(side, height);
    if (squares > 0) {
      emission.repeat(
          counter,
          squares,
          () -> {
            for (int first : starts(height, count)) {
              square.turn(
                  count,
                  r -> Memory.at(from, (first + r) * rowBytes),
                  c -> Memory.at(to, (c * height + first) * rows.bytes));
            }
            emission.move(from, (long) side * step);
            emission.move(to, (long) side * height * rows.bytes);
          });
    }
    if (length > squares * side) {
      emission.repeat(
          counter,
          length - squares * side,
          () -> {
            copy(height, from, rowBytes, to);
            emission.move(from, step);
            emission.move(to, (long) height * rows.bytes);
          });
    }
  }

  /// Where pieces of a length begin that cover so many numbers; the last one overlaps.
  private static int[] starts(int numbers, int length) {
    int[] starts = new int[(numbers + length - 1) / length];
    Arrays.setAll(starts, i -> Math.min(i * length, numbers - length));
    return starts;
  }

  /// The numbers of a block's rows at one summed index.
  private void copy(int height, Register from, int rowBytes, Register to) {
    if (rowBytes == rows.bytes) {
      for (Width width : new Width[] {Width.YMM, Width.XMM}) {
        int length = width.bytes() / rows.bytes;
        if (height >= length) {
          for (int first : starts(height, length)) {
            a.at(width).load(rows.move, Vec.V0, Memory.at(from, first * rows.bytes));
            a.at(width).store(rows.move, Memory.at(to, first * rows.bytes), Vec.V0);
          }
          return;
        }
      }
    }
    for (int first = 0; first < height; first += AT_ONCE) {
      int count = Math.min(AT_ONCE, height - first);
      for (int r = 0; r < count; r++) {
        a.load(rows.single, Vec.of(r), Memory.at(from, (first + r) * rowBytes));
      }
      for (int r = 0; r < count; r++) {
        a.store(rows.single, Memory.at(to, (first + r) * rows.bytes), Vec.of(r));
      }
    }
  }
}
