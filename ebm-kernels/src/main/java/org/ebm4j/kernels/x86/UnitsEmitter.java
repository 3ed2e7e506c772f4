package org.ebm4j.kernels.x86;

import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.ebm4j.kernels.asm.Assembler;
import org.ebm4j.kernels.asm.Condition;
import org.ebm4j.kernels.asm.General;
import org.ebm4j.kernels.asm.Label;
import org.ebm4j.kernels.asm.Memory;
import org.ebm4j.kernels.asm.Register;
import org.ebm4j.kernels.loop.Buffer.Region;
import org.ebm4j.kernels.loop.Kernel;
import org.ebm4j.kernels.loop.LastStep;
import org.ebm4j.kernels.loop.LoopProgram;

/// The loops over units and their steps: for every unit — a tile, or on the few path a chain or a
/// few side by side — all steps of the call before the next unit.
final class UnitsEmitter {
  private final LoopProgram program;
  private final Emission emission;
  private final Assembler a;
  private final Frame frame;
  private final int phase;
  private final int together;
  private final Collection<Philox> streams;
  private final Consumer<Kernel> kernel;

  /// @param together units that are walked side by side
  /// @param streams that kernels draw from
  /// @param kernel prints one
  UnitsEmitter(
      Emission emission,
      int phase,
      int together,
      Collection<Philox> streams,
      Consumer<Kernel> kernel) {
    this.program = emission.program();
    this.emission = emission;
    this.a = emission.a();
    this.frame = emission.frame();
    this.phase = phase;
    this.together = together;
    this.streams = streams;
    this.kernel = kernel;
  }

  void emit() {
    streams.forEach(Philox::enterCall);
    Label nextUnit = a.label();
    a.bind(nextUnit);
    a.mov(Frame.CHAIN, frame.word(Frame.UNIT));
    a.imul(Frame.CHAIN, Frame.CHAIN, bytes(Region.CHAIN));
    a.op(General.Arithmetic.ADD, Frame.CHAIN, frame.word(Frame.CHAINS_START));
    streams.forEach(Philox::enterUnits);
    a.mov(Register.RAX, frame.word(Frame.CONTROL));
    a.mov(Register.R8, Memory.at(Register.RAX, Control.FIRST_STEP));
    a.mov(frame.word(Frame.STEP), Register.R8);
    a.mov(Register.R8, Memory.at(Register.RAX, Control.STEPS));
    a.mov(frame.word(Frame.STEPS_LEFT), Register.R8);
    Label nextStep = a.label();
    a.bind(nextStep);
    step();
    a.op(General.Arithmetic.ADD, frame.word(Frame.STEP), 1);
    a.op(General.Arithmetic.SUB, frame.word(Frame.STEPS_LEFT), 1);
    a.jump(Condition.NOT_ZERO, nextStep);
    a.op(General.Arithmetic.ADD, frame.word(Frame.UNIT), together);
    a.op(General.Arithmetic.SUB, frame.word(Frame.UNITS_LEFT), together);
    a.jump(Condition.NOT_ZERO, nextUnit);
  }

  private int bytes(Region region) {
    return Math.toIntExact(program.bytes(region));
  }

  /// Kernels in their order, those in a row that are done alike as one stretch.
  private void step() {
    List<Kernel> kernels = program.phases().get(phase).kernels();
    boolean[] rests = LastStep.of(program, phase);
    for (int from = 0; from < kernels.size(); ) {
      int to = from + 1;
      boolean shared = isShared(kernels.get(from));
      while (to < kernels.size()
          && rests[to] == rests[from]
          && isShared(kernels.get(to)) == shared) {
        to++;
      }
      Label awake = a.label();
      if (rests[from]) {
        a.op(General.Arithmetic.CMP, frame.word(Frame.STEPS_LEFT), 1);
        a.jump(Condition.NOT_ZERO, awake);
      }
      stretch(kernels.subList(from, to), shared);
      a.bind(awake);
      from = to;
    }
  }

  private boolean isShared(Kernel one) {
    return together > 1 && Together.isShared(program, one);
  }

  private void stretch(List<Kernel> kernels, boolean shared) {
    if (shared) {
      kernels.forEach(one -> kernel.accept(Together.of(program, (Kernel.MatMul) one, together)));
    } else if (together > 1) {
      each(() -> kernels.forEach(kernel));
    } else {
      kernels.forEach(kernel);
    }
  }

  /// For one chain after the other of those side by side.
  private void each(Runnable part) {
    int chain = bytes(Region.CHAIN);
    int scratch = bytes(Region.SCRATCH);
    a.mov(Register.RAX, 0);
    a.mov(frame.word(Frame.MEMBER), Register.RAX);
    emission.repeat(
        Register.RAX,
        together,
        () -> {
          part.run();
          emission.move(Frame.CHAIN, chain);
          emission.move(Frame.SCRATCH, scratch);
          a.op(General.Arithmetic.ADD, frame.word(Frame.MEMBER), emission.vectorBytes());
        });
    emission.move(Frame.CHAIN, -(long) together * chain);
    emission.move(Frame.SCRATCH, -(long) together * scratch);
  }
}
