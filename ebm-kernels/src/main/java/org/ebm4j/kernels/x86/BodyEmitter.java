package org.ebm4j.kernels.x86;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import org.ebm4j.kernels.asm.Assembler;
import org.ebm4j.kernels.asm.Binary;
import org.ebm4j.kernels.asm.Instruction;
import org.ebm4j.kernels.asm.Memory;
import org.ebm4j.kernels.asm.Operand;
import org.ebm4j.kernels.asm.Rounding;
import org.ebm4j.kernels.asm.Unary;
import org.ebm4j.kernels.asm.Vec;
import org.ebm4j.kernels.loop.Access;
import org.ebm4j.kernels.loop.Code;
import org.jspecify.annotations.Nullable;

/// Straight-line code in vector registers, by linear scan: a value takes a register when it is
/// computed and gives it back after its last use; when none is free, the value needed last is set
/// aside on the stack, or dropped if it is a literal.
///
/// Source: [Poletto & Sarkar 1999, §4; furthest-next-use after Belady 1966].
final class BodyEmitter {
  /// How numbers of this code come from and go to memory.
  interface Port {
    void load(Vec to, Access from);

    void loadWord(Vec to, Access from);

    void store(Access to, Vec value);
  }

  private final Emission emission;
  private final Assembler a;
  private final Rows rows;
  private final List<Code> codes;
  private final Port port;
  private final Function<Integer, Vec> folded;
  private final int[] lastUse;
  private final @Nullable Vec[] register;
  private final @Nullable Memory[] place;
  private final int[] owner = new int[16];
  private final Deque<Vec> free = new ArrayDeque<>();
  private int now;

  /// @param pinned registers this code must leave alone are numbered from here up
  /// @param kept values that are read after the code, such as what folds gather
  BodyEmitter(
      Emission emission,
      List<Code> codes,
      Port port,
      int pinned,
      int[] kept,
      Function<Integer, Vec> folded) {
    this.emission = emission;
    this.a = emission.a();
    this.rows = emission.rows();
    this.codes = codes;
    this.port = port;
    this.folded = folded;
    this.lastUse = lastUses(codes, kept);
    this.register = new Vec[codes.size()];
    this.place = new Memory[codes.size()];
    Arrays.fill(owner, -1);
    for (int i = 0; i < pinned; i++) {
      free.addLast(Vec.of(i));
    }
  }

  private static int[] lastUses(List<Code> codes, int[] kept) {
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

  void emit() {
    for (now = 0; now < codes.size(); now++) {
      switch (codes.get(now)) {
        case Code.Literal(long bits) -> place[now] = emission.constants().row(bits, rows.bytes);
        case Code.Load(var from) -> {
          if (lastUse[now] >= 0) {
            port.load(fresh(), from);
          }
        }
        case Code.LoadWord(var from) -> {
          if (lastUse[now] >= 0) {
            port.loadWord(fresh(), from);
          }
        }
        case Code.Folded(int fold) -> {
          if (lastUse[now] >= 0) {
            a.op(Unary.VMOVAPS, fresh(), folded.apply(fold));
          }
        }
        case Code.Apply apply -> {
          if (lastUse[now] >= 0) {
            apply(apply);
          }
        }
        case Code.Store(var to, int value) -> {
          port.store(to, vector(value));
          expire(value);
        }
      }
    }
    now = codes.size();
  }

  /// After the code: a kept value in a register.
  Vec result(int value) {
    return vector(value);
  }

  /// After the code: a register nobody uses.
  Vec spare() {
    return take();
  }

  void giveBack(Vec vector) {
    free.addFirst(vector);
  }

  // ---- instructions
  // -------------------------------------------------------------------------------------------

  private void apply(Code.Apply apply) {
    int x = apply.a();
    int y = apply.b();
    int z = apply.c();
    switch (apply.primitive()) {
      case ADD -> binary(rows.add, x, y, true);
      case SUB -> binary(rows.sub, x, y, false);
      case MUL -> binary(rows.mul, x, y, true);
      case DIV -> binary(rows.div, x, y, false);
      case MIN -> binary(rows.min, x, y, false);
      case MAX -> binary(rows.max, x, y, false);
      case AND -> binary(Binary.VANDPS, x, y, true);
      case AND_NOT -> binary(Binary.VANDNPS, x, y, false);
      case OR -> binary(Binary.VORPS, x, y, true);
      case XOR -> binary(Binary.VXORPS, x, y, true);
      case INT_ADD -> binary(rows.intAdd, x, y, true);
      case INT_SUB -> binary(rows.intSub, x, y, false);
      case SQRT -> unary(rows.sqrt, x);
      case INT_TO_FLOAT -> unary(Unary.VCVTDQ2PS, x);
      case FMA -> fused(rows.fma231, rows.fma213, x, y, z);
      case FNMA -> fused(rows.fnma231, rows.fnma213, x, y, z);
      case LESS -> compare(Instruction.Predicate.LESS, x, y);
      case LESS_EQUAL -> compare(Instruction.Predicate.LESS_OR_EQUAL, x, y);
      case EQUAL -> compare(Instruction.Predicate.EQUAL, x, y);
      case UNORDERED -> compare(Instruction.Predicate.UNORDERED, x, y);
      case ROUND -> {
        Operand from = operand(x);
        expire(x);
        a.op(rows.round, fresh(), from, Rounding.NEAREST);
      }
      case SHIFT_LEFT -> shift(rows.shiftLeft, x, apply.shift());
      case SHIFT_RIGHT -> shift(rows.shiftRight, x, apply.shift());
      case BLEND -> blend(x, y, z);
    }
  }

  private void binary(Binary row, int x, int y, boolean commutes) {
    boolean swap = commutes && register[x] == null && register[y] != null;
    int first = swap ? y : x;
    int second = swap ? x : y;
    Vec left = vector(first);
    Operand right = operand(second);
    expire(first);
    expire(second);
    a.op(row, fresh(), left, right);
  }

  private void unary(Unary row, int x) {
    Operand from = operand(x);
    expire(x);
    a.op(row, fresh(), from);
  }

  private void shift(Instruction.Shift row, int x, int count) {
    Vec from = vector(x);
    expire(x);
    a.op(row, fresh(), from, count);
  }

  private void compare(Instruction.Predicate predicate, int x, int y) {
    Vec left = vector(x);
    Operand right = operand(y);
    expire(x);
    expire(y);
    a.op(rows.compare, fresh(), left, right, predicate);
  }

  /// mask ? yes : no.
  private void blend(int mask, int yes, int no) {
    Vec condition = vector(mask);
    Vec otherwise = vector(no);
    Operand chosen = operand(yes);
    expire(mask);
    expire(yes);
    expire(no);
    a.op(rows.select, fresh(), otherwise, chosen, condition);
  }

  /// ±x·y + z over whichever operand is not needed again.
  private void fused(Binary row231, Binary row213, int x, int y, int z) {
    if (diesInRegister(z)) {
      int first = register[x] == null && register[y] != null ? y : x;
      Vec left = vector(first);
      Operand right = operand(first == x ? y : x);
      Vec sum = vector(z);
      a.op(row231, sum, left, right);
      become(z, sum, x, y);
    } else if (diesInRegister(x) || diesInRegister(y)) {
      int destroyed = diesInRegister(x) ? x : y;
      Vec product = vector(destroyed);
      Vec other = vector(destroyed == x ? y : x);
      Operand addend = operand(z);
      a.op(row213, product, other, addend);
      become(destroyed, product, destroyed == x ? y : x, z);
    } else {
      Vec left = vector(x);
      Operand right = operand(y);
      Operand addend = operand(z);
      Vec sum = fresh();
      copy(sum, addend);
      a.op(row231, sum, left, right);
      expire(x);
      expire(y);
      expire(z);
    }
  }

  private void copy(Vec to, Operand from) {
    if (from instanceof Memory memory) {
      a.load(rows.move, to, memory);
    } else {
      a.op(Unary.VMOVAPS, to, from);
    }
  }

  // ---- registers
  // ----------------------------------------------------------------------------------------------

  private boolean diesInRegister(int value) {
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
  private void become(int dying, Vec vector, int... others) {
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
  private Vec fresh() {
    Vec vector = take();
    register[now] = vector;
    owner[vector.number()] = now;
    return vector;
  }

  private void expire(int value) {
    Vec vector = register[value];
    if (vector != null && lastUse[value] <= now) {
      register[value] = null;
      owner[vector.number()] = -1;
      free.addFirst(vector);
    }
  }

  /// The value in a register, loaded if it is not in one.
  private Vec vector(int value) {
    Vec vector = register[value];
    if (vector != null) {
      return vector;
    }
    Memory memory = place[value];
    if (memory == null) {
      throw new IllegalStateException("value " + value + " is used before it is computed");
    }
    Vec loaded = take();
    a.load(rows.move, loaded, memory);
    register[value] = loaded;
    owner[loaded.number()] = value;
    return loaded;
  }

  private Operand operand(int value) {
    Vec vector = register[value];
    if (vector != null) {
      return vector;
    }
    Memory memory = place[value];
    return memory != null ? memory : vector(value);
  }

  private Vec take() {
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
      a.store(rows.move, row, vector);
      place[victim] = row;
    }
    register[victim] = null;
    owner[vector.number()] = -1;
    return vector;
  }

  private boolean isOperand(int value) {
    if (value == now) {
      return true;
    }
    return switch (now < codes.size() ? codes.get(now) : new Code.Literal(0)) {
      case Code.Apply(_, int x, int y, int z, _) -> value == x || value == y || value == z;
      case Code.Store(_, int stored) -> value == stored;
      case Code.Load _, Code.LoadWord _, Code.Literal _, Code.Folded _ -> false;
    };
  }
}
