package org.ebm4j.kernels.asm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ebm4j.kernels.asm.Spelling.destination;
import static org.ebm4j.kernels.asm.Spelling.first;
import static org.ebm4j.kernels.asm.Spelling.last;
import static org.ebm4j.kernels.asm.Spelling.mnemonic;
import static org.ebm4j.kernels.asm.Spelling.register;

import java.util.Arrays;
import org.ebm4j.kernels.asm.Instruction.BinaryImmediate;
import org.ebm4j.kernels.asm.Instruction.Compare;
import org.ebm4j.kernels.asm.Instruction.Extract;
import org.ebm4j.kernels.asm.Instruction.Move;
import org.ebm4j.kernels.asm.Instruction.MoveMask;
import org.ebm4j.kernels.asm.Instruction.Round;
import org.ebm4j.kernels.asm.Instruction.Select;
import org.ebm4j.kernels.asm.Instruction.Shift;
import org.ebm4j.kernels.asm.Instruction.Transfer;
import org.ebm4j.kernels.asm.Instruction.UnaryImmediate;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every vector row, every register in every slot, every kind of address, at 128 and 256 bits: the
/// bytes are binutils' bytes.
final class EncodingTest {
  private static final Vec[] V0_TO_15 = Arrays.copyOf(Vec.values(), 16);

  private final ReferenceAssembler both = new ReferenceAssembler(Width.YMM);

  @BeforeAll
  static void needsBinutils() {
    ReferenceAssembler.missing().ifPresent(System.out::println);
    Assumptions.assumeTrue(ReferenceAssembler.missing().isEmpty());
  }

  /// Announces one vector instruction with its operands as the manual writes them.
  private Assembler expect(Width width, Enum<?> row, Object... operands) {
    return both.expect(mnemonic(row) + " " + Spelling.list(operands)).at(width);
  }

  private void agrees(int atLeast) throws Exception {
    assertThat(both.size()).isGreaterThanOrEqualTo(atLeast);
    assertThat(both.firstDifference()).isEmpty();
  }

  private interface Use {
    void accept(Vec d, Vec a, Operand b);
  }

  private static void registers(Use use) {
    for (int low : new int[] {1, 9}) {
      for (Vec v : V0_TO_15) {
        use.accept(v, Vec.of(low), Vec.of(low + 1));
        use.accept(Vec.of(low), v, Vec.of(low + 1));
        use.accept(Vec.of(low), Vec.of(low + 1), v);
      }
    }
  }

  private static void addresses(Use use) {
    int k = 0;
    for (Memory m : Spelling.ADDRESSES) {
      use.accept(Vec.of(k & 15), Vec.of(5 * k + 3 & 15), m);
      k++;
    }
  }

  private static void operands(Use use) {
    registers(use);
    addresses(use);
  }

  @ParameterizedTest
  @EnumSource(names = {"XMM", "YMM"})
  void binary(Width w) throws Exception {
    for (Binary row : Binary.values()) {
      operands((d, a, b) ->
          expect(w, row, destination(row, w, d), first(row, w, a), last(row, w, b))
              .op(row, d, a, b));
    }
    agrees(300 * Binary.values().length);
  }

  @ParameterizedTest
  @EnumSource(names = {"XMM", "YMM"})
  void unary(Width w) throws Exception {
    for (Unary row : Unary.values()) {
      // a move between registers has two encodings: ask for the one that loads
      String form = row == Unary.VMOVAPS || row == Unary.VMOVAPD ? "{load} " : "";
      operands((d, a, b) ->
          both.expect(
                  form
                      + mnemonic(row)
                      + " "
                      + Spelling.list(destination(row, w, d), last(row, w, b)))
              .at(w)
              .op(row, d, b));
    }
    agrees(300 * Unary.values().length);
  }

  @ParameterizedTest
  @EnumSource(names = {"XMM", "YMM"})
  void shuffles(Width w) throws Exception {
    for (BinaryImmediate row : BinaryImmediate.values()) {
      operands((d, a, b) -> {
        int imm = row.name().startsWith("VINSERT") ? both.size() & 1 : both.size() & 255;
        expect(w, row, destination(row, w, d), first(row, w, a), last(row, w, b), imm)
            .op(row, d, a, b, imm);
      });
    }
    for (UnaryImmediate row : UnaryImmediate.values()) {
      operands((d, a, b) -> {
        int imm = both.size() & 255;
        expect(w, row, destination(row, w, d), last(row, w, b), imm).op(row, d, b, imm);
      });
    }
    agrees(3000);
  }

  @ParameterizedTest
  @EnumSource(names = {"XMM", "YMM"})
  void comparisons(Width w) throws Exception {
    for (Predicate p : Predicate.values()) {
      for (Compare row : Compare.values()) {
        operands((d, a, b) ->
            both.expect(
                    Spelling.comparison(row, p)
                        + " "
                        + Spelling.list(first(row, w, d), first(row, w, a), last(row, w, b)))
                .at(w)
                .op(row, d, a, b, p));
      }
    }
    agrees(3000);
  }

  @ParameterizedTest
  @EnumSource(names = {"XMM", "YMM"})
  void roundingAndSelection(Width w) throws Exception {
    for (Rounding r : Rounding.values()) {
      for (Round row : Round.values()) {
        operands((d, a, b) ->
            expect(w, row, first(row, w, d), last(row, w, b), Spelling.immediate(r))
                .op(row, d, b, r));
      }
    }
    for (Select row : Select.values()) {
      for (Vec mask : V0_TO_15) {
        operands((d, a, b) ->
            expect(w, row, first(row, w, d), first(row, w, a), last(row, w, b), first(row, w, mask))
                .op(row, d, a, b, mask));
      }
    }
    agrees(3000);
  }

  @ParameterizedTest
  @EnumSource(names = {"XMM", "YMM"})
  void shifts(Width w) throws Exception {
    for (Shift row : Shift.values()) {
      for (int count : new int[] {0, 1, 9, 23, 31, 32, 63, 64, 255}) {
        registers((d, a, b) ->
            expect(w, row, first(row, w, d), first(row, w, a), count).op(row, d, a, count));
      }
    }
    agrees(1000);
  }

  @ParameterizedTest
  @EnumSource(names = {"XMM", "YMM"})
  void loadsAndStores(Width w) throws Exception {
    for (Move row : Move.values()) {
      for (Vec v : V0_TO_15) {
        for (Memory m : Spelling.ADDRESSES) {
          expect(w, row, first(row, w, v), Spelling.address(m)).load(row, v, m);
          expect(w, row, Spelling.address(m), first(row, w, v)).store(row, m, v);
        }
      }
    }
    for (Extract row : Extract.values()) {
      operands((d, a, b) -> {
        String to = b instanceof Memory m ? Spelling.address(m) : register(Width.XMM, (Vec) b);
        int half = both.size() & 1;
        expect(w, row, to, register(Width.YMM, a), half).op(row, b, a, half);
      });
    }
    agrees(10_000);
  }

  @ParameterizedTest
  @EnumSource(names = {"XMM", "YMM"})
  void betweenVectorAndGeneralRegisters(Width w) throws Exception {
    for (Register r : Register.values()) {
      for (Vec v : V0_TO_15) {
        expect(w, Transfer.VMOVD, register(Width.XMM, v), Spelling.register32(r))
            .op(Transfer.VMOVD, v, r);
        expect(w, Transfer.VMOVD, Spelling.register32(r), register(Width.XMM, v))
            .op(Transfer.VMOVD, r, v);
        expect(w, Transfer.VMOVQ, register(Width.XMM, v), register(r)).op(Transfer.VMOVQ, v, r);
        expect(w, Transfer.VMOVQ, register(r), register(Width.XMM, v)).op(Transfer.VMOVQ, r, v);
        for (MoveMask row : MoveMask.values()) {
          expect(w, row, Spelling.register32(r), register(w, v)).op(row, r, v);
        }
      }
    }
    agrees(16 * 16 * 6);
  }

  /// The comparison bites: a row with one wrong column is found, whichever column it is.
  @ParameterizedTest
  @EnumSource
  void aWrongRowIsFound(Broken broken) throws Exception {
    both.expect("vaddps ymm1, ymm2, ymm3").op(Binary.VADDPS, Vec.V1, Vec.V2, Vec.V3);
    var ours = both.expect("vaddps ymm4, ymm5, ymm6");
    Vex.encode(ours.out, broken.row, Width.YMM, 4, 5, Vec.V6);
    assertThat(both.firstDifference())
        .hasValueSatisfying(s -> assertThat(s).startsWith("vaddps ymm4, ymm5, ymm6: ours c"));
  }

  @SuppressWarnings("ImmutableEnumChecker") // a row is a record of enums and numbers
  enum Broken {
    MAP(new Opcode(Opcode.Map.M0F38, Opcode.Prefix.NP, 0x58, 0, Opcode.Length.WIDE, Opcode.Wide.S)),
    PREFIX(
        new Opcode(Opcode.Map.M0F, Opcode.Prefix.P66, 0x58, 0, Opcode.Length.WIDE, Opcode.Wide.S)),
    CODE(new Opcode(Opcode.Map.M0F, Opcode.Prefix.NP, 0x59, 0, Opcode.Length.WIDE, Opcode.Wide.S)),
    W(new Opcode(Opcode.Map.M0F, Opcode.Prefix.NP, 0x58, 1, Opcode.Length.WIDE, Opcode.Wide.S)),
    LENGTH(
        new Opcode(Opcode.Map.M0F, Opcode.Prefix.NP, 0x58, 0, Opcode.Length.L128, Opcode.Wide.S));

    private final Opcode row;

    Broken(Opcode row) {
      this.row = row;
    }
  }
}
