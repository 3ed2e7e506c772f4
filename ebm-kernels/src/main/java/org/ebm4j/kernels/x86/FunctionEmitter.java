package org.ebm4j.kernels.x86;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ebm4j.kernels.asm.Assembler;
import org.ebm4j.kernels.asm.Condition;
import org.ebm4j.kernels.asm.General;
import org.ebm4j.kernels.asm.Label;
import org.ebm4j.kernels.asm.Memory;
import org.ebm4j.kernels.asm.Register;
import org.ebm4j.kernels.loop.Buffer;
import org.ebm4j.kernels.loop.Buffer.Region;
import org.ebm4j.kernels.loop.Kernel;
import org.ebm4j.kernels.loop.LoopProgram;
import org.ebm4j.kernels.loop.Phase;

/// One stage of a phase as a function of (shared, chains, scratch, control, first, count).
final class FunctionEmitter {
  private final Emission emission;
  private final Assembler a;
  private final Frame frame;
  private final Phase phase;
  private final int number;
  private final int rounds; // of Philox
  private final int together;
  private final Stage stage;
  private final List<Parts> parts; // of the stage, if it falls into some
  private final Map<Integer, Philox> streams = new HashMap<>(); // by purpose

  private FunctionEmitter(Emission emission, int number, int together, Stage stage, Target target) {
    this.emission = emission;
    this.a = emission.a();
    this.frame = emission.frame();
    this.phase = emission.program().phases().get(number);
    this.number = number;
    this.rounds = target.rounds();
    this.together = together;
    this.stage = stage;
    this.parts = stage.parts(emission, target.turns());
  }

  /// The machine code of a phase that runs on chains.
  static Function emit(LoopProgram program, int phase, Target target, Panels panels, Units units) {
    Emission emission = Emission.of(program, target.width(), units.lanes(), panels);
    Stage all = Stage.whole(program, phase);
    return new FunctionEmitter(emission, phase, units.together(), all, target).emit();
  }

  /// The machine code of a phase on whole tiles or single chains, stage by stage.
  static List<Function> stages(LoopProgram program, int phase, Target target, Panels panels) {
    List<Function> functions = new ArrayList<>();
    for (Stage stage : Stage.of(program, phase, panels, target.turns())) {
      Emission emission = Emission.of(program, target.width(), Buffer.LANES, panels);
      functions.add(new FunctionEmitter(emission, phase, 1, stage, target).emit());
    }
    return functions;
  }

  /// @param constants rows as long as a vector, as 64-bit words, that the control block points to
  /// @param marks which kernel made which stretch of code
  /// @param parts that it falls into, or 1
  /// @param operations of its stage
  record Function(
      byte[] code, long[] constants, List<Assembler.Mark> marks, int parts, long operations) {}

  private Function emit() {
    a.mark("enter");
    frame.enter();
    a.mov(frame.word(Frame.CONTROL), Register.RCX);
    a.mov(frame.word(Frame.CHAINS_START), Frame.CHAIN);
    a.mov(frame.word(Frame.UNIT), Register.R8);
    a.mov(frame.word(Frame.UNITS_LEFT), Register.R9);
    a.mov(Register.RAX, Memory.at(Register.RCX, Control.PARTIAL));
    a.mov(frame.word(Frame.PARTIAL), Register.RAX);
    a.mov(Constants.BASE, Memory.at(Register.RCX, Control.CONSTANTS));
    switch (phase.kind()) {
      case SHARED -> {
        if (stage.split()) {
          inParts();
        } else {
          inOnePiece();
        }
      }
      case CHAINS -> {
        if (phase.reduces()) {
          chunk();
        }
        units();
        phase.sums().forEach(this::sum);
      }
      case CONTRACTIONS -> {
        allChains();
        inParts();
      }
    }
    a.mark("leave");
    frame.leave();
    int all = stage.split() ? parts.stream().mapToInt(Parts::count).sum() : 1;
    return new Function(a.code(), emission.constants().words(), a.marks(), all, stage.operations());
  }

  /// In order, on one thread.
  private void inOnePiece() {
    stage.kernels().forEach(this::kernel);
    for (Panels.Panel panel : stage.panels()) {
      PanelEmitter copy = new PanelEmitter(emission, panel);
      a.mark(copy.name());
      copy.emit();
    }
  }

  /// How many chains there are, for contractions of all.
  private void allChains() {
    a.mov(Register.R9, frame.word(Frame.CONTROL));
    a.mov(Register.RAX, Memory.at(Register.R9, Control.CHAINS));
    a.mov(Register.R8, Register.RAX);
    a.op(General.Shift.SHR, Register.R8, 5);
    a.mov(frame.word(Frame.CHUNK_FULL), Register.R8);
    a.op(General.Arithmetic.AND, Register.RAX, Buffer.LANES - 1);
    a.mov(frame.word(Frame.CHUNK_PART), Register.RAX);
  }

  /// The parts that the call asks for.
  private void inParts() {
    Label next = a.label();
    Label done = a.label();
    a.bind(next);
    int first = 0;
    for (Parts work : parts) {
      a.mark(work.name());
      Label other = a.label();
      a.mov(Register.RAX, frame.word(Frame.UNIT));
      a.op(General.Arithmetic.SUB, Register.RAX, first);
      a.op(General.Arithmetic.CMP, Register.RAX, work.count());
      a.jump(Condition.GREATER_OR_EQUAL, other);
      work.emit(Register.RAX);
      a.jump(done);
      a.bind(other);
      first += work.count();
    }
    a.bind(done);
    a.op(General.Arithmetic.ADD, frame.word(Frame.UNIT), 1);
    a.op(General.Arithmetic.SUB, frame.word(Frame.UNITS_LEFT), 1);
    a.jump(Condition.NOT_ZERO, next);
  }

  private void units() {
    phase.kernels().forEach(this::openStream);
    new UnitsEmitter(emission, number, together, streams.values(), this::kernel).emit();
  }

  private void openStream(Kernel kernel) {
    switch (kernel) {
      case Kernel.Words words -> openStream(words.purpose());
      case Kernel.Categorical sites -> openStream(sites.purpose());
      case Kernel.Nest _, Kernel.MatMul _, Kernel.Turn _, Kernel.Combine _ -> {}
      case Kernel.Contract _, Kernel.BatchSum _ -> {}
    }
  }

  private void openStream(int purpose) {
    boolean chains = emission.program().tiles();
    streams.computeIfAbsent(purpose, to -> new Philox(emission, rounds, to, chains, together));
  }

  private Philox stream(int purpose) {
    Philox stream = streams.get(purpose);
    if (stream == null) {
      throw new IllegalStateException("random words are drawn where no chain is: " + purpose);
    }
    return stream;
  }

  /// What the call's tiles hold: min(32 · tiles, chains left) chains.
  private void chunk() {
    int stride = Math.toIntExact(emission.program().bytes(Region.CHAIN));
    a.imul(Register.RAX, Register.R8, stride);
    a.op(General.Arithmetic.ADD, Register.RAX, Frame.CHAIN);
    a.mov(frame.word(Frame.CHUNK_START), Register.RAX);
    a.mov(Register.RAX, frame.word(Frame.CONTROL));
    a.mov(Register.RAX, Memory.at(Register.RAX, Control.CHAINS));
    a.op(General.Shift.SHL, Register.R8, 5);
    a.op(General.Arithmetic.SUB, Register.RAX, Register.R8);
    a.op(General.Shift.SHL, Register.R9, 5);
    a.op(General.Arithmetic.CMP, Register.RAX, Register.R9);
    Label last = a.label();
    a.jump(Condition.LESS_OR_EQUAL, last);
    a.mov(Register.RAX, Register.R9);
    a.bind(last);
    a.mov(Register.R9, Register.RAX);
    a.op(General.Shift.SHR, Register.R9, 5);
    a.mov(frame.word(Frame.CHUNK_FULL), Register.R9);
    a.op(General.Arithmetic.AND, Register.RAX, Buffer.LANES - 1);
    a.mov(frame.word(Frame.CHUNK_PART), Register.RAX);
  }

  private void sum(Kernel.BatchSum sum) {
    a.mark("BatchSum " + sum.term());
    new SumEmitter(emission).gather(sum);
  }

  private void kernel(Kernel kernel) {
    a.mark(kernel.getClass().getSimpleName() + " " + kernel.term());
    switch (kernel) {
      case Kernel.Nest nest -> NestEmitter.emit(emission, nest);
      case Kernel.MatMul product -> MatMulEmitter.emit(emission, product);
      case Kernel.Turn turn -> new TurnEmitter(emission, turn).emit();
      case Kernel.Contract _, Kernel.BatchSum _ ->
          throw new IllegalStateException("is no work of one tile: " + kernel);
      case Kernel.Combine combine -> new SumEmitter(emission).combine(combine);
      case Kernel.Words words -> new WordsEmitter(emission, words, stream(words.purpose())).emit();
      case Kernel.Categorical sites ->
          new CategoricalEmitter(emission, sites, stream(sites.purpose())).emit();
    }
  }
}
