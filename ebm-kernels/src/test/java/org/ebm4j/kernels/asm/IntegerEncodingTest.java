package org.ebm4j.kernels.asm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ebm4j.kernels.asm.Spelling.address;
import static org.ebm4j.kernels.asm.Spelling.mnemonic;
import static org.ebm4j.kernels.asm.Spelling.register;
import static org.ebm4j.kernels.asm.Spelling.register32;

import java.util.List;
import org.ebm4j.kernels.asm.General.Arithmetic;
import org.ebm4j.kernels.asm.General.InPlace;
import org.ebm4j.kernels.asm.General.OnMemory;
import org.ebm4j.kernels.asm.General.Plain;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Integer instructions, every register and every kind of address: the bytes are binutils' bytes.
final class IntegerEncodingTest {
  private static final int[] VALUES = {
    0, 1, -1, 127, 128, -128, -129, 0x12345678, Integer.MIN_VALUE
  };
  private static final List<String> CONDITIONS =
      List.of(
          "o", "no", "b", "ae", "e", "ne", "be", "a", "s", "ns", "p", "np", "l", "ge", "le", "g");

  private final ReferenceAssembler both = new ReferenceAssembler(Width.YMM);

  @BeforeAll
  static void needsBinutils() {
    ReferenceAssembler.missing().ifPresent(System.out::println);
    Assumptions.assumeTrue(ReferenceAssembler.missing().isEmpty());
  }

  private Assembler expect(String mnemonic, Object... operands) {
    return both.expect(mnemonic + " " + Spelling.list(operands));
  }

  private void agrees(int atLeast) throws Exception {
    assertThat(both.size()).isGreaterThanOrEqualTo(atLeast);
    assertThat(both.firstDifference()).isEmpty();
  }

  @Test
  void betweenRegisters() throws Exception {
    for (Register d : Register.values()) {
      for (Register s : Register.values()) {
        String both64 = register(d) + ", " + register(s);
        expect("mov", both64).mov(d, s);
        expect("mov", register32(d), register32(s)).mov32(d, s);
        expect("imul", both64).imul(d, s);
        expect("test", both64).test(d, s);
        for (Arithmetic row : Arithmetic.values()) {
          expect(mnemonic(row), both64).op(row, d, s);
        }
        for (int value : VALUES) {
          expect("imul", both64, value).imul(d, s, value);
        }
      }
    }
    agrees(5000);
  }

  @Test
  void immediatesAndSingleRegisters() throws Exception {
    for (Register d : Register.values()) {
      for (int value : VALUES) {
        for (Arithmetic row : Arithmetic.values()) {
          expect(mnemonic(row), register(d), value).op(row, d, value);
        }
        expect("mov", value >= 0 ? register32(d) : register(d), value).mov(d, value);
      }
      expect("mov", register32(d), 0xFFFFFFFFL).mov(d, 0xFFFFFFFFL);
      for (long value :
          new long[] {0x100000000L, Long.MIN_VALUE, 0x123456789ABCDEFL, -0x80000001L}) {
        expect("movabs", register(d), value).mov(d, value);
      }
      for (InPlace row : InPlace.values()) {
        expect(mnemonic(row), register(d)).op(row, d);
      }
      for (General.Shift row : General.Shift.values()) {
        for (int count : new int[] {1, 2, 31, 32, 63}) {
          expect(mnemonic(row), register(d), count).op(row, d, count);
        }
      }
      expect("push", register(d)).push(d);
      expect("pop", register(d)).pop(d);
      expect("call", register(d)).call(d);
    }
    agrees(1500);
  }

  @Test
  void memory() throws Exception {
    for (Memory m : Spelling.ADDRESSES) {
      for (Register r : Register.values()) {
        expect("mov", register(r), address(m)).mov(r, m);
        expect("mov", address(m), register(r)).mov(m, r);
        expect("mov", register32(r), address(m)).mov32(r, m);
        expect("mov", address(m), register32(r)).mov32(m, r);
        expect("movsxd", register(r), "DWORD PTR " + address(m)).movsxd(r, m);
        expect("lea", register(r), address(m)).lea(r, m);
        for (Arithmetic row : Arithmetic.values()) {
          expect(mnemonic(row), register(r), address(m)).op(row, r, m);
          expect(mnemonic(row), address(m), register(r)).op(row, m, r);
        }
      }
      for (int value : VALUES) {
        expect("mov", "DWORD PTR " + address(m), value).mov32(m, value);
        for (Arithmetic row : Arithmetic.values()) {
          expect(mnemonic(row), "QWORD PTR " + address(m), value).op(row, m, value);
        }
      }
      for (OnMemory row : OnMemory.values()) {
        expect(mnemonic(row), address(m)).op(row, m);
      }
    }
    agrees(30_000);
  }

  @Test
  void jumps() throws Exception {
    var a = both.expect("back: int3");
    Label back = a.label();
    Label ahead = a.label();
    a.bind(back).op(Plain.INT3);
    for (Condition condition : Condition.values()) {
      String j = "{disp32} j" + CONDITIONS.get(condition.number());
      expect(j, "back").jump(condition, back);
      expect(j, "ahead").jump(condition, ahead);
    }
    expect("{disp32} jmp", "back").jump(back);
    expect("{disp32} jmp", "ahead").jump(ahead);
    both.expect("ahead: ret").bind(ahead).op(Plain.RET);
    agrees(36);
  }

  @Test
  void withoutOperands() throws Exception {
    for (Plain row : Plain.values()) {
      both.expect(mnemonic(row)).op(row);
    }
    agrees(5);
  }

  @Test
  void nothing() throws Exception {
    String[] spelled = {
      "nop",
      "data16 nop",
      "nop DWORD PTR [rax]",
      ".byte 0x0f, 0x1f, 0x40, 0x00",
      "{disp8} nop DWORD PTR [rax+rax*1+0x0]",
      "{disp8} nop WORD PTR [rax+rax*1+0x0]",
      "{disp32} nop DWORD PTR [rax+0x0]",
      "{disp32} nop DWORD PTR [rax+rax*1+0x0]",
      "{disp32} nop WORD PTR [rax+rax*1+0x0]"
    };
    for (int n = 1; n <= 9; n++) {
      Rex.nothing(both.expect(spelled[n - 1]).out, n);
    }
    agrees(9);
  }
}
