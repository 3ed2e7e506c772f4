package org.ebm4j.kernels.x86;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ebm4j.kernels.asm.Assembler;
import org.ebm4j.kernels.asm.Condition;
import org.ebm4j.kernels.asm.General;
import org.ebm4j.kernels.asm.Label;
import org.ebm4j.kernels.asm.Memory;
import org.ebm4j.kernels.asm.Register;
import org.jspecify.annotations.Nullable;

/// Loops, and the offsets that walk with them.
///
/// Accesses that move alike share one offset: it is 0 before the first loop and every loop adds its
/// stride after each turn. An offset lives in a register, or on the stack when there are more
/// offsets than registers.
final class Offsets {
  /// Taken for offsets on the stack and never given out.
  private static final Register SPARE = Register.RAX;

  private final Assembler a;
  private final Frame frame;
  private final Map<List<Integer>, Offset> offsets = new HashMap<>();
  private final List<Offset> ordered = new ArrayList<>();
  private final List<Register> taken = new ArrayList<>();
  private int wordsTaken;

  Offsets(Emission emission) {
    this.a = emission.a();
    this.frame = emission.frame();
  }

  /// One way to move: bytes added by each loop.
  private static final class Offset {
    private final List<Integer> strides;
    private @Nullable Register register;
    private int word;

    private Offset(List<Integer> strides) {
      this.strides = strides;
    }

    private boolean stands() {
      return strides.stream().allMatch(stride -> stride == 0);
    }
  }

  /// Announces an access before the loops begin.
  ///
  /// @param strides bytes that each loop adds to it
  void announce(List<Integer> strides) {
    offsets.computeIfAbsent(
        List.copyOf(strides),
        key -> {
          Offset offset = new Offset(key);
          ordered.add(offset);
          return offset;
        });
  }

  /// Assigns registers, keeping {@code reserve} for counters, and sets all offsets to 0.
  void begin(int reserve) {
    for (Offset offset : ordered) {
      if (offset.stands()) {
        continue;
      }
      if (frame.available() > reserve) {
        Register register = frame.take();
        taken.add(register);
        offset.register = register;
        a.op(General.Arithmetic.XOR, register, register);
      } else {
        offset.word = frame.takeWord();
        wordsTaken++;
        a.op(General.Arithmetic.AND, frame.word(offset.word), 0);
      }
    }
  }

  /// Begins at a later turn of the first loop, whose number lies in memory.
  void from(Memory first) {
    for (Offset offset : ordered) {
      int stride = offset.strides.getFirst();
      if (stride != 0) {
        Register register = offset.register == null ? SPARE : offset.register;
        a.mov(register, first);
        a.imul(register, register, stride);
        if (offset.register == null) {
          a.mov(frame.word(offset.word), SPARE);
        }
      }
    }
  }

  void end() {
    for (int i = taken.size() - 1; i >= 0; i--) {
      frame.release(taken.get(i));
    }
    frame.releaseWords(wordsTaken);
  }

  /// The address `base + displacement`, moved along.
  Memory at(Register base, int displacement, List<Integer> strides) {
    Offset offset = offsets.get(strides);
    if (offset == null) {
      throw new IllegalStateException("an access was not announced: " + strides);
    }
    if (offset.stands()) {
      return Memory.at(base, displacement);
    }
    if (offset.register != null) {
      return Memory.at(base, offset.register, 1, displacement);
    }
    a.mov(SPARE, frame.word(offset.word));
    return Memory.at(base, SPARE, 1, displacement);
  }

  /// Runs a loop.
  ///
  /// @param loop its number, which says what is added to the offsets after every turn
  /// @param turns how often; 0 emits nothing
  /// @param times strides taken at once by each turn, such as the lanes of a register
  void loop(int loop, int turns, int times, Runnable body) {
    loop(loop, turns, times, true, body);
  }

  /// @param rewind whether the offsets must return to where they were
  void loop(int loop, int turns, int times, boolean rewind, Runnable body) {
    if (turns == 0) {
      return;
    }
    if (turns == 1) {
      body.run();
      if (!rewind) {
        add(loop, times);
      }
      return;
    }
    Register counter = frame.tryTake();
    int word = counter == null ? frame.takeWord() : 0;
    if (counter != null) {
      a.mov(counter, turns);
    } else {
      a.mov(SPARE, turns);
      a.mov(frame.word(word), SPARE);
    }
    Label top = a.label();
    a.bind(top);
    body.run();
    add(loop, times);
    if (counter != null) {
      a.op(General.InPlace.DEC, counter);
    } else {
      a.op(General.Arithmetic.SUB, frame.word(word), 1);
    }
    a.jump(Condition.NOT_ZERO, top);
    if (counter != null) {
      frame.release(counter);
    } else {
      frame.releaseWords(1);
    }
    if (rewind) {
      add(loop, -times * turns);
    }
  }

  /// Moves all offsets by so many turns of a loop.
  void add(int loop, int turns) {
    for (Offset offset : ordered) {
      int bytes = Math.multiplyExact(offset.strides.get(loop), turns);
      if (bytes == 0) {
        continue;
      }
      if (offset.register != null) {
        a.op(General.Arithmetic.ADD, offset.register, bytes);
      } else {
        a.op(General.Arithmetic.ADD, frame.word(offset.word), bytes);
      }
    }
  }
}
