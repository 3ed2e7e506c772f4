package org.ebm4j.kernels.asm;

/// The integer instructions: each enum is the table of one operand form, on 64-bit registers.
public final class General {
  private General() {}

  /// (d, s), (d, 32-bit signed immediate), (d, memory) or (memory, s).
  public enum Arithmetic {
    ADD(0),
    OR(1),
    ADC(2),
    SBB(3),
    AND(4),
    SUB(5),
    XOR(6),
    CMP(7);

    final int digit;

    Arithmetic(int digit) {
      this.digit = digit;
    }
  }

  /// (d): in place.
  public enum InPlace {
    INC(0xFF, 0),
    DEC(0xFF, 1),
    NOT(0xF7, 2),
    NEG(0xF7, 3);

    final int code;
    final int digit;

    InPlace(int code, int digit) {
      this.code = code;
      this.digit = digit;
    }
  }

  /// (d, count 0–63): shifts in place.
  public enum Shift {
    SHL(4),
    SHR(5),
    SAR(7);

    final int digit;

    Shift(int digit) {
      this.digit = digit;
    }
  }

  /// (memory).
  public enum OnMemory {
    /// Sets MXCSR from 32 bits.
    LDMXCSR(0x1AE, 2),
    /// Stores MXCSR, 32 bits.
    STMXCSR(0x1AE, 3),
    /// Asks for the cache line, into all levels.
    PREFETCHT0(0x118, 1);

    final int code;
    final int digit;

    OnMemory(int code, int digit) {
      this.code = code;
      this.digit = digit;
    }
  }

  /// No operands: at most three bytes, first one lowest.
  public enum Plain {
    RET(0xC3),
    INT3(0xCC),
    /// Asks the processor about itself: question in EAX and ECX, answer in EAX, EBX, ECX, EDX.
    CPUID(0xA20F),
    /// EDX:EAX = the extended control register numbered by ECX.
    XGETBV(0xD0010F),
    /// Clears the bits above 128 of all vector registers, so that code in the old encoding does not
    /// stall on them.
    VZEROUPPER(0x77F8C5);

    final int bytes;

    Plain(int bytes) {
      this.bytes = bytes;
    }
  }
}
