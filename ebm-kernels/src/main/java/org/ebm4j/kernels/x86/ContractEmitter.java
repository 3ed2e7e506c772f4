package org.ebm4j.kernels.x86;

import org.ebm4j.kernels.asm.Assembler;
import org.ebm4j.kernels.asm.Binary;
import org.ebm4j.kernels.asm.Condition;
import org.ebm4j.kernels.asm.General;
import org.ebm4j.kernels.asm.Instruction;
import org.ebm4j.kernels.asm.Label;
import org.ebm4j.kernels.asm.Memory;
import org.ebm4j.kernels.asm.Register;
import org.ebm4j.kernels.asm.Vec;
import org.ebm4j.kernels.loop.Access;
import org.ebm4j.kernels.loop.Buffer;
import org.ebm4j.kernels.loop.Kernel;

/// Contractions over the chains of a tile. B is transposed, so that its features lie in the lanes;
/// then the chains are an ordinary summation index and the product's block of 6 rows by 2 vectors
/// applies. Only valid chains are walked.
final class ContractEmitter {
  private static final int ROWS = 6;

  private final Emission emission;
  private final Assembler a;
  private final Frame frame;
  private final Rows rows;
  private final Kernel.Contract contract;
  private final int width; // numbers in a row of the transposed B
  private final Register aRow;
  private final Register pRow;
  private final Register aAt;
  private final Register bAt;
  private final Register counter;

  ContractEmitter(Emission emission, Kernel.Contract contract) {
    this.emission = emission;
    this.a = emission.a();
    this.frame = emission.frame();
    this.rows = emission.rows();
    this.contract = contract;
    this.width = width(contract.n());
    aRow = frame.take();
    pRow = frame.take();
    aAt = frame.take();
    bAt = frame.take();
    counter = frame.take();
  }

  private static int width(int n) {
    return (n + 15) / 16 * 16;
  }

  /// Bytes of scratch the transposed factor needs.
  static long scratch(Kernel.Contract contract, int bytesPerNumber) {
    return (long) Buffer.LANES * width(contract.n()) * bytesPerNumber;
  }

  void emit() {
    for (int p = 0; p < contract.p(); p++) {
      transpose(p);
      multiply(p);
    }
    for (Register register : new Register[] {counter, bAt, aAt, pRow, aRow}) {
      frame.release(register);
    }
  }

  private int bytes(Access access, int loop) {
    return emission.bytes(access, loop);
  }

  private void move(Register register, long bytes) {
    emission.move(register, bytes);
  }

  private void loop(int turns, Runnable part) {
    emission.repeat(counter, turns, part);
  }

  // ---- B, chains down and features across

  private void transpose(int p) {
    int square = rows.perVector();
    int blocks = contract.n() / square;
    a.lea(aRow, emission.start(contract.b()).plus(p * bytes(contract.b(), 1)));
    a.lea(bAt, Memory.at(Frame.SCRATCH, Math.toIntExact(emission.extraScratch())));
    loop(
        blocks,
        () -> {
          squares(square);
          move(aRow, (long) square * bytes(contract.b(), 0));
          move(bAt, 32);
        });
    if (contract.n() % square > 0) {
      squares(contract.n() % square);
    }
  }

  /// {@code count} features, all 32 chains; features there are not become zeros.
  private void squares(int count) {
    int square = rows.perVector();
    for (int lane = 0; lane < Buffer.LANES; lane += square) {
      for (int r = 0; r < square; r++) {
        Vec row = Vec.of(r);
        if (r < count) {
          a.load(rows.move, row, Memory.at(aRow, r * bytes(contract.b(), 0) + lane * rows.bytes));
        } else {
          a.op(Binary.VXORPS, row, row, row);
        }
      }
      if (rows == Rows.F32) {
        eightByEight(lane);
      } else {
        fourByFour(lane);
      }
    }
  }

  private void put(int chain, Vec features) {
    a.store(rows.move, Memory.at(bAt, chain * width * rows.bytes), features);
  }

  /// Rows V0–V7 to columns, by pairs, by fours, by halves.
  private void eightByEight(int lane) {
    for (int i = 0; i < 4; i++) {
      a.op(Binary.VUNPCKLPS, Vec.of(8 + 2 * i), Vec.of(2 * i), Vec.of(2 * i + 1));
      a.op(Binary.VUNPCKHPS, Vec.of(9 + 2 * i), Vec.of(2 * i), Vec.of(2 * i + 1));
    }
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 2; j++) {
        Vec low = Vec.of(8 + 4 * i + j);
        Vec high = Vec.of(10 + 4 * i + j);
        a.op(Instruction.BinaryImmediate.VSHUFPS, Vec.of(4 * i + 2 * j), low, high, 0x44);
        a.op(Instruction.BinaryImmediate.VSHUFPS, Vec.of(4 * i + 2 * j + 1), low, high, 0xEE);
      }
    }
    for (int c = 0; c < 4; c++) {
      a.op(Instruction.BinaryImmediate.VPERM2F128, Vec.V8, Vec.of(c), Vec.of(4 + c), 0x20);
      put(lane + c, Vec.V8);
      a.op(Instruction.BinaryImmediate.VPERM2F128, Vec.V9, Vec.of(c), Vec.of(4 + c), 0x31);
      put(lane + 4 + c, Vec.V9);
    }
  }

  private void fourByFour(int lane) {
    a.op(Binary.VUNPCKLPD, Vec.V4, Vec.V0, Vec.V1);
    a.op(Binary.VUNPCKHPD, Vec.V5, Vec.V0, Vec.V1);
    a.op(Binary.VUNPCKLPD, Vec.V6, Vec.V2, Vec.V3);
    a.op(Binary.VUNPCKHPD, Vec.V7, Vec.V2, Vec.V3);
    for (int c = 0; c < 2; c++) {
      a.op(Instruction.BinaryImmediate.VPERM2F128, Vec.V8, Vec.of(4 + c), Vec.of(6 + c), 0x20);
      put(lane + c, Vec.V8);
      a.op(Instruction.BinaryImmediate.VPERM2F128, Vec.V9, Vec.of(4 + c), Vec.of(6 + c), 0x31);
      put(lane + 2 + c, Vec.V9);
    }
  }

  // ---- the product

  private void multiply(int p) {
    a.lea(aRow, emission.start(contract.a()).plus(p * bytes(contract.a(), 1)));
    a.mov(pRow, frame.word(Frame.PARTIAL));
    Access partial = contract.partial();
    move(pRow, emission.displacement(partial));
    int blocks = contract.m() / ROWS;
    loop(
        blocks,
        () -> {
          columns(ROWS);
          move(aRow, (long) ROWS * bytes(contract.a(), 0));
          move(pRow, (long) ROWS * bytes(partial, 0));
        });
    if (contract.m() % ROWS > 0) {
      columns(contract.m() % ROWS);
    }
  }

  private void columns(int count) {
    int per = 2 * rows.perVector();
    for (int j = 0; j < contract.n(); j += per) {
      block(count, j, Math.min(per, contract.n() - j));
    }
  }

  private void block(int count, int j, int columns) {
    int pBytes = bytes(contract.partial(), 0);
    int vectors = columns > rows.perVector() ? 2 : 1;
    for (int r = 0; r < count; r++) {
      for (int v = 0; v < vectors; v++) {
        a.load(rows.move, Vec.of(2 * r + v), Memory.at(pRow, r * pBytes + j * rows.bytes + 32 * v));
      }
    }
    a.mov(aAt, aRow);
    a.lea(
        bAt,
        Memory.at(Frame.SCRATCH, Math.toIntExact(emission.extraScratch() + (long) j * rows.bytes)));
    a.mov(counter, frame.word(Frame.VALID));
    Label top = a.label();
    a.bind(top);
    for (int v = 0; v < vectors; v++) {
      a.load(rows.move, Vec.of(12 + v), Memory.at(bAt, 32 * v));
    }
    for (int r = 0; r < count; r++) {
      Vec number = (r & 1) == 0 ? Vec.V14 : Vec.V15;
      a.op(rows.broadcast, number, Memory.at(aAt, r * bytes(contract.a(), 0)));
      for (int v = 0; v < vectors; v++) {
        a.op(rows.fma231, Vec.of(2 * r + v), number, Vec.of(12 + v));
      }
    }
    move(aAt, rows.bytes);
    move(bAt, (long) width * rows.bytes);
    a.op(General.InPlace.DEC, counter);
    a.jump(Condition.NOT_ZERO, top);
    for (int v = 0; v < vectors; v++) {
      int valid = Math.min(rows.perVector(), columns - v * rows.perVector());
      for (int r = 0; r < count; r++) {
        store(
            Memory.at(pRow, r * pBytes + j * rows.bytes + 32 * v),
            Vec.of(2 * r + v),
            valid,
            r == 0);
      }
    }
  }

  /// Writes the first {@code valid} lanes; the mask is loaded once for a column of stores.
  private void store(Memory to, Vec value, int valid, boolean loadMask) {
    if (valid == rows.perVector()) {
      a.store(rows.move, to, value);
      return;
    }
    if (loadMask) {
      int table = emission.constants().maskTable(rows.bytes);
      a.load(
          rows.move,
          Vec.V15,
          Memory.at(Constants.BASE, table + (Buffer.LANES - valid) * rows.bytes));
    }
    a.store(rows.masked, to, Vec.V15, value);
  }
}
