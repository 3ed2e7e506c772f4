package org.ebm4j.kernels.x86;

import java.util.function.IntConsumer;
import org.ebm4j.kernels.asm.Assembler;
import org.ebm4j.kernels.asm.Binary;
import org.ebm4j.kernels.asm.Condition;
import org.ebm4j.kernels.asm.General;
import org.ebm4j.kernels.asm.Label;
import org.ebm4j.kernels.asm.Memory;
import org.ebm4j.kernels.asm.Register;
import org.ebm4j.kernels.asm.Vec;
import org.ebm4j.kernels.loop.Access;
import org.ebm4j.kernels.loop.Kernel;

/// The registers that walk through the factors of a product, and the walk along the summed index.
final class ProductWalk {
  final Emission emission;
  final Assembler a;
  final Rows rows;
  final Kernel.MatMul product;
  final Register aRow;
  final Register bColumn;
  final Register cRow;
  final Register aAt;
  final Register bAt;
  final Register counter;

  ProductWalk(Emission emission, Kernel.MatMul product) {
    this.emission = emission;
    this.a = emission.a();
    this.rows = emission.rows();
    this.product = product;
    Frame frame = emission.frame();
    aRow = frame.take();
    bColumn = frame.take();
    cRow = frame.take();
    aAt = frame.take();
    bAt = frame.take();
    counter = frame.take();
    a.lea(aRow, emission.start(product.a()));
    a.lea(bColumn, emission.start(product.b()));
    a.lea(cRow, emission.start(product.c()));
  }

  /// Begins at a later column, whose number lies in memory.
  void from(Memory column) {
    a.mov(Register.RAX, column);
    a.imul(Register.RAX, Register.RAX, bytes(product.b(), 1));
    a.op(General.Arithmetic.ADD, bColumn, Register.RAX);
    a.mov(Register.RAX, column);
    a.imul(Register.RAX, Register.RAX, bytes(product.c(), 1));
    a.op(General.Arithmetic.ADD, cRow, Register.RAX);
  }

  void release() {
    for (Register register : new Register[] {counter, bAt, aAt, cRow, bColumn, aRow}) {
      emission.frame().release(register);
    }
  }

  int bytes(Access access, int loop) {
    return emission.bytes(access, loop);
  }

  void move(Register register, long bytes) {
    emission.move(register, bytes);
  }

  void repeat(int turns, Runnable part) {
    emission.repeat(counter, turns, part);
  }

  /// The first {@code count} vector registers become 0.
  void zero(int count) {
    for (int i = 0; i < count; i++) {
      a.op(Binary.VXORPS, Vec.of(i), Vec.of(i), Vec.of(i));
    }
  }

  /// Walks k for a block whose step is emitted by {@code step(u)}, u turns ahead of the registers.
  void overK(int unroll, IntConsumer step) {
    overK(product.k(), unroll, bytes(product.a(), 1), step);
  }

  /// The same for the next {@code terms} only, with {@code aStep} bytes from one index of A to the
  /// next; A's register then points behind what was read.
  void overK(int terms, int unroll, int aStep, IntConsumer step) {
    int bStep = bytes(product.b(), 0);
    int turns = terms / unroll;
    int left = terms % unroll;
    if (turns > 0) {
      if (turns > 1) {
        a.mov(counter, turns);
      }
      Label top = a.label();
      a.bind(top);
      for (int u = 0; u < unroll; u++) {
        step.accept(u);
      }
      move(aAt, (long) unroll * aStep);
      move(bAt, (long) unroll * bStep);
      if (turns > 1) {
        a.op(General.InPlace.DEC, counter);
        a.jump(Condition.NOT_ZERO, top);
      }
    }
    for (int u = 0; u < left; u++) {
      step.accept(u);
    }
    move(aAt, (long) left * aStep);
  }
}
