package org.ebm4j.kernels.x86;

import org.ebm4j.kernels.asm.Assembler;
import org.ebm4j.kernels.asm.Binary;
import org.ebm4j.kernels.asm.Condition;
import org.ebm4j.kernels.asm.General;
import org.ebm4j.kernels.asm.Label;
import org.ebm4j.kernels.asm.Memory;
import org.ebm4j.kernels.asm.Register;
import org.ebm4j.kernels.asm.Vec;
import org.ebm4j.kernels.loop.Buffer;
import org.ebm4j.kernels.loop.Buffer.Region;
import org.ebm4j.kernels.loop.Fold;
import org.ebm4j.kernels.loop.Kernel;

/// Sums over the chains: rows of lanes gathered tile by tile, and the chunks' partial results added
/// in order.
final class SumEmitter {
  private final Emission emission;
  private final Assembler a;
  private final Frame frame;
  private final Rows rows;

  SumEmitter(Emission emission) {
    this.emission = emission;
    this.a = emission.a();
    this.frame = emission.frame();
    this.rows = emission.rows();
  }

  /// P(i) = Σ A(i) over the chunk's tiles; lanes without a chain add nothing.
  void gather(Kernel.BatchSum sum) {
    int vectors = Buffer.LANES / emission.perVector();
    Register from = frame.take();
    Register to = frame.take();
    Register mask = frame.take();
    Register at = frame.take();
    Register tiles = frame.take();
    Register counter = frame.take();
    a.mov(mask, Buffer.LANES);
    a.op(General.Arithmetic.SUB, mask, frame.word(Frame.CHUNK_PART));
    a.imul(mask, mask, rows.bytes);
    a.mov(from, frame.word(Frame.CHUNK_START));
    emission.move(from, emission.displacement(sum.a()));
    a.mov(to, frame.word(Frame.PARTIAL));
    emission.move(to, emission.displacement(sum.partial()));
    emission.repeat(
        counter,
        sum.size(),
        () -> {
          for (int v = 0; v < vectors; v++) {
            a.op(Binary.VXORPS, Vec.of(v), Vec.of(v), Vec.of(v));
          }
          a.mov(at, from);
          fullTiles(at, tiles, vectors);
          partialTile(at, mask, vectors);
          for (int v = 0; v < vectors; v++) {
            a.store(rows.move, Memory.at(to, emission.vectorBytes() * v), Vec.of(v));
          }
          emission.move(from, emission.bytes(sum.a(), 0));
          emission.move(to, (long) Buffer.LANES * rows.bytes);
        });
    for (Register register : new Register[] {counter, tiles, at, mask, to, from}) {
      frame.release(register);
    }
  }

  private void fullTiles(Register at, Register tiles, int vectors) {
    Label none = a.label();
    Label top = a.label();
    a.mov(tiles, frame.word(Frame.CHUNK_FULL));
    a.test(tiles, tiles);
    a.jump(Condition.ZERO, none);
    a.bind(top);
    for (int v = 0; v < vectors; v++) {
      a.op(rows.add, Vec.of(v), Vec.of(v), Memory.at(at, emission.vectorBytes() * v));
    }
    emission.move(at, emission.program().bytes(Region.CHAIN));
    a.op(General.InPlace.DEC, tiles);
    a.jump(Condition.NOT_ZERO, top);
    a.bind(none);
  }

  private void partialTile(Register at, Register mask, int vectors) {
    int table = emission.constants().maskTable(rows.bytes);
    Label none = a.label();
    a.op(General.Arithmetic.CMP, frame.word(Frame.CHUNK_PART), 0);
    a.jump(Condition.ZERO, none);
    for (int v = 0; v < vectors; v++) {
      a.load(rows.move, Vec.V15, Memory.at(at, emission.vectorBytes() * v));
      a.op(
          Binary.VANDPS,
          Vec.V15,
          Vec.V15,
          Memory.at(Constants.BASE, mask, 1, table + emission.vectorBytes() * v));
      a.op(rows.add, Vec.of(v), Vec.of(v), Vec.V15);
    }
    a.bind(none);
  }

  /// Adds the chunks into a shared array.
  void combine(Kernel.Combine combine) {
    Buffer partial = emission.buffers().get(combine.partial());
    Buffer shared = emission.buffers().get(combine.shared());
    int stride = Math.toIntExact(emission.program().bytes(Region.PARTIAL));
    Register from = frame.take();
    Register to = frame.take();
    Register at = frame.take();
    Register chunks = frame.take();
    a.mov(from, frame.word(Frame.PARTIAL));
    a.op(General.Arithmetic.ADD, from, Math.toIntExact(partial.offset()));
    a.lea(to, Memory.at(Frame.SHARED, Math.toIntExact(shared.offset())));
    int vectors = Buffer.LANES / emission.perVector();
    Offsets loops = new Offsets(emission);
    loops.begin(0);
    loops.loop(
        0,
        combine.size(),
        1,
        () -> {
          addChunks(from, at, chunks, vectors, stride);
          tree(vectors);
          a.store(rows.single, Memory.at(to, 0), Vec.V0);
          emission.move(from, (long) Buffer.LANES * rows.bytes);
          emission.move(to, rows.bytes);
        });
    loops.end();
    frame.release(chunks);
    frame.release(at);
    frame.release(to);
    frame.release(from);
  }

  private void addChunks(Register from, Register at, Register chunks, int vectors, int stride) {
    for (int v = 0; v < vectors; v++) {
      a.load(rows.move, Vec.of(v), Memory.at(from, emission.vectorBytes() * v));
    }
    a.mov(Register.RAX, frame.word(Frame.CONTROL));
    a.mov(chunks, Memory.at(Register.RAX, Control.CHUNKS));
    a.mov(at, from);
    Label done = a.label();
    Label top = a.label();
    a.bind(top);
    a.op(General.InPlace.DEC, chunks);
    a.jump(Condition.ZERO, done);
    a.op(General.Arithmetic.ADD, at, stride);
    for (int v = 0; v < vectors; v++) {
      a.op(rows.add, Vec.of(v), Vec.of(v), Memory.at(at, emission.vectorBytes() * v));
    }
    a.jump(top);
    a.bind(done);
  }

  /// 32 lanes to one: l and l + 16, l + 8, …
  private void tree(int vectors) {
    for (int half = vectors / 2; half >= 1; half /= 2) {
      for (int v = 0; v < half; v++) {
        a.op(rows.add, Vec.of(v), Vec.of(v), Vec.of(v + half));
      }
    }
    new FoldEmitter(emission).across(Fold.Kind.SUM, Vec.V0, Vec.V14, Vec.V15);
  }
}
