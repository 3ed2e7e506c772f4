package org.ebm4j.kernels.x86;

import java.util.List;
import java.util.stream.IntStream;
import org.ebm4j.kernels.asm.Assembler;
import org.ebm4j.kernels.asm.Binary;
import org.ebm4j.kernels.asm.Instruction;
import org.ebm4j.kernels.asm.Masked;
import org.ebm4j.kernels.asm.Unary;
import org.ebm4j.kernels.asm.Vec;
import org.ebm4j.kernels.asm.Width;
import org.ebm4j.kernels.loop.Fold;
import org.ebm4j.kernels.loop.Kernel;

/// How partial results begin, gather and meet.
final class FoldEmitter {
  private final Emission emission;
  private final Assembler a;
  private final Rows rows;

  FoldEmitter(Emission emission) {
    this.emission = emission;
    this.a = emission.a();
    this.rows = emission.rows();
  }

  /// acc = the fold's neutral element.
  void start(Fold.Kind kind, Vec acc) {
    switch (kind) {
      case SUM, PRODUCT_SUM -> a.op(Binary.VXORPS, acc, acc, acc);
      case MAX -> {
        long bits =
            rows == Rows.F32
                ? Float.floatToRawIntBits(Float.NEGATIVE_INFINITY)
                : Double.doubleToRawLongBits(Double.NEGATIVE_INFINITY);
        a.load(rows.move, acc, emission.constants().row(bits, rows.bytes));
      }
    }
  }

  /// What folds read of the body; −1 for nothing.
  static int[] read(List<Fold> folds) {
    return folds.stream().flatMapToInt(fold -> IntStream.of(fold.a(), fold.b())).toArray();
  }

  /// Prints strands of a nest's body and gathers what they compute, one strand after another.
  ///
  /// @param usable vector registers numbered from here up are left alone
  /// @param sums one accumulator a fold, for each strand, or for as many as take them in turn
  void gather(
      Kernel.Nest nest,
      NestRegisters registers,
      List<BodyEmitter.Strand> strands,
      int usable,
      Vec[][] sums) {
    Frame frame = emission.frame();
    int held = frame.rowsTaken();
    int[] kept = read(nest.folds());
    List<BodyEmitter> bodies = BodyEmitter.emit(registers, nest.body(), strands, usable, kept);
    for (int s = 0; s < bodies.size(); s++) {
      for (int f = 0; f < nest.folds().size(); f++) {
        gather(nest.folds().get(f), sums[s % sums.length][f], bodies.get(s));
      }
    }
    frame.releaseRows(held);
  }

  private void gather(Fold fold, Vec acc, BodyEmitter body) {
    Vec x = body.result(fold.a());
    switch (fold.kind()) {
      case SUM -> a.op(rows.add, acc, acc, x);
      case PRODUCT_SUM -> a.op(rows.fma231, acc, x, body.operand(fold.b()));
      case MAX -> {
        Vec mask = body.spare();
        larger(acc, x, mask);
        body.giveBack(mask);
      }
    }
  }

  /// acc = acc and x joined, for two partial results.
  void join(Fold.Kind kind, Vec acc, Vec x, Vec mask) {
    switch (kind) {
      case SUM, PRODUCT_SUM -> a.op(rows.add, acc, acc, x);
      case MAX -> larger(acc, x, mask);
    }
  }

  /// The larger; the processor returns its second operand when either is NaN, so x is asked for NaN
  /// afterwards.
  private void larger(Vec acc, Vec x, Vec mask) {
    a.op(rows.max, acc, x, acc);
    emission.keepNan(acc, x, mask);
  }

  /// Adds the lanes of {@code acc} as a tree and repeats the result in every lane.
  void across(Fold.Kind kind, Vec acc, Vec other, Vec mask) {
    Assembler half = a.at(Width.XMM);
    if (emission.width() == Width.ZMM) {
      a.op(Masked.Extract.VEXTRACTF64X4, other, acc, 1);
      join(kind, acc, other, mask);
      a.at(Width.YMM).op(Instruction.UnaryImmediate.VPERMPD, other, acc, 0x4E); // halves swapped
    } else {
      a.op(Instruction.Extract.VEXTRACTF128, other, acc, 1);
    }
    join(kind, acc, other, mask);
    if (rows == Rows.F32) {
      half.op(Instruction.UnaryImmediate.VPERMILPS, other, acc, 0x4E);
      join(kind, acc, other, mask);
      half.op(Instruction.UnaryImmediate.VPERMILPS, other, acc, 0xB1);
    } else {
      half.op(Instruction.UnaryImmediate.VPERMILPD, other, acc, 1);
    }
    join(kind, acc, other, mask);
    a.op(rows == Rows.F32 ? Unary.VBROADCASTSS : Unary.VBROADCASTSD, acc, acc);
  }
}
