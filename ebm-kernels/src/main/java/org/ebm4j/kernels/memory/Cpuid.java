package org.ebm4j.kernels.memory;

import static org.ebm4j.kernels.asm.General.Plain.CPUID;
import static org.ebm4j.kernels.asm.General.Plain.RET;
import static org.ebm4j.kernels.asm.General.Plain.XGETBV;
import static org.ebm4j.kernels.asm.Register.R8;
import static org.ebm4j.kernels.asm.Register.R9;
import static org.ebm4j.kernels.asm.Register.RAX;
import static org.ebm4j.kernels.asm.Register.RBX;
import static org.ebm4j.kernels.asm.Register.RCX;
import static org.ebm4j.kernels.asm.Register.RDI;
import static org.ebm4j.kernels.asm.Register.RDX;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.ebm4j.kernels.asm.Assembler;
import org.ebm4j.kernels.asm.Memory;
import org.ebm4j.kernels.asm.Register;
import org.ebm4j.kernels.asm.Width;

/// Asks the processor about itself.
///
/// Source: [Intel SDM vol. 2, CPUID and XGETBV].
interface Cpuid {
  /// What CPUID answers for a leaf and subleaf: EAX, EBX, ECX, EDX.
  int[] leaf(int leaf, int subleaf);

  /// Extended control register 0: the register states that the operating system saves. Faults
  /// unless leaf 1 reports OSXSAVE.
  long xcr0();

  /// `RDI` receives EAX, EBX, ECX, EDX of leaf R8, subleaf R9.
  static byte[] leafCode() {
    var a = new Assembler(Width.XMM);
    a.push(RBX); // CPUID overwrites it and the caller wants it back
    a.mov(RAX, R8).mov(RCX, R9).op(CPUID);
    int at = 0;
    for (Register answer : new Register[] {RAX, RBX, RCX, RDX}) {
      a.mov32(Memory.at(RDI, at), answer);
      at += 4;
    }
    return a.pop(RBX).op(RET).code();
  }

  /// `RDI` receives XCR0.
  static byte[] xcr0Code() {
    var a = new Assembler(Width.XMM);
    a.mov(RCX, 0).op(XGETBV).mov32(Memory.at(RDI, 0), RAX).mov32(Memory.at(RDI, 4), RDX);
    return a.op(RET).code();
  }

  /// This processor, asked by emitted code.
  ///
  /// @param leafFunction loaded [#leafCode]
  /// @param xcr0Function loaded [#xcr0Code]
  /// @param answer 16 bytes
  record Emitted(GeneratedFunction leafFunction, GeneratedFunction xcr0Function, OffHeap answer)
      implements Cpuid {
    @Override
    public int[] leaf(int leaf, int subleaf) {
      leafFunction.invoke(answer, answer, answer, answer, leaf, subleaf);
      return answer.segment().asSlice(0, 16).toArray(ValueLayout.JAVA_INT);
    }

    @Override
    public long xcr0() {
      xcr0Function.invoke(answer, answer, answer, answer, 0, 0);
      MemorySegment segment = answer.segment();
      return segment.get(ValueLayout.JAVA_LONG, 0);
    }
  }
}
