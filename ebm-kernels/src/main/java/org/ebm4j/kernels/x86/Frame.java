package org.ebm4j.kernels.x86;

import java.util.ArrayDeque;
import java.util.Deque;
import org.ebm4j.kernels.asm.Assembler;
import org.ebm4j.kernels.asm.General;
import org.ebm4j.kernels.asm.Memory;
import org.ebm4j.kernels.asm.Register;
import org.jspecify.annotations.Nullable;

/// The registers and the stack of one function.
///
///     [rsp + 0 …)     words: what was passed, and counters
///     [rsp + 512 …)   rows as long as a vector: values set aside
///
/// Calling convention: [System V AMD64 ABI, §3.2]: rbx, rbp, r12–r15, MXCSR's control bits are kept.
final class Frame {
  static final Register SHARED = Register.RDI;
  static final Register CHAIN = Register.RSI;
  static final Register SCRATCH = Register.RDX;

  /// Words of the stack with a fixed meaning.
  static final int CHAINS_START = 0;

  static final int CONTROL = 1;
  static final int UNIT = 2;
  static final int UNITS_LEFT = 3;
  static final int STEP = 4;
  static final int STEPS_LEFT = 5;
  static final int PARTIAL = 6;

  /// Where the numbers of a chunk's first tile are.
  static final int CHUNK_START = 7;

  /// Tiles of the chunk, or in a contraction of all chains, that hold 32.
  static final int CHUNK_FULL = 8;

  /// Chains of its last tile if that holds fewer, else 0.
  static final int CHUNK_PART = 9;

  /// Which of the chains that are walked side by side, in bytes of vectors.
  static final int MEMBER = 10;

  private static final int MXCSR = 11;
  private static final int MXCSR_OWN = 12;
  private static final int FIRST_FREE = 13;

  private static final int WORDS = 64;
  private static final int ROWS = 2000;
  private static final Register[] SAVED = {
    Register.RBX, Register.RBP, Register.R12, Register.R13, Register.R14, Register.R15
  };
  private static final Register[] FREE = {
    Register.R8,
    Register.R9,
    Register.R10,
    Register.R11,
    Register.RBX,
    Register.RBP,
    Register.R12,
    Register.R13,
    Register.R14,
    Register.R15
  };

  private final Assembler a;
  private final boolean flush;
  private final int rowBytes;
  private final int bytes;
  private final Deque<Register> free = new ArrayDeque<>();
  private int words = FIRST_FREE;
  private int rows;

  /// @param flush whether denormal numbers count as zero
  /// @param rowBytes of a vector register
  Frame(Assembler a, boolean flush, int rowBytes) {
    this.a = a;
    this.flush = flush;
    this.rowBytes = rowBytes;
    this.bytes = 8 * WORDS + rowBytes * ROWS;
    for (Register register : FREE) {
      free.addLast(register);
    }
  }

  /// Saves what the caller keeps and makes room.
  void enter() {
    for (Register register : SAVED) {
      a.push(register);
    }
    a.mov(Register.RAX, Register.RSP);
    a.op(General.Arithmetic.SUB, Register.RSP, bytes + 8);
    a.op(General.Arithmetic.AND, Register.RSP, -64);
    a.mov(Memory.at(Register.RSP, bytes), Register.RAX);
    a.op(General.OnMemory.STMXCSR, word(MXCSR));
    a.mov32(
        word(MXCSR_OWN),
        flush ? 0x9FC0 : 0x1F80); // nearest, all exceptions masked; flush and denormals-are-zero
    a.op(General.OnMemory.LDMXCSR, word(MXCSR_OWN));
  }

  /// Restores and returns.
  void leave() {
    a.op(General.OnMemory.LDMXCSR, word(MXCSR));
    a.op(General.Plain.VZEROUPPER);
    a.mov(Register.RSP, Memory.at(Register.RSP, bytes));
    for (int i = SAVED.length - 1; i >= 0; i--) {
      a.pop(SAVED[i]);
    }
    a.op(General.Plain.RET);
  }

  Memory word(int index) {
    return Memory.at(Register.RSP, 8 * index);
  }

  /// A word of the stack until {@link #releaseWords}.
  int takeWord() {
    if (words == WORDS) {
      throw new IllegalStateException(
          "a kernel needs more than " + (WORDS - FIRST_FREE) + " counters");
    }
    return words++;
  }

  /// Gives back the words taken last.
  void releaseWords(int count) {
    words -= count;
  }

  /// A row of the stack until {@link #releaseRows}.
  Memory takeRow() {
    if (rows == ROWS) {
      throw new IllegalStateException("a kernel sets aside more than " + ROWS + " values");
    }
    return Memory.at(Register.RSP, 8 * WORDS + rowBytes * rows++);
  }

  int rowsTaken() {
    return rows;
  }

  /// Gives back all rows taken since there were {@code count}.
  void releaseRows(int count) {
    rows = count;
  }

  /// A free register, or null when all are in use.
  @Nullable Register tryTake() {
    return free.pollFirst();
  }

  Register take() {
    Register register = free.pollFirst();
    if (register == null) {
      throw new IllegalStateException("a kernel needs more than " + FREE.length + " registers");
    }
    return register;
  }

  void release(Register register) {
    free.addFirst(register);
  }

  int available() {
    return free.size();
  }
}
