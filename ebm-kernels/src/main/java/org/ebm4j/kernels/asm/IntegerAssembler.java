package org.ebm4j.kernels.asm;

import java.util.ArrayList;
import java.util.List;

/// The half of the assembler below the vector instructions: places in the code, 64-bit integers,
/// jumps.
abstract sealed class IntegerAssembler permits Assembler {
  final Bytes out;
  private final List<Label> labels;
  private final List<Assembler.Mark> marks;

  IntegerAssembler() {
    out = new Bytes();
    labels = new ArrayList<>();
    marks = new ArrayList<>();
  }

  /// Continues the program of another.
  IntegerAssembler(IntegerAssembler same) {
    out = same.out;
    labels = same.labels;
    marks = same.marks;
  }

  private Assembler self() {
    return (Assembler) this;
  }

  // Places

  /// The code so far; an IllegalStateException when a label was never bound.
  public byte[] code() {
    for (int i = 0; i < labels.size(); i++) {
      if (!labels.get(i).isBound()) {
        throw new IllegalStateException(
            "code: label %d of %d is not bound; bind it before asking for the code"
                .formatted(i + 1, labels.size()));
      }
    }
    return out.copy();
  }

  /// Bytes so far: the offset of the next instruction.
  public int position() {
    return out.size();
  }

  /// A new label, not yet bound.
  public Label label() {
    var label = new Label(out);
    labels.add(label);
    return label;
  }

  /// Binds `label` to this position; an IllegalStateException the second time.
  public Assembler bind(Label label) {
    label.bind(out);
    return self();
  }

  /// Notes that `name` asks for the code from here on.
  public Assembler mark(String name) {
    marks.add(new Assembler.Mark(out.size(), name));
    return self();
  }

  /// The marks in order.
  public List<Assembler.Mark> marks() {
    return List.copyOf(marks);
  }

  /// Fills up to a multiple of `bytes` (a power of two) with instructions that do nothing.
  public Assembler align(int bytes) {
    if (Integer.bitCount(bytes) != 1) {
      throw new IllegalArgumentException("align: to a power of two, not to " + bytes);
    }
    Rex.nothing(out, -out.size() & bytes - 1);
    return self();
  }

  // Moves

  /// d = s.
  public Assembler mov(Register d, Register s) {
    Rex.registers(out, 1, 0x89, s.number(), d.number());
    return self();
  }

  /// d = value, in 5, 7 or 10 bytes; the flags stay.
  public Assembler mov(Register d, long value) {
    if (value >>> 32 == 0) {
      Rex.inOpcode(out, 0, 0xB8, d.number()); // 32-bit results clear the upper half
      out.int32((int) value);
    } else if (value == (int) value) {
      Rex.registers(out, 1, 0xC7, 0, d.number());
      out.int32((int) value);
    } else {
      Rex.inOpcode(out, 1, 0xB8, d.number());
      out.int64(value);
    }
    return self();
  }

  /// d = 64 bits from memory.
  public Assembler mov(Register d, Memory s) {
    Rex.memory(out, 1, 0x8B, d.number(), s);
    return self();
  }

  /// 64 bits to memory.
  public Assembler mov(Memory d, Register s) {
    Rex.memory(out, 1, 0x89, s.number(), d);
    return self();
  }

  /// d = 32 bits from memory, zero-extended.
  public Assembler mov32(Register d, Memory s) {
    Rex.memory(out, 0, 0x8B, d.number(), s);
    return self();
  }

  /// The low 32 bits of s to memory.
  public Assembler mov32(Memory d, Register s) {
    Rex.memory(out, 0, 0x89, s.number(), d);
    return self();
  }

  /// The low 32 bits of s to d, zero-extended.
  public Assembler mov32(Register d, Register s) {
    Rex.registers(out, 0, 0x89, s.number(), d.number());
    return self();
  }

  /// 32 bits to memory.
  public Assembler mov32(Memory d, int value) {
    Rex.memory(out, 0, 0xC7, 0, d);
    out.int32(value);
    return self();
  }

  /// d = 32 bits from memory, sign-extended.
  public Assembler movsxd(Register d, Memory s) {
    Rex.memory(out, 1, 0x63, d.number(), s);
    return self();
  }

  /// d = the address itself.
  public Assembler lea(Register d, Memory s) {
    Rex.memory(out, 1, 0x8D, d.number(), s);
    return self();
  }

  /// Pushes 64 bits.
  public Assembler push(Register s) {
    Rex.inOpcode(out, 0, 0x50, s.number());
    return self();
  }

  /// Pops 64 bits.
  public Assembler pop(Register d) {
    Rex.inOpcode(out, 0, 0x58, d.number());
    return self();
  }

  // Arithmetic

  /// d = d ∘ s.
  public Assembler op(General.Arithmetic row, Register d, Register s) {
    Rex.registers(out, 1, row.digit << 3 | 1, s.number(), d.number());
    return self();
  }

  /// d = d ∘ memory.
  public Assembler op(General.Arithmetic row, Register d, Memory s) {
    Rex.memory(out, 1, row.digit << 3 | 3, d.number(), s);
    return self();
  }

  /// memory = memory ∘ s.
  public Assembler op(General.Arithmetic row, Memory d, Register s) {
    Rex.memory(out, 1, row.digit << 3 | 1, s.number(), d);
    return self();
  }

  /// d = d ∘ value, sign-extended.
  public Assembler op(General.Arithmetic row, Register d, int value) {
    boolean small = value == (byte) value;
    if (d == Register.RAX && !small) {
      Rex.inOpcode(out, 1, row.digit << 3 | 5, 0); // RAX has a form of its own, a byte shorter
    } else {
      Rex.registers(out, 1, small ? 0x83 : 0x81, row.digit, d.number());
    }
    return immediate(small, value);
  }

  /// memory (64 bits) = memory ∘ value, sign-extended.
  public Assembler op(General.Arithmetic row, Memory d, int value) {
    boolean small = value == (byte) value;
    Rex.memory(out, 1, small ? 0x83 : 0x81, row.digit, d);
    return immediate(small, value);
  }

  /// d = ∘ d.
  public Assembler op(General.InPlace row, Register d) {
    Rex.registers(out, 1, row.code, row.digit, d.number());
    return self();
  }

  /// d = d shifted by 0–63.
  public Assembler op(General.Shift row, Register d, int count) {
    check("shift", count, 63);
    Rex.registers(out, 1, count == 1 ? 0xD1 : 0xC1, row.digit, d.number());
    if (count != 1) {
      out.int8(count);
    }
    return self();
  }

  /// d = d · s, 64 bits.
  public Assembler imul(Register d, Register s) {
    Rex.registers(out, 1, 0x1AF, d.number(), s.number());
    return self();
  }

  /// d = s · value, 64 bits.
  public Assembler imul(Register d, Register s, int value) {
    boolean small = value == (byte) value;
    Rex.registers(out, 1, small ? 0x6B : 0x69, d.number(), s.number());
    return immediate(small, value);
  }

  /// Flags of a ∧ b.
  public Assembler test(Register a, Register b) {
    Rex.registers(out, 1, 0x85, b.number(), a.number());
    return self();
  }

  // Flow and the rest

  /// Jumps always, with a 32-bit displacement.
  public Assembler jump(Label to) {
    to.sameProgram(out);
    out.int8(0xE9);
    to.refer(out);
    return self();
  }

  /// Jumps when the condition holds, with a 32-bit displacement.
  public Assembler jump(Condition condition, Label to) {
    to.sameProgram(out);
    out.int8(0x0F);
    out.int8(0x80 | condition.number());
    to.refer(out);
    return self();
  }

  /// Calls the function whose address is in a register.
  public Assembler call(Register address) {
    Rex.registers(out, 0, 0xFF, 2, address.number());
    return self();
  }

  /// An instruction on memory alone.
  public Assembler op(General.OnMemory row, Memory m) {
    Rex.memory(out, 0, row.code, row.digit, m);
    return self();
  }

  /// An instruction without operands.
  public Assembler op(General.Plain row) {
    for (int bytes = row.bytes; bytes != 0; bytes >>>= 8) {
      out.int8(bytes);
    }
    return self();
  }

  private Assembler immediate(boolean small, int value) {
    if (small) {
      out.int8(value);
    } else {
      out.int32(value);
    }
    return self();
  }

  /// Refuses a number outside 0–`max` before anything is appended.
  static void check(String what, int value, int max) {
    if (value < 0 || value > max) {
      throw new IllegalArgumentException(
          "%s %d was asked for; it has to be from 0 to %d".formatted(what, value, max));
    }
  }
}
