package org.ebm4j.kernels.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ebm4j.kernels.asm.Register.R10;
import static org.ebm4j.kernels.asm.Register.RAX;
import static org.ebm4j.kernels.asm.Register.RDI;
import static org.ebm4j.kernels.asm.Register.RSI;
import static org.ebm4j.kernels.asm.Vec.V0;
import static org.ebm4j.kernels.asm.Vec.V1;
import static org.ebm4j.kernels.asm.Vec.V2;
import static org.ebm4j.kernels.asm.Vec.V9;

import java.lang.foreign.Arena;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.ebm4j.kernels.asm.Assembler;
import org.ebm4j.kernels.asm.Condition;
import org.ebm4j.kernels.asm.General.Plain;
import org.ebm4j.kernels.asm.Instruction.BinaryImmediate;
import org.ebm4j.kernels.asm.Instruction.Extract;
import org.ebm4j.kernels.asm.Instruction.Move;
import org.ebm4j.kernels.asm.Instruction.MoveMask;
import org.ebm4j.kernels.asm.Instruction.Transfer;
import org.ebm4j.kernels.asm.Instruction.UnaryImmediate;
import org.ebm4j.kernels.asm.Label;
import org.ebm4j.kernels.asm.Memory;
import org.ebm4j.kernels.asm.Unary;
import org.ebm4j.kernels.asm.Width;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Moves, broadcasts and shuffles put every lane where the manual says.
final class ShuffleInstructionTest {
  private static final int[] IMMEDIATES = {
    0x00, 0x1B, 0x4E, 0xB1, 0xE4, 0xFF, 0x39, 0x88, 0x31, 0x02, 0x13
  };

  private static final Map<Unary, UnaryOperator<Lanes>> LANES = new EnumMap<>(Unary.class);

  static {
    LANES.put(Unary.VBROADCASTSS, b -> Lanes.ofInts(_ -> b.i(0)));
    LANES.put(Unary.VPBROADCASTD, b -> Lanes.ofInts(_ -> b.i(0)));
    LANES.put(Unary.VBROADCASTSD, b -> Lanes.ofLongs(_ -> b.l(0)));
    LANES.put(Unary.VPBROADCASTQ, b -> Lanes.ofLongs(_ -> b.l(0)));
    LANES.put(Unary.VMOVAPS, b -> b);
    LANES.put(Unary.VMOVAPD, b -> b);
    LANES.put(Unary.VMOVSHDUP, b -> Lanes.ofInts(i -> b.i(i | 1)));
    LANES.put(Unary.VMOVSLDUP, b -> Lanes.ofInts(i -> b.i(i & ~1)));
    LANES.put(Unary.VMOVDDUP, b -> Lanes.ofLongs(i -> b.l(i & ~1)));
    LANES.put(Unary.VPMOVZXDQ, b -> Lanes.ofLongs(i -> b.i(i) & 0xFFFFFFFFL));
    LANES.put(Unary.VPMOVSXDQ, b -> Lanes.ofLongs(b::i));
    LANES.put(Unary.VPABSD, b -> Lanes.ofInts(i -> Math.abs(b.i(i))));
  }

  @BeforeEach
  void runsHere() {
    Emitted.assumeAvailable();
  }

  @Test
  void unary() {
    LANES.forEach((row, f) ->
        new Trial(row.name(), a -> a.op(row, V0, V2), o -> f.apply(o.b()))
            .run(Lanes::randomBits, 0));
  }

  @Test
  void unaryFromMemory() {
    LANES.forEach((row, f) ->
        new Trial(row.name(), a -> a.op(row, V0, Memory.at(RDI, 64)), o -> f.apply(o.b()))
            .run(Lanes::randomBits, 0));
  }

  @Test
  void everyUnaryRowIsRunSomewhere() {
    var rest = EnumSet.allOf(Unary.class);
    rest.removeAll(LANES.keySet());
    assertThat(rest)
        .allMatch(row -> row.name().matches("VCVT.*|VSQRT.*|VP?TEST.*")); // run elsewhere, by name
  }

  @Test
  void shufflesOfTwo() {
    for (int imm : IMMEDIATES) {
      for (BinaryImmediate row : BinaryImmediate.values()) {
        int used = row.name().startsWith("VINSERT") ? imm & 1 : imm;
        new Trial(
                row + " " + used,
                a -> a.op(row, V0, V1, V2, used),
                o -> shuffled(row, used, o.a(), o.b()))
            .run(Lanes::randomBits, 0);
      }
    }
  }

  private static Lanes shuffled(BinaryImmediate row, int imm, Lanes a, Lanes b) {
    return switch (row) {
      case VSHUFPS ->
          Lanes.ofInts(i -> ((i & 2) == 0 ? a : b).i((i & 4) + (imm >> (2 * (i & 3)) & 3)));
      case VSHUFPD -> Lanes.ofLongs(i -> ((i & 1) == 0 ? a : b).l((i & 2) + (imm >> i & 1)));
      case VBLENDPS, VPBLENDD -> Lanes.ofInts(i -> ((imm >> i & 1) == 0 ? a : b).i(i));
      case VBLENDPD -> Lanes.ofLongs(i -> ((imm >> i & 1) == 0 ? a : b).l(i));
      case VPERM2F128, VPERM2I128 ->
          Lanes.ofInts(i -> {
            int pick = imm >> (i & 4);
            return (pick & 8) != 0 ? 0 : ((pick & 2) == 0 ? a : b).i((pick & 1) * 4 + (i & 3));
          });
      case VINSERTF128, VINSERTI128 -> Lanes.ofInts(i -> i / 4 == imm ? b.i(i & 3) : a.i(i));
    };
  }

  @Test
  void shufflesOfOne() {
    for (int imm : IMMEDIATES) {
      for (UnaryImmediate row : UnaryImmediate.values()) {
        new Trial(row + " " + imm, a -> a.op(row, V0, V2, imm), o -> shuffled(row, imm, o.b()))
            .run(Lanes::randomBits, 0);
      }
    }
  }

  private static Lanes shuffled(UnaryImmediate row, int imm, Lanes b) {
    return switch (row) {
      case VPERMILPS, VPSHUFD -> Lanes.ofInts(i -> b.i((i & 4) + (imm >> (2 * (i & 3)) & 3)));
      case VPERMILPD -> Lanes.ofLongs(i -> b.l((i & 2) + (imm >> i & 1)));
      case VPERMQ, VPERMPD -> Lanes.ofLongs(i -> b.l(imm >> (2 * i) & 3));
    };
  }

  @Test
  void halves() {
    for (Extract row : Extract.values()) {
      for (int half = 0; half < 2; half++) {
        int h = half;
        new Trial(
                row + " " + h,
                a -> a.op(row, V0, V2, h),
                o -> Lanes.ofInts(i -> i < 4 ? o.b().i(4 * h + i) : 0))
            .run(Lanes::randomBits, 0);
      }
    }
  }

  @Test
  void movesThroughMemory() {
    for (Move row : Move.values()) {
      int words = row == Move.VMOVSS ? 1 : row == Move.VMOVSD ? 2 : 8;
      new Trial(
              row.name(),
              a ->
                  a.load(row, V9, Memory.at(RDI, 64))
                      .load(Move.VMOVUPS, V0, Memory.at(RDI, 0))
                      .store(row, Memory.at(RSI, 0), V9)
                      .load(Move.VMOVUPS, V0, Memory.at(RSI, 0))
                      .op(Unary.VMOVAPS, V0, V9),
              o -> Lanes.ofInts(i -> i < words ? o.b().i(i) : 0))
          .run(Lanes::randomBits, 0);
      new Trial(
              row + " store",
              a ->
                  a.store(Move.VMOVUPS, Memory.at(RSI, 0), V1)
                      .store(row, Memory.at(RSI, 0), V2)
                      .load(Move.VMOVUPS, V0, Memory.at(RSI, 0)),
              o -> Lanes.ofInts(i -> (i < words ? o.b() : o.a()).i(i)))
          .run(Lanes::randomBits, 0);
    }
  }

  @Test
  void throughGeneralRegisters() {
    new Trial(
            "VMOVD",
            a -> a.op(Transfer.VMOVD, R10, V2).op(Transfer.VMOVD, V0, R10),
            o -> Lanes.ofInts(i -> i < 1 ? o.b().i(i) : 0))
        .run(Lanes::randomBits, 0);
    new Trial(
            "VMOVQ",
            a -> a.op(Transfer.VMOVQ, R10, V2).op(Transfer.VMOVQ, V0, R10),
            o -> Lanes.ofInts(i -> i < 2 ? o.b().i(i) : 0))
        .run(Lanes::randomBits, 0);
    Function<Trial.Operands, Lanes> signs32 = o -> Lanes.ofInts(i -> i == 0 ? signs(o.b(), 8) : 0);
    Function<Trial.Operands, Lanes> signs64 = o -> Lanes.ofInts(i -> i == 0 ? signs(o.b(), 4) : 0);
    new Trial(
            "VMOVMSKPS",
            a -> a.op(MoveMask.VMOVMSKPS, R10, V2).op(Transfer.VMOVD, V0, R10),
            signs32)
        .run(Lanes::randomBits, 0);
    new Trial(
            "VMOVMSKPD",
            a -> a.op(MoveMask.VMOVMSKPD, R10, V2).op(Transfer.VMOVD, V0, R10),
            signs64)
        .run(Lanes::randomBits, 0);
  }

  private static int signs(Lanes b, int lanes) {
    int mask = 0;
    for (int i = 0; i < lanes; i++) {
      mask |= (lanes == 8 ? b.i(i) : b.i(2 * i + 1)) < 0 ? 1 << i : 0;
    }
    return mask;
  }

  @Test
  void flagsOfTests() {
    // operands at RDI and RDI + 32; expected: ZERO when d ∧ b has no bit (or sign), CARRY when ¬d ∧
    // b has none
    int[][] cases = {
      {0, 0}, {0, -1}, {-1, -1}, {-1, 0}, {1, 2}, {3, 1}, {1, 3}, {Integer.MIN_VALUE, 1}
    };
    for (Unary row : new Unary[] {Unary.VPTEST, Unary.VTESTPS, Unary.VTESTPD}) {
      int mask = row == Unary.VPTEST ? -1 : Integer.MIN_VALUE;
      for (int[] c : cases) {
        assertThat(flags(row, c[0], c[1]))
            .as("%s %s", row, c)
            .isEqualTo(((c[0] & c[1] & mask) == 0 ? 1 : 0) + ((~c[0] & c[1] & mask) == 0 ? 2 : 0));
      }
    }
  }

  private static long flags(Unary row, int d, int b) {
    try (Arena arena = Arena.ofConfined()) {
      OffHeap block = OffHeap.allocate(64, arena);
      for (int i = 0; i < 16; i++) {
        block.u32(i, i < 8 ? d : b);
      }
      var a = new Assembler(Width.YMM);
      a.load(Move.VMOVUPS, V1, Memory.at(RDI, 0)).mov(RAX, 0).op(row, V1, Memory.at(RDI, 32));
      Label notZero = a.label();
      Label notCarry = a.label();
      a.jump(Condition.NOT_ZERO, notZero).lea(RAX, Memory.at(RAX, 1)).bind(notZero);
      a.jump(Condition.ABOVE_OR_EQUAL, notCarry).lea(RAX, Memory.at(RAX, 2)).bind(notCarry);
      a.op(Plain.VZEROUPPER).op(Plain.RET);
      return Emitted.load(a, arena).invoke(block, block, block, block, 0, 0);
    }
  }
}
