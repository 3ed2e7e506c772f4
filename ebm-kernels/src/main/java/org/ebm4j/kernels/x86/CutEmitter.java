package org.ebm4j.kernels.x86;

import org.ebm4j.kernels.asm.Assembler;
import org.ebm4j.kernels.asm.Condition;
import org.ebm4j.kernels.asm.General;
import org.ebm4j.kernels.asm.Label;
import org.ebm4j.kernels.asm.Memory;
import org.ebm4j.kernels.asm.Register;
import org.ebm4j.kernels.loop.Kernel;

/// A kernel that has been cut: code for a part, which begins where the part's number says, and once
/// more for the last part where that is smaller.
final class CutEmitter implements Parts {
  private final Emission emission;
  private final Cut cut;

  CutEmitter(Emission emission, Cut cut) {
    this.emission = emission;
    this.cut = cut;
  }

  @Override
  public String name() {
    return cut.kernel().getClass().getSimpleName() + " " + cut.kernel().term();
  }

  @Override
  public int count() {
    return cut.count();
  }

  @Override
  public void emit(Register part) {
    Assembler a = emission.a();
    Memory first = emission.frame().word(emission.frame().takeWord());
    a.imul(Register.RAX, part, cut.size());
    a.mov(first, Register.RAX);
    if (cut.last() == cut.size()) {
      emit(cut.size(), first);
    } else {
      Label last = a.label();
      Label end = a.label();
      a.op(General.Arithmetic.CMP, first, cut.turns() - cut.last());
      a.jump(Condition.EQUAL, last);
      emit(cut.size(), first);
      a.jump(end);
      a.bind(last);
      emit(cut.last(), first);
      a.bind(end);
    }
    emission.frame().releaseWords(1);
  }

  private IllegalStateException whole() {
    return new IllegalStateException("is done in one piece: " + cut.kernel());
  }

  private void emit(int turns, Memory first) {
    switch (cut.part(turns)) {
      case Kernel.Nest nest -> NestEmitter.emit(emission, nest, first);
      case Kernel.MatMul product -> MatMulEmitter.emit(emission, product, first);
      case Kernel.Turn _, Kernel.Contract _, Kernel.BatchSum _, Kernel.Combine _ -> throw whole();
      case Kernel.Words _, Kernel.Categorical _ -> throw whole();
    }
  }
}
