package org.ebm4j.kernels.x86;

import java.util.Arrays;
import org.ebm4j.kernels.asm.Assembler;
import org.ebm4j.kernels.asm.Binary;
import org.ebm4j.kernels.asm.Condition;
import org.ebm4j.kernels.asm.General;
import org.ebm4j.kernels.asm.Label;
import org.ebm4j.kernels.asm.Mask;
import org.ebm4j.kernels.asm.Memory;
import org.ebm4j.kernels.asm.Register;
import org.ebm4j.kernels.asm.Vec;
import org.ebm4j.kernels.asm.Width;
import org.ebm4j.kernels.loop.Buffer;
import org.ebm4j.kernels.loop.Buffer.Region;
import org.ebm4j.kernels.loop.Kernel;

/// A few rows by two vectors of a contraction over all chains: the accumulators stay in registers
/// through a chunk, then are added to those of the chunks before. Only valid chains are walked.
final class ContractBlock {
  private static final int UNROLL = 4;

  private final Emission emission;
  private final Assembler a;
  private final Frame frame;
  private final Rows rows;
  private final Kernel.Contract contract;
  private final Register row;
  private final Register panel;
  private final Register at;
  private final Register aChunk;
  private final Register bChunk;
  private final Register aAt;
  private final Register bAt;
  private final Register counter;
  private final Register tiles;
  private final int left; // word of full tiles that no chunk has taken yet
  private final int started; // whether a chunk has been summed
  private final int tileBytes;
  private final int chainBytes; // from chain to chain in a panel
  private final int panelBytes;

  /// @param row where the block's first row of A stands in the first tile
  /// @param panel where its columns of B do
  /// @param at where its first number of C does
  ContractBlock(
      Emission emission, Kernel.Contract contract, Register row, Register panel, Register at) {
    this.emission = emission;
    this.a = emission.a();
    this.frame = emission.frame();
    this.rows = emission.rows();
    this.contract = contract;
    this.row = row;
    this.panel = panel;
    this.at = at;
    aChunk = frame.take();
    bChunk = frame.take();
    aAt = frame.take();
    bAt = frame.take();
    counter = frame.take();
    tiles = frame.take();
    left = frame.takeWord();
    started = frame.takeWord();
    tileBytes = Math.toIntExact(emission.program().bytes(Region.CHAIN));
    chainBytes = Kernel.Turn.PANEL * rows.bytes;
    panelBytes = Buffer.LANES * chainBytes;
  }

  void release() {
    frame.releaseWords(2);
    for (Register register : new Register[] {tiles, counter, bAt, aAt, bChunk, aChunk}) {
      frame.release(register);
    }
  }

  /// Goes on to the rows below.
  void next(int height) {
    emission.move(row, (long) height * emission.bytes(contract.a(), 0));
    emission.move(at, (long) height * emission.bytes(contract.c(), 0));
  }

  void emit(int height, int columns) {
    int vectors = (columns + emission.perVector() - 1) / emission.perVector();
    Label chunk = a.label();
    Label more = a.label();
    Label end = a.label();
    a.mov(aChunk, row);
    a.mov(bChunk, panel);
    a.mov(Register.RAX, frame.word(Frame.CHUNK_FULL));
    a.mov(frame.word(left), Register.RAX);
    a.mov(Register.RAX, 0);
    a.mov(frame.word(started), Register.RAX);
    ask(height, vectors);
    a.bind(chunk);
    for (int sum = 0; sum < 2 * height; sum++) {
      a.op(Binary.VXORPS, Vec.of(sum), Vec.of(sum), Vec.of(sum));
    }
    int stepA = emission.bytes(contract.a(), 1);
    int stepB = Kernel.Turn.panels(contract.n()) * panelBytes;
    emission.repeat(
        counter,
        contract.p(),
        () -> {
          walk(height, vectors);
          emission.move(aChunk, contract.p() > 1 ? stepA : 0);
          emission.move(bChunk, contract.p() > 1 ? stepB : 0);
        });
    if (contract.p() > 1) {
      emission.move(aChunk, -(long) contract.p() * stepA);
      emission.move(bChunk, -(long) contract.p() * stepB);
    }
    int held = frame.rowsTaken();
    Memory[] sums = new Memory[2 * height];
    Arrays.setAll(sums, _ -> frame.takeRow());
    addTo(sums, vectors);
    emission.move(aChunk, (long) Kernel.Contract.CHUNK * tileBytes);
    emission.move(bChunk, (long) Kernel.Contract.CHUNK * tileBytes);
    a.op(General.Arithmetic.SUB, frame.word(left), Kernel.Contract.CHUNK);
    a.jump(Condition.GREATER, more);
    a.jump(Condition.LESS, end);
    a.op(General.Arithmetic.CMP, frame.word(Frame.CHUNK_PART), 0);
    a.jump(Condition.ZERO, end);
    a.bind(more);
    each(height, vectors, (r, v) -> a.store(rows.move, sums[2 * r + v], Vec.of(2 * r + v)));
    a.jump(chunk);
    a.bind(end);
    store(height, columns);
    frame.releaseRows(held);
  }

  /// Has C's lines fetched while the sums are made: it is larger than the caches it was written
  /// from.
  private void ask(int height, int vectors) {
    each(height, vectors, (r, v) -> a.op(General.OnMemory.PREFETCHT0, place(r, v)));
  }

  private Memory place(int r, int v) {
    return Memory.at(at, r * emission.bytes(contract.c(), 0) + emission.vectorBytes() * v);
  }

  /// The chunk's chains at one p: its full tiles, then the partial one if it is the last chunk.
  private void walk(int height, int vectors) {
    Label all = a.label();
    Label partial = a.label();
    Label done = a.label();
    Label tile = a.label();
    a.mov(aAt, aChunk);
    a.mov(bAt, bChunk);
    a.mov(tiles, frame.word(left));
    a.op(General.Arithmetic.CMP, tiles, Kernel.Contract.CHUNK);
    a.jump(Condition.LESS_OR_EQUAL, all);
    a.mov(tiles, Kernel.Contract.CHUNK);
    a.bind(all);
    a.test(tiles, tiles);
    a.jump(Condition.ZERO, partial);
    a.bind(tile);
    a.mov(counter, Buffer.LANES / UNROLL);
    chains(UNROLL, height, vectors);
    emission.move(aAt, tileBytes - (long) Buffer.LANES * rows.bytes);
    emission.move(bAt, (long) tileBytes - panelBytes);
    a.op(General.InPlace.DEC, tiles);
    a.jump(Condition.NOT_ZERO, tile);
    a.bind(partial);
    a.mov(Register.RAX, frame.word(left));
    a.op(General.Arithmetic.CMP, Register.RAX, Kernel.Contract.CHUNK);
    a.jump(Condition.GREATER_OR_EQUAL, done);
    a.mov(counter, frame.word(Frame.CHUNK_PART));
    a.test(counter, counter);
    a.jump(Condition.ZERO, done);
    chains(1, height, vectors);
    a.bind(done);
  }

  /// {@code counter} times {@code unroll} chains.
  private void chains(int unroll, int height, int vectors) {
    int rowBytes = emission.bytes(contract.a(), 0);
    Label top = a.label();
    a.bind(top);
    Vec[] columns = new Vec[vectors];
    for (int u = 0; u < unroll; u++) {
      for (int v = 0; v < vectors; v++) {
        columns[v] = emission.loaded(Memory.at(bAt, u * chainBytes + panelOffset(v)), v);
      }
      for (int r = 0; r < height; r++) {
        emission.addRow(r, Memory.at(aAt, r * rowBytes + u * rows.bytes), 2 * r, columns);
      }
    }
    emission.move(aAt, (long) unroll * rows.bytes);
    emission.move(bAt, (long) unroll * chainBytes);
    a.op(General.InPlace.DEC, counter);
    a.jump(Condition.NOT_ZERO, top);
  }

  /// From the part's first column to a vector of them; a second one may stand in the next panel.
  private int panelOffset(int v) {
    int columns = v * emission.perVector();
    return columns / Kernel.Turn.PANEL * panelBytes + columns % Kernel.Turn.PANEL * rows.bytes;
  }

  /// What is done with the sums of row r in vector v.
  @FunctionalInterface
  private interface Sum {
    void of(int r, int v);
  }

  private static void each(int height, int vectors, Sum sum) {
    for (int r = 0; r < height; r++) {
      for (int v = 0; v < vectors; v++) {
        sum.of(r, v);
      }
    }
  }

  /// The chunks before, if there were any, plus this one. They wait beside and not in C, which the
  /// part of other columns may be mirroring into.
  private void addTo(Memory[] before, int vectors) {
    Label first = a.label();
    a.op(General.Arithmetic.CMP, frame.word(started), 0);
    a.jump(Condition.ZERO, first);
    each(
        before.length / 2,
        vectors,
        (r, v) -> {
          Vec sum = Vec.of(2 * r + v);
          a.op(rows.add, sum, emission.loaded(before[2 * r + v], 0), sum);
        });
    a.bind(first);
    a.mov(Register.RAX, 1);
    a.mov(frame.word(started), Register.RAX);
  }

  private void store(int height, int columns) {
    for (int v = 0; v * emission.perVector() < columns; v++) {
      int valid = Math.min(emission.perVector(), columns - v * emission.perVector());
      for (int r = 0; r < height; r++) {
        store(place(r, v), Vec.of(2 * r + v), valid, r == 0);
      }
    }
  }

  /// Writes the first {@code valid} lanes; the mask is loaded once for a column of stores.
  private void store(Memory to, Vec value, int valid, boolean loadMask) {
    if (valid == emission.perVector()) {
      a.store(rows.move, to, value);
      return;
    }
    if (emission.width() == Width.ZMM) {
      if (loadMask) {
        emission.first(valid);
      }
      a.store(rows.move, to, Mask.K1, value);
      return;
    }
    if (loadMask) {
      a.load(rows.move, Vec.V15, emission.firstMask(valid));
    }
    a.store(rows.masked, to, Vec.V15, value);
  }
}
