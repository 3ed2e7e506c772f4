package org.ebm4j.kernels.x86;

import java.util.Arrays;
import java.util.function.Consumer;
import org.ebm4j.kernels.asm.Assembler;
import org.ebm4j.kernels.asm.Condition;
import org.ebm4j.kernels.asm.General;
import org.ebm4j.kernels.asm.Label;
import org.ebm4j.kernels.asm.Memory;
import org.ebm4j.kernels.asm.Register;
import org.ebm4j.kernels.asm.Vec;
import org.ebm4j.kernels.asm.Width;
import org.ebm4j.kernels.loop.Access;

/// Copies a left factor into its panel: squares turned round where a row's numbers lie side by
/// side, runs where a column's do, else number by number. Those at the end of a column overlap the
/// ones before; where a block is lower than a square, zeros fall on the column that is written
/// next, and behind the last one on the panel's margin.
final class PanelEmitter implements Parts {
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

  @Override
  public String name() {
    return "Panel";
  }

  /// The stretches, unless a block is so low that zeros fall on the stretch that follows.
  @Override
  public int count() {
    return panel.blocks().low() < square.side() ? 1 : panel.stretches().count();
  }

  /// Copies all of it.
  void emit() {
    inRegisters(walk ->
        panel
            .stretches()
            .each((stretches, length) ->
                emission.repeat(walk.counter, stretches, () -> stretch(length, walk))));
  }

  @Override
  public void emit(Register part) {
    if (count() == 1) {
      emit();
      return;
    }
    Even stretches = panel.stretches();
    Memory number = emission.frame().word(emission.frame().takeWord());
    a.mov(number, part);
    Label end = a.label();
    stretches.each((_, length) -> {
      boolean shorter = length == stretches.low();
      Label other = a.label();
      a.op(General.Arithmetic.CMP, number, shorter ? stretches.count() : stretches.higher());
      a.jump(Condition.GREATER_OR_EQUAL, other);
      inRegisters(walk -> {
        skip(number, length, shorter ? stretches.higher() : 0, walk);
        stretch(length, walk);
      });
      a.jump(end);
      a.bind(other);
    });
    a.bind(end);
    emission.frame().releaseWords(1);
  }

  /// @param from the factor's next stretch, or row
  /// @param at the factor's next numbers
  /// @param to the panel's
  private record Walk(Register from, Register at, Register to, Register counter) {}

  private void inRegisters(Consumer<Walk> work) {
    Frame frame = emission.frame();
    Walk walk = new Walk(frame.take(), frame.take(), frame.take(), frame.take());
    a.lea(walk.from, emission.start(panel.factor().access()));
    a.lea(walk.to, Memory.at(Frame.SHARED, Math.toIntExact(panel.at())));
    work.accept(walk);
    for (Register register : new Register[] {walk.counter, walk.to, walk.at, walk.from}) {
      frame.release(register);
    }
  }

  /// To a stretch that number · length + more terms lie before.
  private void skip(Memory number, int length, int more, Walk walk) {
    Access factor = panel.factor().access();
    a.mov(Register.RAX, number);
    a.imul(Register.RAX, Register.RAX, length);
    a.op(General.Arithmetic.ADD, Register.RAX, more);
    a.imul(walk.at, Register.RAX, emission.bytes(factor, 1));
    a.op(General.Arithmetic.ADD, walk.from, walk.at);
    a.imul(walk.at, Register.RAX, panel.factor().m() * rows.bytes);
    a.op(General.Arithmetic.ADD, walk.to, walk.at);
  }

  /// All rows' numbers along a stretch of the summed index, and on to the next.
  private void stretch(int length, Walk walk) {
    Access factor = panel.factor().access();
    int rowBytes = emission.bytes(factor, 0);
    panel
        .blocks()
        .each((blocks, height) ->
            emission.repeat(
                walk.counter,
                blocks,
                () -> {
                  a.mov(walk.at, walk.from);
                  block(height, length, walk.counter, walk.at, walk.to);
                  emission.move(walk.from, (long) height * rowBytes);
                }));
    emission.move(walk.from, -(long) panel.blocks().all() * rowBytes);
    emission.move(walk.from, (long) length * emission.bytes(factor, 1));
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
