package org.ebm4j.kernels.x86;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.ebm4j.kernels.asm.Memory;
import org.ebm4j.kernels.asm.Operand;
import org.ebm4j.kernels.asm.Vec;
import org.ebm4j.kernels.loop.Code;
import org.jspecify.annotations.Nullable;

/// Which value of a piece of code lies in which vector register, or set aside on the stack, or in
/// the row of its literal.
///
/// Linear scan: a value takes a register when it is computed and gives it back after its last use;
/// when none is free, the value needed last is set aside, or dropped if it is a literal.
///
/// Source: [Poletto & Sarkar 1999, §4; furthest-next-use after Belady 1966].
final class VectorRegisters {
  private final Emission emission;
  private final List<Code> codes;
  private final int[] lastUse;
  private final @Nullable Vec[] register;
  private final @Nullable Vec[] staying;
  private final @Nullable Memory[] place;
  private final int[] owner;
  private final Deque<Vec> free = new ArrayDeque<>();
  private int now;
  private int held = -1; // a value that is being read though all code is emitted

  /// @param from the first register there is to use
  /// @param to registers numbered from here up are left alone
  /// @param kept values that are read after the code, such as what folds gather; −1 for none
  VectorRegisters(Emission emission, List<Code> codes, int from, int to, int[] kept) {
    this.emission = emission;
    this.codes = codes;
    this.lastUse = lastUses(codes, kept);
    this.register = new Vec[codes.size()];
    this.staying = new Vec[codes.size()];
    this.place = new Memory[codes.size()];
    this.owner = new int[emission.registers()];
    Arrays.fill(owner, -1);
    for (int i = from; i < to; i++) {
      free.addLast(Vec.of(i));
    }
  }

  /// As many registers as the code wants: one for each value that is needed later, and one for a
  /// literal that an instruction cannot read where it lies.
  static int wanted(List<Code> codes, int[] kept) {
    int[] last = lastUses(codes, kept);
    int[] ending = new int[codes.size() + 1];
    int living = 0;
    int most = 0;
    for (int i = 0; i < codes.size(); i++) {
      living -= ending[i];
      if (last[i] >= 0 && !(codes.get(i) instanceof Code.Literal)) {
        living++;
        ending[last[i]]++;
      }
      most = Math.max(most, living);
    }
    return Math.max(most, 3) + 1;
  }

  /// For each value the last instruction that reads it; −1 if none does.
  static int[] lastUses(List<Code> codes, int[] kept) {
    int[] last = new int[codes.size()];
    Arrays.fill(last, -1);
    for (int i = 0; i < codes.size(); i++) {
      switch (codes.get(i)) {
        case Code.Apply(_, int x, int y, int z, _) -> {
          for (int operand : new int[] {x, y, z}) {
            if (operand >= 0) {
              last[operand] = i;
            }
          }
        }
        case Code.Store(_, int value) -> last[value] = i;
        case Code.Load _, Code.LoadWord _, Code.Literal _, Code.Folded _ -> {}
      }
    }
    for (int value : kept) {
      if (value >= 0) {
        last[value] = codes.size();
      }
    }
    return last;
  }

  /// The instruction that is being emitted, or the number of instructions when all are.
  void at(int instruction) {
    now = instruction;
  }

  int now() {
    return now;
  }

  boolean isUsed(int value) {
    return lastUse[value] >= 0;
  }

  boolean isInRegister(int value) {
    return register[value] != null || staying[value] != null;
  }

  /// The value lies in a register that is not this code's to give.
  void stays(int value, Vec vector) {
    staying[value] = vector;
  }

  /// The value can be read from memory from now on.
  void place(int value, Memory memory) {
    place[value] = memory;
  }

  void giveBack(Vec vector) {
    free.addFirst(vector);
  }

  boolean diesInRegister(int value) {
    return register[value] != null && lastUse[value] == now && onceIn(value);
  }

  /// Whether the instruction reads the value in one place only, so that it may be overwritten.
  private boolean onceIn(int value) {
    if (codes.get(now) instanceof Code.Apply(_, int x, int y, int z, _)) {
      return (x == value ? 1 : 0) + (y == value ? 1 : 0) + (z == value ? 1 : 0) == 1;
    }
    return true;
  }

  /// The register of a dying operand now holds this instruction's result.
  void become(int dying, Vec vector, int... others) {
    register[dying] = null;
    register[now] = vector;
    owner[vector.number()] = now;
    for (int other : others) {
      if (other != dying) {
        expire(other);
      }
    }
  }

  /// A register for this instruction's result.
  Vec fresh() {
    Vec vector = take();
    register[now] = vector;
    owner[vector.number()] = now;
    return vector;
  }

  void expire(int value) {
    Vec vector = register[value];
    if (vector != null && lastUse[value] <= now) {
      register[value] = null;
      owner[vector.number()] = -1;
      free.addFirst(vector);
    }
  }

  /// The value in a register, loaded if it is not in one.
  Vec vector(int value) {
    Vec vector = staying[value] != null ? staying[value] : register[value];
    if (vector != null) {
      return vector;
    }
    Memory memory = place[value];
    if (memory == null) {
      throw new IllegalStateException("value " + value + " is used before it is computed");
    }
    Vec loaded = take();
    emission.a().load(emission.rows().move, loaded, memory);
    register[value] = loaded;
    owner[loaded.number()] = value;
    return loaded;
  }

  Operand operand(int value) {
    Memory memory = isInRegister(value) ? null : place[value];
    return memory != null ? memory : vector(value);
  }

  /// The value in a register that stays its until another is held.
  Vec hold(int value) {
    Vec vector = vector(value);
    held = value;
    return vector;
  }

  Vec take() {
    Vec vector = free.pollFirst();
    return vector != null ? vector : evict();
  }

  /// Frees the register whose value is needed last, but none that this instruction reads.
  private Vec evict() {
    int victim = -1;
    for (int value : owner) {
      if (value >= 0 && !isOperand(value) && (victim < 0 || lastUse[value] > lastUse[victim])) {
        victim = value;
      }
    }
    Vec vector = victim < 0 ? null : register[victim];
    if (vector == null) {
      throw new IllegalStateException("no vector register can be freed");
    }
    if (place[victim] == null) {
      Memory row = emission.frame().takeRow();
      emission.a().store(emission.rows().move, row, vector);
      place[victim] = row;
    }
    register[victim] = null;
    owner[vector.number()] = -1;
    return vector;
  }

  private boolean isOperand(int value) {
    if (value == now || value == held) {
      return true;
    }
    return switch (now < codes.size() ? codes.get(now) : new Code.Literal(0)) {
      case Code.Apply(_, int x, int y, int z, _) -> value == x || value == y || value == z;
      case Code.Store(_, int stored) -> value == stored;
      case Code.Load _, Code.LoadWord _, Code.Literal _, Code.Folded _ -> false;
    };
  }
}
