package org.ebm4j.kernels.asm;

/// Collects the machine code of one function.
///
/// ```java
/// var a = new Assembler(Width.YMM);
/// Label top = a.label();
/// a.bind(top)
///     .load(VMOVUPS, V0, Memory.at(RSI, 0))
///     .op(VADDPS, V0, V0, Memory.at(RDI, 0))
///     .store(VMOVUPS, Memory.at(RSI, 0), V0)
///     .op(ADD, RSI, 32)
///     .op(DEC, RCX)
///     .jump(Condition.NOT_ZERO, top)
///     .op(RET);
/// byte[] code = a.code();
/// ```
///
/// Methods append, and return this assembler. Operands stand in the manual's order, destination
/// first. An operand the processor cannot encode is an IllegalArgumentException that names it, and
/// nothing is appended.
public final class Assembler extends IntegerAssembler {
  /// Says that the code from `position` on, up to the next mark, was asked for by `name`.
  ///
  /// @param position offset in bytes from the start of the code
  /// @param name who asked: a term, a loop, a step of the solver
  public record Mark(int position, String name) {}

  private final Width width;
  private final boolean evex;

  /// An empty program whose vector instructions work on `width`. One begun with 512 bits may use
  /// EVEX throughout, so registers 16 to 31 also where it is narrower; others never do, and run on
  /// processors without AVX-512.
  public Assembler(Width width) {
    this.width = width;
    this.evex = width == Width.ZMM;
  }

  private Assembler(Assembler same, Width width) {
    super(same);
    if (width == Width.ZMM && !same.evex) {
      throw new IllegalArgumentException(
          "512 bits were asked for in a program begun with "
              + same.width.bits()
              + "; begin with 512");
    }
    this.width = width;
    this.evex = same.evex;
  }

  /// The same program, continued with vector instructions of another width (say 128 bits, to add up
  /// the lanes of one register).
  public Assembler at(Width other) {
    return new Assembler(this, other);
  }

  /// The width vector instructions have here.
  public Width width() {
    return width;
  }

  /// d = a ∘ b.
  public Assembler op(Binary row, Vec d, Vec a, Operand b) {
    encode(row.opcode(), d.number(), a.number(), b);
    return this;
  }

  /// d = a ∘ one number of memory, the same for every lane; EVEX alone has this form.
  public Assembler broadcast(Binary row, Vec d, Vec a, Memory one) {
    if (!evex) {
      throw new IllegalArgumentException(
          "one number of memory for all lanes was asked for in a program begun with "
              + width.bits()
              + " bits; begin with 512");
    }
    Evex.broadcast(out, row.opcode(), width, d.number(), a.number(), one);
    return this;
  }

  /// d = ∘ b.
  public Assembler op(Unary row, Vec d, Operand b) {
    encode(row.opcode(), d.number(), 0, b);
    return this;
  }

  /// d = lanes of a and b picked by the immediate, 0–255.
  public Assembler op(Instruction.BinaryImmediate row, Vec d, Vec a, Operand b, int immediate) {
    check("immediate", immediate, 255);
    encode(row.opcode(), d.number(), a.number(), b);
    out.int8(immediate);
    return this;
  }

  /// d = lanes of b picked by the immediate, 0–255.
  public Assembler op(Instruction.UnaryImmediate row, Vec d, Operand b, int immediate) {
    check("immediate", immediate, 255);
    encode(row.opcode(), d.number(), 0, b);
    out.int8(immediate);
    return this;
  }

  /// d = all ones in the lanes where a ∘ b holds, else zeros.
  public Assembler op(Instruction.Compare row, Vec d, Vec a, Operand b, Predicate predicate) {
    encode(row.opcode(), d.number(), a.number(), b);
    out.int8(predicate.immediate());
    return this;
  }

  /// d = b rounded.
  public Assembler op(Instruction.Round row, Vec d, Operand b, Rounding rounding) {
    encode(row.opcode(), d.number(), 0, b);
    out.int8(rounding.immediate());
    return this;
  }

  /// d = mask < 0 ? b : a, by lane.
  public Assembler op(Instruction.Select row, Vec d, Vec a, Operand b, Vec mask) {
    check("mask register", mask.number(), 15);
    encode(row.opcode(), d.number(), a.number(), b);
    out.int8(mask.number() << 4);
    return this;
  }

  /// d = a shifted by `count` bits, 0–255; counts past the lane's end give zeros, or sign bits.
  public Assembler op(Instruction.Shift row, Vec d, Vec a, int count) {
    check("shift", count, 255);
    registers(row.opcode(), row.digit(), d.number(), a.number());
    out.int8(count);
    return this;
  }

  /// d = half 0 or 1 of s.
  public Assembler op(Instruction.Extract row, Operand d, Vec s, int half) {
    check("half", half, 1);
    encode(row.opcode(), s.number(), 0, d);
    out.int8(half);
    return this;
  }

  /// d = the sign bits of s.
  public Assembler op(Instruction.MoveMask row, Register d, Vec s) {
    registers(row.opcode(), d.number(), 0, s.number());
    return this;
  }

  /// Lane 0 of d = s.
  public Assembler op(Instruction.Transfer row, Vec d, Register s) {
    registers(row.opcode(), d.number(), 0, s.number());
    return this;
  }

  /// d = lane 0 of s.
  public Assembler op(Instruction.Transfer row, Register d, Vec s) {
    registers(row.fromVector(), s.number(), 0, d.number());
    return this;
  }

  /// d = memory.
  public Assembler load(Instruction.Move row, Vec d, Memory from) {
    encode(row.opcode(), d.number(), 0, from);
    return this;
  }

  /// memory = s.
  public Assembler store(Instruction.Move row, Memory to, Vec s) {
    encode(row.store(), s.number(), 0, to);
    return this;
  }

  /// d = memory where the mask is set, else 0.
  public Assembler load(Instruction.MaskedMove row, Vec d, Vec mask, Memory from) {
    encode(row.opcode(), d.number(), mask.number(), from);
    return this;
  }

  /// memory = s where the mask is set.
  public Assembler store(Instruction.MaskedMove row, Memory to, Vec mask, Vec s) {
    encode(row.store(), s.number(), mask.number(), to);
    return this;
  }

  // Masks

  /// mask = the lanes where a ∘ b holds.
  public Assembler op(Masked.Compare row, Mask d, Vec a, Operand b, Predicate predicate) {
    Evex.encode(out, row.opcode(), width, d.number(), a.number(), b, Mask.K0, false);
    out.int8(predicate.immediate());
    return this;
  }

  /// d = b in the lanes of the mask, a in the others.
  public Assembler op(Masked.Blend row, Vec d, Mask mask, Vec a, Operand b) {
    Evex.encode(out, row.opcode(), width, d.number(), a.number(), b, mask, false);
    return this;
  }

  /// Every bit of d = bit 4·d + 2·a + b of the table; this form reads what it writes.
  public Assembler op(Masked.Ternary row, Vec d, Vec a, Operand b, int table) {
    check("table", table, 255);
    Evex.encode(out, row.opcode(), width, d.number(), a.number(), b, Mask.K0, false);
    out.int8(table);
    return this;
  }

  /// d = all ones in the lanes of the mask, zeros in the others.
  public Assembler op(Masked.Spread row, Vec d, Mask mask) {
    Width own = row.opcode().length().in(width);
    Evex.registers(out, row.opcode(), own, d.number(), 0, mask.number(), 0, false);
    return this;
  }

  /// mask = the lanes whose sign bit is set.
  public Assembler op(Masked.Gather row, Mask d, Vec s) {
    Evex.encode(out, row.opcode(), width, d.number(), 0, s, Mask.K0, false);
    return this;
  }

  /// d = the lanes of the mask from memory or a register, zeros in the others; nothing outside them
  /// is read.
  public Assembler load(Instruction.Move row, Vec d, Mask mask, Operand from) {
    Evex.encode(out, row.opcode(), width, d.number(), 0, from, mask, true);
    return this;
  }

  /// The lanes of the mask to memory; nothing outside them is written.
  public Assembler store(Instruction.Move row, Memory to, Mask mask, Vec s) {
    Evex.encode(out, row.store(), width, s.number(), 0, to, mask, false);
    return this;
  }

  /// d = half 0 or 1 of 512 bits.
  public Assembler op(Masked.Extract row, Operand d, Vec s, int half) {
    check("half", half, 1);
    Evex.encode(out, row.opcode(), Width.ZMM, s.number(), 0, d, Mask.K0, false);
    out.int8(half);
    return this;
  }

  /// mask = the low bits of a register.
  public Assembler mov(Mask d, Register s) {
    Vex.registers(out, Masked.KMOVW, Width.XMM, d.number(), 0, s.number());
    return this;
  }

  private void encode(Opcode opcode, int reg, int v, Operand rm) {
    int highest = Math.max(reg, v);
    if (rm instanceof Vec vec) {
      highest = Math.max(highest, vec.number());
    }
    if (evex && Evex.isNeeded(opcode, width, highest)) {
      Evex.encode(out, opcode, width, reg, v, rm, Mask.K0, false);
    } else {
      Vex.encode(out, opcode, width, reg, v, rm);
    }
  }

  private void registers(Opcode opcode, int reg, int v, int rm) {
    if (evex && Evex.isNeeded(opcode, width, Math.max(v, Math.max(reg, rm)))) {
      Evex.registers(out, opcode, opcode.length().in(width), reg, v, rm, 0, false);
    } else {
      Vex.registers(out, opcode, width, reg, v, rm);
    }
  }
}
