package org.ebm4j.kernels.memory;

import static org.ebm4j.kernels.asm.Binary.VADDPS;
import static org.ebm4j.kernels.asm.Binary.VFMADD231PS;
import static org.ebm4j.kernels.asm.Binary.VXORPS;
import static org.ebm4j.kernels.asm.General.Arithmetic.ADD;
import static org.ebm4j.kernels.asm.General.InPlace.DEC;
import static org.ebm4j.kernels.asm.Instruction.Move.VMOVUPS;
import static org.ebm4j.kernels.asm.Register.R9;
import static org.ebm4j.kernels.asm.Register.RDI;
import static org.ebm4j.kernels.asm.Register.RDX;
import static org.ebm4j.kernels.asm.Register.RSI;
import static org.ebm4j.kernels.asm.Unary.VBROADCASTSS;
import static org.ebm4j.kernels.asm.Vec.V0;
import static org.ebm4j.kernels.asm.Vec.V12;
import static org.ebm4j.kernels.asm.Vec.V13;

import java.lang.foreign.Arena;
import java.util.Optional;
import org.ebm4j.kernels.asm.Assembler;
import org.ebm4j.kernels.asm.Condition;
import org.ebm4j.kernels.asm.Frame;
import org.ebm4j.kernels.asm.Label;
import org.ebm4j.kernels.asm.Memory;
import org.ebm4j.kernels.asm.Vec;
import org.ebm4j.kernels.asm.Width;

/// What one core of this machine does at best, measured now: the limits that kernels are compared
/// with.
///
/// @param gigaflops 10⁹ f32 operations a second in fused multiply-adds, each counted as two, on
///   registers of `bits`
/// @param gigabytes 10⁹ bytes a second moved by a = b + s · c, too large for the caches: two reads
///   and a write
/// @param bits width of the registers used
public record MachineProbe(double gigaflops, double gigabytes, int bits) {
  static final int ACCUMULATORS = 12; // enough to cover latency · throughput of any core
  static final int UNROLLED = 10;
  private static final int ROUNDS = 15;

  /// Measures for about a fifth of a second with `megabytes` of memory (96 exceeds most caches);
  /// empty when no machine code runs here. Takes the best of several rounds, as neighbours can only
  /// slow it down.
  public static Optional<MachineProbe> measure(int megabytes) {
    Width width = Machine.isa() == Isa.AVX512 ? Width.ZMM : Width.YMM;
    try (Arena arena = Arena.ofConfined()) {
      if (!(GeneratedFunction.load(fmaLoop(width), arena) instanceof GeneratedFunction fma)
          || !(GeneratedFunction.load(triad(width), arena) instanceof GeneratedFunction triad)) {
        return Optional.empty();
      }
      return Optional.of(
          new MachineProbe(
              gigaflops(fma, width, arena),
              gigabytes(triad, width, megabytes, arena),
              width.bits()));
    }
  }

  private static double gigaflops(GeneratedFunction fma, Width width, Arena arena) {
    int loops = 20_000;
    OffHeap block = OffHeap.allocate((long) width.bytes() * ACCUMULATORS, arena);
    double best = bestSeconds(() -> fma.invoke(block, block, block, block, 0, loops));
    return 2.0 * loops * UNROLLED * ACCUMULATORS * width.bits() / 32 / best / 1e9;
  }

  private static double gigabytes(
      GeneratedFunction triad, Width width, int megabytes, Arena arena) {
    long third = (megabytes << 20) / 3L & -width.bytes();
    OffHeap a = OffHeap.allocate(third, arena);
    OffHeap b = OffHeap.allocate(third, arena);
    OffHeap c = OffHeap.allocate(third, arena);
    return 3 * third / bestSeconds(() -> triad.invoke(b, a, c, c, 0, third / width.bytes())) / 1e9;
  }

  private static double bestSeconds(Runnable work) {
    long best = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      work.run();
      best = Math.min(best, System.nanoTime() - start);
    }
    return best / 1e9;
  }

  /// `R9` loops of independent accumulators, each += 2 x² with x the first number at RDI; they end
  /// up at RSI.
  static byte[] fmaLoop(Width width) {
    var a = new Assembler(width);
    Frame frame = Frame.open(a, Frame.Denormals.FLUSH, 0);
    a.op(VBROADCASTSS, V12, Memory.at(RDI, 0)).op(VADDPS, V13, V12, V12);
    for (int i = 0; i < ACCUMULATORS; i++) {
      a.op(VXORPS, Vec.of(i), Vec.of(i), Vec.of(i));
    }
    Label top = a.label();
    a.align(32).bind(top);
    for (int i = 0; i < ACCUMULATORS * UNROLLED; i++) {
      Vec sum = Vec.of(i % ACCUMULATORS);
      a.op(VFMADD231PS, sum, V12, V13);
    }
    a.op(DEC, R9).jump(Condition.NOT_ZERO, top);
    for (int i = 0; i < ACCUMULATORS; i++) {
      a.store(VMOVUPS, Memory.at(RSI, i * width.bytes()), Vec.of(i));
    }
    frame.close();
    return a.code();
  }

  /// a (RSI) = b (RDI) + s · c (RDX), `R9` vectors, s = b[0].
  static byte[] triad(Width width) {
    var a = new Assembler(width);
    Frame frame = Frame.open(a, Frame.Denormals.FLUSH, 0);
    a.op(VBROADCASTSS, V12, Memory.at(RDI, 0));
    Label top = a.label();
    a.align(32).bind(top);
    a.load(VMOVUPS, V0, Memory.at(RDI, 0)).op(VFMADD231PS, V0, V12, Memory.at(RDX, 0));
    a.store(VMOVUPS, Memory.at(RSI, 0), V0);
    a.op(ADD, RDI, width.bytes()).op(ADD, RSI, width.bytes()).op(ADD, RDX, width.bytes());
    a.op(DEC, R9).jump(Condition.NOT_ZERO, top);
    frame.close();
    return a.code();
  }
}
