package org.ebm4j.kernels.asm;

import static org.ebm4j.kernels.asm.General.Arithmetic.ADD;
import static org.ebm4j.kernels.asm.General.Arithmetic.SUB;
import static org.ebm4j.kernels.asm.General.OnMemory.LDMXCSR;
import static org.ebm4j.kernels.asm.General.OnMemory.STMXCSR;
import static org.ebm4j.kernels.asm.General.Plain.RET;
import static org.ebm4j.kernels.asm.General.Plain.VZEROUPPER;
import static org.ebm4j.kernels.asm.Register.R12;
import static org.ebm4j.kernels.asm.Register.R13;
import static org.ebm4j.kernels.asm.Register.R14;
import static org.ebm4j.kernels.asm.Register.R15;
import static org.ebm4j.kernels.asm.Register.RBP;
import static org.ebm4j.kernels.asm.Register.RBX;
import static org.ebm4j.kernels.asm.Register.RSP;

/// The beginning and end of a function that keeps the System V promises: rbx, rbp, r12–r15, rsp and
/// MXCSR's control bits are given back as found, rsp is a multiple of 16 inside, and the upper
/// halves of vector registers are clear on return.
///
/// Inside, arithmetic rounds to nearest and traps nothing, whatever the caller had set; denormals
/// are flushed or kept as asked. All registers but rsp may be used. Between [#open] and [#close]
/// pushes and pops must balance.
///
/// ```
/// rsp + 0         the caller's MXCSR
/// rsp + 4         ours
/// rsp + 8 + 8 i   slot i, for the function's own 64-bit numbers
/// ```
///
/// Source: [System V ABI, AMD64 supplement, §3.2; Intel SDM vol. 1, §10.2.3].
public final class Frame {
  /// What happens to numbers too small for their exponent.
  public enum Denormals {
    /// Read and written as zero of the same sign.
    FLUSH(0x9FC0),
    /// Computed with, as IEEE 754 has it.
    KEEP(0x1F80);

    private final int
        control; // MXCSR: all exceptions masked, to nearest; FLUSH adds FTZ, bit 15, and DAZ, bit 6

    Denormals(int control) {
      this.control = control;
    }
  }

  private static final Register[] KEPT = {RBX, RBP, R12, R13, R14, R15};

  private final Assembler a;
  private final int slots;
  private final int bytes;

  private Frame(Assembler a, int slots) {
    this.a = a;
    this.slots = slots;
    bytes =
        8
            + (slots + 1)
                / 2
                * 16; // the return address and six pushes leave rsp 8 short of a multiple of 16
  }

  /// Appends the beginning of a function with `slots` 64-bit slots of its own; changes rsp and the
  /// flags only.
  public static Frame open(Assembler a, Denormals denormals, int slots) {
    var frame = new Frame(a, slots);
    for (Register register : KEPT) {
      a.push(register);
    }
    a.op(SUB, RSP, frame.bytes);
    a.op(STMXCSR, Memory.at(RSP, 0));
    a.mov32(Memory.at(RSP, 4), denormals.control);
    a.op(LDMXCSR, Memory.at(RSP, 4));
    return frame;
  }

  /// Slot `i`, not initialised.
  public Memory slot(int i) {
    IntegerAssembler.check("slot", i, slots - 1);
    return Memory.at(RSP, 8 + 8 * i);
  }

  /// Appends the end of the function; RAX, the result, passes through.
  public void close() {
    a.op(LDMXCSR, Memory.at(RSP, 0));
    a.op(ADD, RSP, bytes);
    for (int i = KEPT.length - 1; i >= 0; i--) {
      a.pop(KEPT[i]);
    }
    a.op(VZEROUPPER).op(RET);
  }
}
