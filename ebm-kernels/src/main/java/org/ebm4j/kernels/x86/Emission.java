package org.ebm4j.kernels.x86;

import java.util.List;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.kernels.asm.Assembler;
import org.ebm4j.kernels.asm.Condition;
import org.ebm4j.kernels.asm.General;
import org.ebm4j.kernels.asm.Label;
import org.ebm4j.kernels.asm.Memory;
import org.ebm4j.kernels.asm.Register;
import org.ebm4j.kernels.asm.Width;
import org.ebm4j.kernels.loop.Access;
import org.ebm4j.kernels.loop.Buffer;
import org.ebm4j.kernels.loop.LoopProgram;

/// What the emitters of one function share.
///
/// @param extraScratch where in scratch, behind the program's own, the emitters may work
record Emission(
    LoopProgram program,
    Assembler a,
    Frame frame,
    Constants constants,
    Rows rows,
    long extraScratch) {

  static Emission of(LoopProgram program, long extraScratch) {
    Assembler a = new Assembler(Width.YMM);
    boolean single = program.precision() == Precision.F32;
    return new Emission(
        program,
        a,
        new Frame(a, single),
        new Constants(),
        Rows.of(program.precision()),
        extraScratch);
  }

  Buffer buffer(Access access) {
    return program.buffers().get(access.buffer());
  }

  /// The register that points to a buffer's region; partial results have none.
  static Register base(Buffer buffer) {
    return switch (buffer.region()) {
      case SHARED -> Frame.SHARED;
      case CHAIN -> Frame.CHAIN;
      case SCRATCH -> Frame.SCRATCH;
      case PARTIAL ->
          throw new IllegalStateException("partial results are reached by their own pointer");
    };
  }

  int numberBytes(Buffer buffer) {
    return buffer.words() ? 4 : rows.bytes;
  }

  /// Bytes from one element of a buffer to the next.
  int elementBytes(Buffer buffer) {
    return numberBytes(buffer) * (buffer.lanes() ? Buffer.LANES : 1);
  }

  /// Bytes from the start of the region to the access with all indices 0.
  int displacement(Access access) {
    Buffer buffer = buffer(access);
    return Math.toIntExact(buffer.offset() + (long) access.offset() * elementBytes(buffer));
  }

  /// Where an access with all indices 0 lies.
  Memory start(Access access) {
    return Memory.at(base(buffer(access)), displacement(access));
  }

  /// Bytes from one index of a loop to the next.
  int bytes(Access access, int loop) {
    return Math.multiplyExact(access.strides().get(loop), elementBytes(buffer(access)));
  }

  /// register += bytes.
  void move(Register register, long bytes) {
    if (bytes != 0) {
      a.op(General.Arithmetic.ADD, register, Math.toIntExact(bytes));
    }
  }

  /// Runs a part {@code turns} times; the count lies on the stack, so that the part may use the
  /// register.
  void repeat(Register counter, int turns, Runnable part) {
    if (turns <= 0) {
      return;
    }
    if (turns == 1) {
      part.run();
      return;
    }
    int word = frame.takeWord();
    a.mov(counter, turns);
    a.mov(frame.word(word), counter);
    Label top = a.label();
    a.bind(top);
    part.run();
    a.op(General.Arithmetic.SUB, frame.word(word), 1);
    a.jump(Condition.NOT_ZERO, top);
    frame.releaseWords(1);
  }

  List<Buffer> buffers() {
    return program.buffers();
  }
}
