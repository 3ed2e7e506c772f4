package org.ebm4j.kernels.asm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ebm4j.kernels.asm.Spelling.destination;
import static org.ebm4j.kernels.asm.Spelling.first;
import static org.ebm4j.kernels.asm.Spelling.last;
import static org.ebm4j.kernels.asm.Spelling.mnemonic;
import static org.ebm4j.kernels.asm.Spelling.register;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ebm4j.kernels.asm.Instruction.BinaryImmediate;
import org.ebm4j.kernels.asm.Instruction.Move;
import org.ebm4j.kernels.asm.Instruction.Round;
import org.ebm4j.kernels.asm.Instruction.Shift;
import org.ebm4j.kernels.asm.Instruction.UnaryImmediate;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every row that has an EVEX form, at 512 bits with all 32 registers and at 128 and 256 bits with
/// those above 15, with masks and shortened displacements: the bytes are binutils' bytes, on any
/// processor.
@Tag("once")
final class WideEncodingTest {
  private static final Map<String, String> RENAMED =
      Map.of(
          "vpand", "vpandd",
          "vpandn", "vpandnd",
          "vpor", "vpord",
          "vpxor", "vpxord",
          "vroundps", "vrndscaleps",
          "vroundpd", "vrndscalepd");

  private static final List<Memory> ADDRESSES = addresses();

  private final ReferenceAssembler both = new ReferenceAssembler(Width.ZMM);

  @BeforeAll
  static void needsBinutils() {
    ReferenceAssembler.missing().ifPresent(System.out::println);
    Assumptions.assumeTrue(ReferenceAssembler.missing().isEmpty());
  }

  /// With the edges of displacements that are counted in 4, 8, 16, 32 and 64 bytes.
  private static List<Memory> addresses() {
    List<Memory> all = new ArrayList<>(Spelling.ADDRESSES);
    for (int unit : new int[] {4, 8, 16, 32, 64}) {
      for (int times : new int[] {1, 127, 128, -128, -129}) {
        all.add(Memory.at(Register.R13, unit * times));
        all.add(Memory.at(Register.RSP, Register.R9, 4, unit * times));
      }
    }
    return all;
  }

  private interface Use {
    void accept(Vec d, Vec a, Operand b);
  }

  /// Every register in every slot beside one above 15, and every address.
  private static void operands(Use use) {
    registers(use);
    int k = 0;
    for (Memory m : ADDRESSES) {
      use.accept(Vec.of(16 + (k & 15)), Vec.of(5 * k + 3 & 31), m);
      k++;
    }
  }

  private static void registers(Use use) {
    for (Vec v : Vec.values()) {
      use.accept(v, Vec.of(17), Vec.of(26));
      use.accept(Vec.of(26), v, Vec.of(17));
      use.accept(Vec.of(17), Vec.of(26), v);
    }
  }

  private static boolean isWide(Instruction row) {
    return row.opcode().wide() != Opcode.Wide.NONE;
  }

  private static String name(Enum<?> row) {
    String name = mnemonic(row);
    return RENAMED.getOrDefault(name, name);
  }

  private Assembler expect(Width w, Enum<?> row, Object... operands) {
    return both.expect(name(row) + " " + Spelling.list(operands)).at(w);
  }

  private void agrees(int atLeast) throws Exception {
    assertThat(both.size()).isGreaterThanOrEqualTo(atLeast);
    assertThat(both.firstDifference()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void binary(Width w) throws Exception {
    for (Binary row : Binary.values()) {
      if (isWide(row)) {
        operands((d, a, b) ->
            expect(w, row, destination(row, w, d), first(row, w, a), last(row, w, b))
                .op(row, d, a, b));
      }
    }
    agrees(20_000);
  }

  @ParameterizedTest
  @EnumSource
  void unary(Width w) throws Exception {
    for (Unary row : Unary.values()) {
      if (isWide(row)) {
        String form = row == Unary.VMOVAPS || row == Unary.VMOVAPD ? "{load} " : "";
        operands((d, a, b) -> {
          if (d.number() > 15 || b instanceof Memory || w == Width.ZMM) {
            both.expect(
                    form + name(row) + " " + Spelling.list(destination(row, w, d), last(row, w, b)))
                .at(w)
                .op(row, d, b);
          }
        });
      }
    }
    agrees(5_000);
  }

  @ParameterizedTest
  @EnumSource
  void shufflesRoundingAndShifts(Width w) throws Exception {
    for (BinaryImmediate row : BinaryImmediate.values()) {
      if (isWide(row)) {
        operands((d, a, b) -> {
          int imm = both.size() & 255;
          expect(w, row, destination(row, w, d), first(row, w, a), last(row, w, b), imm)
              .op(row, d, a, b, imm);
        });
      }
    }
    for (UnaryImmediate row : UnaryImmediate.values()) {
      if (isWide(row)) {
        operands((d, a, b) -> {
          int imm = both.size() & 255;
          expect(w, row, destination(row, w, d), last(row, w, b), imm).op(row, d, b, imm);
        });
      }
    }
    for (Rounding r : Rounding.values()) {
      for (Round row : Round.values()) {
        operands((d, a, b) -> {
          if (d.number() > 15) {
            expect(w, row, first(row, w, d), last(row, w, b), Spelling.immediate(r))
                .op(row, d, b, r);
          }
        });
      }
    }
    for (Shift row : Shift.values()) {
      registers((d, a, b) -> {
        int count = both.size() & 255;
        expect(w, row, first(row, w, d), first(row, w, a), count).op(row, d, a, count);
      });
    }
    agrees(2_000);
  }

  @ParameterizedTest
  @EnumSource
  void loadsAndStores(Width w) throws Exception {
    for (Move row : Move.values()) {
      for (Memory m : ADDRESSES) {
        Vec v = Vec.of(16 + (both.size() & 15));
        expect(w, row, first(row, w, v), Spelling.address(m)).load(row, v, m);
        expect(w, row, Spelling.address(m), first(row, w, v)).store(row, m, v);
      }
    }
    agrees(1_000);
  }

  @ParameterizedTest
  @EnumSource
  void oneNumberForAllLanes(Width w) throws Exception {
    for (Binary row : Binary.values()) {
      int lane = row.opcode().wide().lane();
      if (lane > 0) {
        String to = "{1to" + row.opcode().length().in(w).bytes() / lane + "}";
        operands((d, a, b) -> {
          if (b instanceof Memory m) {
            expect(w, row, destination(row, w, d), first(row, w, a), Spelling.address(m) + to)
                .broadcast(row, d, a, m);
          }
        });
      }
    }
    agrees(5_000);
  }

  @Test
  void masks() throws Exception {
    Width w = Width.ZMM;
    for (Mask mask : Mask.values()) {
      for (Masked.Compare row : Masked.Compare.values()) {
        for (Predicate p : Predicate.values()) {
          operands((d, a, b) ->
              both.expect(
                      Spelling.comparison(row, p)
                          + " "
                          + Spelling.list(register(mask), register(w, a), operand(w, b)))
                  .at(w)
                  .op(row, mask, a, b, p));
        }
      }
      for (Masked.Spread row : Masked.Spread.values()) {
        for (Vec v : Vec.values()) {
          expect(w, row, register(w, v), register(mask)).op(row, v, mask);
        }
      }
      for (Masked.Gather row : Masked.Gather.values()) {
        for (Vec v : Vec.values()) {
          expect(w, row, register(mask), register(w, v)).op(row, mask, v);
        }
      }
      for (Register r : Register.values()) {
        both.expect("kmovw " + register(mask) + ", " + Spelling.register32(r)).at(w).mov(mask, r);
      }
      if (mask != Mask.K0) {
        choices(w, mask);
      }
    }
    agrees(10_000);
  }

  private void choices(Width w, Mask mask) {
    String only = "{" + register(mask) + "}";
    for (Masked.Blend row : Masked.Blend.values()) {
      operands((d, a, b) ->
          expect(w, row, register(w, d) + only, register(w, a), operand(w, b))
              .op(row, d, mask, a, b));
    }
    for (Move row : List.of(Move.VMOVUPS, Move.VMOVUPD)) {
      for (Memory m : ADDRESSES) {
        Vec v = Vec.of(both.size() & 31);
        expect(w, row, register(w, v) + only + "{z}", Spelling.address(m)).load(row, v, mask, m);
        expect(w, row, Spelling.address(m) + only, register(w, v)).store(row, m, mask, v);
        Vec from = Vec.of(31 - v.number());
        expect(w, row, register(w, v) + only + "{z}", register(w, from)).load(row, v, mask, from);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void functionsOfThreeBits(Width w) throws Exception {
    for (Masked.Ternary row : Masked.Ternary.values()) {
      operands((d, a, b) -> {
        int table = both.size() & 255;
        expect(w, row, register(w, d), register(w, a), operand(w, b), table)
            .op(row, d, a, b, table);
      });
    }
    agrees(150);
  }

  @Test
  void halves() throws Exception {
    for (Masked.Extract row : Masked.Extract.values()) {
      operands((d, a, b) -> {
        int half = both.size() & 1;
        expect(Width.ZMM, row, operand(Width.YMM, b), register(Width.ZMM, a), half)
            .op(row, b, a, half);
      });
    }
    agrees(300);
  }

  private static String operand(Width w, Operand b) {
    return b instanceof Vec v ? register(w, v) : Spelling.address((Memory) b);
  }

  @Test
  void whatHasNoSuchFormIsRefused() {
    assertThatThrownBy(() -> new Assembler(Width.ZMM).op(Binary.VPCMPEQD, Vec.V0, Vec.V1, Vec.V2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no form of 512 bits");
    Memory one = Memory.at(Register.RAX, 0);
    assertThatThrownBy(() -> new Assembler(Width.ZMM).broadcast(Binary.VADDSS, Vec.V0, Vec.V1, one))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no form that spreads one number");
    assertThatThrownBy(() -> new Assembler(Width.YMM).broadcast(Binary.VADDPS, Vec.V0, Vec.V1, one))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("256 bits; begin with 512");
    assertThatThrownBy(() -> new Assembler(Width.YMM).at(Width.ZMM))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("begin with 512");
  }

  /// The comparison bites: a row with a wrong W bit or unit of displacement is found.
  @ParameterizedTest
  @EnumSource(names = {"D", "S_HALF", "S_ONE", "D_ONE"})
  void aWrongRowIsFound(Opcode.Wide wrong) throws Exception {
    Opcode row = new Opcode(Opcode.Map.M0F, Opcode.Prefix.NP, 0x58, 0, Opcode.Length.WIDE, wrong);
    Assembler ours = both.expect("vaddps zmm4, zmm5, [rax+64]").at(Width.ZMM);
    Evex.encode(ours.out, row, Width.ZMM, 4, 5, Memory.at(Register.RAX, 64), Mask.K0, false);
    assertThat(both.firstDifference()).isPresent();
  }
}
