package org.ebm4j.kernels.x86;

import org.ebm4j.kernels.asm.Assembler;
import org.ebm4j.kernels.asm.Condition;
import org.ebm4j.kernels.asm.General;
import org.ebm4j.kernels.asm.Label;
import org.ebm4j.kernels.asm.Memory;
import org.ebm4j.kernels.asm.Register;
import org.ebm4j.kernels.asm.Vec;
import org.ebm4j.kernels.loop.Buffer;
import org.ebm4j.kernels.loop.Kernel;

/// Contractions over all chains: C = Σ A·Bᵀ.
///
/// B has been turned, so the chains are an ordinary summation index and the product's block of a
/// few rows by two vectors applies. A part is the two vectors of columns, whose numbers of B stay
/// near while all rows of A pass by; no part waits for another, and none needs memory for partial
/// results.
///
/// Source: the register-tile argument of [Goto & van de Geijn 2008, §4].
final class ContractEmitter implements Parts {
  private final Emission emission;
  private final Assembler a;
  private final Frame frame;
  private final Rows rows;
  private final Kernel.Contract contract;
  private final int width; // columns of a part
  private final int rowBytesC; // of C from row to row

  ContractEmitter(Emission emission, Kernel.Contract contract) {
    this.emission = emission;
    this.a = emission.a();
    this.frame = emission.frame();
    this.rows = emission.rows();
    this.contract = contract;
    this.width = 2 * emission.perVector();
    this.rowBytesC = emission.bytes(contract.c(), 0);
  }

  @Override
  public String name() {
    return "Contract " + contract.term();
  }

  @Override
  public int count() {
    return (contract.n() + width - 1) / width;
  }

  @Override
  public void emit(Register part) {
    Register row = frame.take(); // of A: a block's first
    Register panel = frame.take();
    Register at = frame.take(); // in C
    int column = frame.takeWord();
    int rowsDone = frame.takeWord();
    a.mov(panel, part);
    a.imul(Register.RAX, panel, width);
    a.mov(frame.word(column), Register.RAX);
    a.imul(Register.RAX, panel, width * rows.bytes);
    a.lea(at, emission.start(contract.c()));
    a.op(General.Arithmetic.ADD, at, Register.RAX);
    panelStart(panel);
    a.lea(row, emission.start(contract.a()));
    ContractBlock block = new ContractBlock(emission, contract, row, panel, at);
    int left = contract.n() % width;
    if (left == 0) {
      whole(block, column, rowsDone, row, panel, at);
    } else if (contract.n() < width) {
      down(block, left, column, rowsDone);
    } else {
      Label last = a.label();
      Label end = a.label();
      a.mov(Register.RAX, frame.word(column));
      a.op(General.Arithmetic.CMP, Register.RAX, contract.n() - left);
      a.jump(Condition.EQUAL, last);
      whole(block, column, rowsDone, row, panel, at);
      a.jump(end);
      a.bind(last);
      down(block, left, column, rowsDone);
      a.bind(end);
    }
    block.release();
    frame.releaseWords(2);
    frame.release(at);
    frame.release(panel);
    frame.release(row);
  }

  /// A part with all its columns.
  private void whole(
      ContractBlock block, int column, int rowsDone, Register row, Register panel, Register at) {
    down(block, width, column, rowsDone);
    if (contract.symmetric()) {
      mirror(column, row, panel, at);
    }
  }

  /// From the number of the part to where its columns of B begin.
  private void panelStart(Register panel) {
    int panelBytes = Buffer.LANES * Kernel.Turn.PANEL * rows.bytes;
    if (width >= Kernel.Turn.PANEL) {
      a.imul(panel, panel, width / Kernel.Turn.PANEL * panelBytes);
    } else { // two parts to a panel
      a.mov(Register.RAX, panel);
      a.op(General.Arithmetic.AND, Register.RAX, 1);
      a.imul(Register.RAX, Register.RAX, width * rows.bytes);
      a.op(General.Shift.SHR, panel, 1);
      a.imul(panel, panel, panelBytes);
      a.op(General.Arithmetic.ADD, panel, Register.RAX);
    }
    a.op(General.Arithmetic.ADD, panel, Frame.CHAIN);
    emission.move(panel, emission.buffers().get(contract.turned()).offset());
  }

  /// All rows for the columns of one part, but for blocks that lie above the diagonal as a whole.
  private void down(ContractBlock block, int columns, int column, int rowsDone) {
    a.mov(Register.RAX, 0);
    a.mov(frame.word(rowsDone), Register.RAX);
    Even.atMost(emission.blockRows(), contract.m())
        .each((blocks, height) ->
            emission.repeat(
                Register.RAX,
                blocks,
                () -> {
                  Label above = a.label();
                  if (contract.symmetric()) {
                    a.op(General.Arithmetic.ADD, frame.word(rowsDone), height);
                    a.mov(Register.RAX, frame.word(rowsDone));
                    a.op(General.Arithmetic.CMP, Register.RAX, frame.word(column));
                    a.jump(Condition.LESS_OR_EQUAL, above);
                  }
                  block.emit(height, columns);
                  a.bind(above);
                  block.next(height);
                }));
  }

  /// Copies what lies below the part's square on the diagonal to the right of it, square by square.
  private void mirror(int column, Register from, Register to, Register count) {
    Label none = a.label();
    Label rest = a.label();
    Label top = a.label();
    a.mov(Register.RAX, frame.word(column));
    a.mov(count, contract.m() - width);
    a.op(General.Arithmetic.SUB, count, Register.RAX);
    a.jump(Condition.LESS_OR_EQUAL, none);
    a.imul(to, Register.RAX, rowBytesC + rows.bytes); // the corner of the square
    a.lea(from, emission.start(contract.c()));
    a.op(General.Arithmetic.ADD, to, from);
    a.lea(from, Memory.at(to, width * rowBytesC));
    emission.move(to, (long) width * rows.bytes);
    Square square = new Square(emission);
    int side = square.side();
    a.op(General.Arithmetic.SUB, count, side);
    a.jump(Condition.LESS, rest);
    a.bind(top);
    for (int j = 0; j < width; j += side) {
      int first = j;
      square.turn(
          side,
          r -> Memory.at(from, r * rowBytesC + first * rows.bytes),
          c -> Memory.at(to, (first + c) * rowBytesC));
    }
    emission.move(from, (long) side * rowBytesC);
    emission.move(to, (long) side * rows.bytes);
    a.op(General.Arithmetic.SUB, count, side);
    a.jump(Condition.GREATER_OR_EQUAL, top);
    a.bind(rest);
    a.op(General.Arithmetic.ADD, count, side);
    a.jump(Condition.ZERO, none);
    numberByNumber(from, to, count);
    a.bind(none);
  }

  private void numberByNumber(Register from, Register to, Register count) {
    Label top = a.label();
    a.bind(top);
    for (int j = 0; j < width; j++) {
      a.load(rows.single, Vec.of(j % 8), Memory.at(from, j * rows.bytes));
      a.store(rows.single, Memory.at(to, j * rowBytesC), Vec.of(j % 8));
    }
    emission.move(from, rowBytesC);
    emission.move(to, rows.bytes);
    a.op(General.InPlace.DEC, count);
    a.jump(Condition.NOT_ZERO, top);
  }
}
