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

  /// P(i) += A(i), where lanes without a chain add nothing.
  void gather(Kernel.BatchSum sum) {
    int vectors = Buffer.LANES / rows.perVector();
    Register from = frame.take();
    Register to = frame.take();
    Register mask = frame.take();
    a.mov(mask, Buffer.LANES);
    a.op(General.Arithmetic.SUB, mask, frame.word(Frame.VALID));
    a.imul(mask, mask, rows.bytes);
    int table = emission.constants().maskTable(rows.bytes);
    a.lea(from, emission.start(sum.a()));
    a.mov(to, frame.word(Frame.PARTIAL));
    a.op(General.Arithmetic.ADD, to, emission.displacement(sum.partial()));
    Offsets loops = new Offsets(emission);
    loops.begin(0);
    loops.loop(
        0,
        sum.size(),
        1,
        () -> {
          for (int v = 0; v < vectors; v++) {
            a.load(rows.move, Vec.V0, Memory.at(from, 32 * v));
            a.op(Binary.VANDPS, Vec.V0, Vec.V0, Memory.at(Constants.BASE, mask, 1, table + 32 * v));
            a.op(rows.add, Vec.V0, Vec.V0, Memory.at(to, 32 * v));
            a.store(rows.move, Memory.at(to, 32 * v), Vec.V0);
          }
          int stride = sum.a().strides().get(0) * emission.elementBytes(emission.buffer(sum.a()));
          a.op(General.Arithmetic.ADD, from, stride);
          a.op(General.Arithmetic.ADD, to, Buffer.LANES * rows.bytes);
        });
    loops.end();
    frame.release(mask);
    frame.release(to);
    frame.release(from);
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
    int vectors = partial.lanes() ? Buffer.LANES / rows.perVector() : 1;
    int turns =
        partial.lanes()
            ? combine.size()
            : (combine.size() + rows.perVector() - 1) / rows.perVector();
    Offsets loops = new Offsets(emission);
    loops.begin(0);
    loops.loop(
        0,
        turns,
        1,
        () -> {
          addChunks(from, at, chunks, vectors, stride);
          if (partial.lanes()) {
            tree(vectors);
            a.store(rows.single, Memory.at(to, 0), Vec.V0);
          } else {
            a.store(rows.move, Memory.at(to, 0), Vec.V0);
          }
          a.op(General.Arithmetic.ADD, from, 32 * vectors);
          a.op(General.Arithmetic.ADD, to, partial.lanes() ? rows.bytes : 32);
        });
    loops.end();
    frame.release(chunks);
    frame.release(at);
    frame.release(to);
    frame.release(from);
  }

  private void addChunks(Register from, Register at, Register chunks, int vectors, int stride) {
    for (int v = 0; v < vectors; v++) {
      a.load(rows.move, Vec.of(v), Memory.at(from, 32 * v));
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
      a.op(rows.add, Vec.of(v), Vec.of(v), Memory.at(at, 32 * v));
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
