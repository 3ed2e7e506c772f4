package org.ebm4j.kernels.x86;

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
import org.ebm4j.kernels.loop.Access;
import org.ebm4j.kernels.loop.Buffer;
import org.ebm4j.kernels.loop.Buffer.Region;
import org.ebm4j.kernels.loop.Kernel;

/// Contractions over the chains of a chunk, a few tiles at a time.
///
/// B is packed first, in panels of two vectors of features with the chains down; then the chains
/// are an ordinary summation index and the product's block of a few rows by 2 vectors applies. The
/// accumulators stay in registers through all chains of a group of tiles, and P is touched once for
/// each group. Only valid chains are walked.
///
/// Source: packing and panels as in [Goto & van de Geijn 2008, §4].
final class ContractEmitter {
  private static final int UNROLL = 4;

  /// Tiles packed at once: a panel of their 128 chains stays in the first cache.
  private static final int GROUP = 4;

  private final Emission emission;
  private final Assembler a;
  private final Frame frame;
  private final Rows rows;
  private final Kernel.Contract contract;
  private final int most; // rows of a block
  private final int chainBytes; // of a chain in a panel
  private final int panelBytes;
  private final int panelWidth;
  private final int tileBytes;
  private final Register aBlock;
  private final Register pAt;
  private final Register panel;
  private final Register aAt;
  private final Register bAt;
  private final Register counter;
  private final Register tiles;
  private final int base; // word of the group's first tile,
  private final int full; // of the number of its full tiles,
  private final int part; // and of chains in a partial one at its end
  private final int fullLeft; // full tiles that no group has taken yet
  private final int partLeft;
  private final int fresh; // whether P begins at 0 with this group
  private final int column; // where in P the panel begins
  private final int above; // rows of P above the panel's diagonal
  private final int blocks; // of rows, left to do

  ContractEmitter(Emission emission, Kernel.Contract contract) {
    this.emission = emission;
    this.a = emission.a();
    this.frame = emission.frame();
    this.rows = emission.rows();
    this.contract = contract;
    most = emission.blockRows();
    panelWidth = 2 * emission.perVector();
    chainBytes = panelWidth * rows.bytes;
    panelBytes = GROUP * Buffer.LANES * chainBytes;
    tileBytes = Math.toIntExact(emission.program().bytes(Region.CHAIN));
    aBlock = frame.take();
    pAt = frame.take();
    panel = frame.take();
    aAt = frame.take();
    bAt = frame.take();
    counter = frame.take();
    tiles = frame.take();
    base = frame.takeWord();
    full = frame.takeWord();
    part = frame.takeWord();
    fullLeft = frame.takeWord();
    partLeft = frame.takeWord();
    fresh = frame.takeWord();
    column = frame.takeWord();
    above = frame.takeWord();
    blocks = frame.takeWord();
  }

  /// Bytes of scratch the packed factor needs.
  static long scratch(Kernel.Contract contract, int bytesPerNumber, Width vector) {
    int width = 2 * vector.bytes() / bytesPerNumber;
    int panels = (contract.n() + width - 1) / width;
    return (long) panels * width * GROUP * Buffer.LANES * bytesPerNumber;
  }

  void emit() {
    set(fresh, 1);
    for (int p = 0; p < contract.p(); p++) {
      groups(p);
    }
    frame.releaseWords(9);
    for (Register register : new Register[] {tiles, counter, bAt, aAt, panel, pAt, aBlock}) {
      frame.release(register);
    }
  }

  private void set(int word, int value) {
    a.mov(Register.RAX, value);
    a.mov(frame.word(word), Register.RAX);
  }

  private void copy(int to, int from) {
    a.mov(Register.RAX, frame.word(from));
    a.mov(frame.word(to), Register.RAX);
  }

  private int bytes(Access access, int loop) {
    return emission.bytes(access, loop);
  }

  private void move(Register register, long bytes) {
    emission.move(register, bytes);
  }

  // Groups of tiles

  private void groups(int p) {
    copy(base, Frame.CHUNK_START);
    copy(fullLeft, Frame.CHUNK_FULL);
    copy(partLeft, Frame.CHUNK_PART);
    Label top = a.label();
    a.bind(top);
    takeGroup();
    pack(p);
    multiply(p);
    set(fresh, 0);
    a.op(General.Arithmetic.ADD, frame.word(base), Math.multiplyExact(GROUP, tileBytes));
    a.mov(Register.RAX, frame.word(fullLeft));
    a.op(General.Arithmetic.OR, Register.RAX, frame.word(partLeft));
    a.jump(Condition.NOT_ZERO, top);
  }

  private void takeGroup() {
    Label last = a.label();
    Label taken = a.label();
    a.op(General.Arithmetic.CMP, frame.word(fullLeft), GROUP);
    a.jump(Condition.LESS, last);
    set(full, GROUP);
    set(part, 0);
    a.op(General.Arithmetic.SUB, frame.word(fullLeft), GROUP);
    a.jump(taken);
    a.bind(last);
    copy(full, fullLeft);
    copy(part, partLeft);
    set(fullLeft, 0);
    set(partLeft, 0);
    a.bind(taken);
  }

  /// B in panels.
  private void pack(int p) {
    int strideB = bytes(contract.b(), 0);
    PackEmitter packing = new PackEmitter(emission, strideB, chainBytes);
    Label whole = a.label();
    a.mov(tiles, frame.word(full));
    a.op(General.Arithmetic.CMP, frame.word(part), 0);
    a.jump(Condition.ZERO, whole);
    a.op(General.InPlace.INC, tiles);
    a.bind(whole);
    a.mov(aAt, frame.word(base));
    move(aAt, emission.displacement(contract.b()) + (long) p * bytes(contract.b(), 1));
    a.lea(bAt, scratch());
    Label top = a.label();
    a.bind(top);
    a.mov(aBlock, aAt);
    a.mov(panel, bAt);
    emission.repeat(
        counter,
        contract.n() / panelWidth,
        () -> {
          panelOf(packing, panelWidth, strideB);
          move(aBlock, (long) panelWidth * strideB);
          move(panel, panelBytes);
        });
    panelOf(packing, contract.n() % panelWidth, strideB);
    move(aAt, tileBytes);
    move(bAt, (long) Buffer.LANES * chainBytes);
    a.op(General.InPlace.DEC, tiles);
    a.jump(Condition.NOT_ZERO, top);
  }

  /// One tile's part of a panel.
  private void panelOf(PackEmitter packing, int columns, int strideB) {
    int done = 0;
    while (done < columns) {
      int count = Math.min(packing.square(), columns - done);
      packing.features(count, aBlock, panel, done * rows.bytes);
      done += count;
      if (done < columns) {
        move(aBlock, (long) count * strideB);
      }
    }
    move(aBlock, -(long) Math.max(0, done - 1) / packing.square() * packing.square() * strideB);
  }

  private Memory scratch() {
    return Memory.at(Frame.SCRATCH, Math.toIntExact(emission.extraScratch()));
  }

  // The product

  private void multiply(int p) {
    a.lea(panel, scratch());
    a.mov(Register.RAX, frame.word(Frame.PARTIAL));
    move(Register.RAX, emission.displacement(contract.partial()));
    a.mov(frame.word(column), Register.RAX);
    set(above, 0);
    emission.repeat(
        counter,
        contract.n() / panelWidth,
        () -> {
          column(p, panelWidth);
          move(panel, panelBytes);
          a.op(General.Arithmetic.ADD, frame.word(column), chainBytes);
          a.op(General.Arithmetic.ADD, frame.word(above), panelWidth);
        });
    if (contract.n() % panelWidth > 0) {
      column(p, contract.n() % panelWidth);
    }
  }

  /// All rows of P for the columns of one panel.
  private void column(int p, int columns) {
    int down = Math.multiplyExact(most, bytes(contract.a(), 0));
    int downP = Math.multiplyExact(most, bytes(contract.partial(), 0));
    int count = contract.m() / most;
    a.mov(aBlock, frame.word(base));
    move(aBlock, emission.displacement(contract.a()) + (long) p * bytes(contract.a(), 1));
    a.mov(pAt, frame.word(column));
    Label rest = a.label();
    set(blocks, count);
    if (contract.lower()) {
      skip(down, downP);
      a.op(General.Arithmetic.CMP, frame.word(blocks), 0);
      a.jump(Condition.LESS_OR_EQUAL, rest);
    }
    if (count > 0) {
      Label top = a.label();
      a.bind(top);
      block(most, columns);
      move(aBlock, down);
      move(pAt, downP);
      a.op(General.Arithmetic.SUB, frame.word(blocks), 1);
      a.jump(Condition.NOT_ZERO, top);
    }
    a.bind(rest);
    if (contract.m() % most > 0) {
      block(contract.m() % most, columns);
    }
  }

  /// Passes over the blocks of rows that lie above the diagonal as a whole.
  private void skip(int down, int downP) {
    int reciprocal = (int) ((1L << 32) / most + 1);
    a.imul(counter, mov(above), reciprocal);
    a.op(General.Shift.SHR, counter, 32);
    a.op(General.Arithmetic.SUB, frame.word(blocks), counter);
    a.imul(Register.RAX, counter, down);
    a.op(General.Arithmetic.ADD, aBlock, Register.RAX);
    a.imul(Register.RAX, counter, downP);
    a.op(General.Arithmetic.ADD, pAt, Register.RAX);
  }

  private Register mov(int word) {
    a.mov(Register.RAX, frame.word(word));
    return Register.RAX;
  }

  private void block(int count, int columns) {
    int vectors = (columns + emission.perVector() - 1) / emission.perVector();
    begin(count, vectors);
    a.mov(aAt, aBlock);
    a.mov(bAt, panel);
    Label partial = a.label();
    Label done = a.label();
    a.mov(tiles, frame.word(full));
    a.test(tiles, tiles);
    a.jump(Condition.ZERO, partial);
    Label tile = a.label();
    a.bind(tile);
    a.mov(counter, Buffer.LANES / UNROLL);
    chains(UNROLL, count, vectors);
    move(aAt, tileBytes - (long) Buffer.LANES * rows.bytes);
    a.op(General.InPlace.DEC, tiles);
    a.jump(Condition.NOT_ZERO, tile);
    a.bind(partial);
    a.mov(counter, frame.word(part));
    a.test(counter, counter);
    a.jump(Condition.ZERO, done);
    chains(1, count, vectors);
    a.bind(done);
    end(count, columns);
  }

  private Memory p(int row, int vector) {
    return Memory.at(pAt, row * bytes(contract.partial(), 0) + emission.vectorBytes() * vector);
  }

  private void begin(int count, int vectors) {
    Label loaded = a.label();
    Label zeros = a.label();
    a.op(General.Arithmetic.CMP, frame.word(fresh), 0);
    a.jump(Condition.NOT_ZERO, zeros);
    for (int r = 0; r < count; r++) {
      for (int v = 0; v < vectors; v++) {
        a.load(rows.move, Vec.of(2 * r + v), p(r, v));
      }
    }
    a.jump(loaded);
    a.bind(zeros);
    for (int sum = 0; sum < 2 * count; sum++) {
      a.op(Binary.VXORPS, Vec.of(sum), Vec.of(sum), Vec.of(sum));
    }
    a.bind(loaded);
  }

  /// {@code counter} times {@code unroll} chains.
  private void chains(int unroll, int count, int vectors) {
    Label top = a.label();
    a.bind(top);
    for (int u = 0; u < unroll; u++) {
      for (int v = 0; v < vectors; v++) {
        a.load(rows.move, column(v), Memory.at(bAt, u * chainBytes + emission.vectorBytes() * v));
      }
      for (int r = 0; r < count; r++) {
        Vec number = emission.fromLast(1 - (r & 1));
        a.op(rows.broadcast, number, Memory.at(aAt, r * bytes(contract.a(), 0) + u * rows.bytes));
        for (int v = 0; v < vectors; v++) {
          a.op(rows.fma231, Vec.of(2 * r + v), number, column(v));
        }
      }
    }
    move(aAt, (long) unroll * rows.bytes);
    move(bAt, (long) unroll * chainBytes);
    a.op(General.InPlace.DEC, counter);
    a.jump(Condition.NOT_ZERO, top);
  }

  private Vec column(int v) {
    return emission.fromLast(3 - v);
  }

  private void end(int count, int columns) {
    for (int v = 0; v * emission.perVector() < columns; v++) {
      int valid = Math.min(emission.perVector(), columns - v * emission.perVector());
      for (int r = 0; r < count; r++) {
        store(p(r, v), Vec.of(2 * r + v), valid, r == 0);
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
        a.mov(Register.RAX, (1L << valid) - 1);
        a.mov(Mask.K1, Register.RAX);
      }
      a.store(rows.move, to, Mask.K1, value);
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
