package org.ebm4j.kernels.x86;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.ebm4j.kernels.asm.Assembler;
import org.ebm4j.kernels.asm.Binary;
import org.ebm4j.kernels.asm.Instruction;
import org.ebm4j.kernels.asm.Memory;
import org.ebm4j.kernels.asm.Operand;
import org.ebm4j.kernels.asm.Predicate;
import org.ebm4j.kernels.asm.Rounding;
import org.ebm4j.kernels.asm.Unary;
import org.ebm4j.kernels.asm.Vec;
import org.ebm4j.kernels.loop.Access;
import org.ebm4j.kernels.loop.Code;

/// Straight-line code, an instruction for each primitive; where its values lie is {@link
/// VectorRegisters}' business.
final class BodyEmitter {
  /// How numbers of this code come from and go to memory.
  interface Port {
    void load(Vec to, Access from);

    void loadWord(Vec to, Access from);

    void store(Access to, Vec value);
  }

  private final NestRegisters registers;
  private final Emission emission;
  private final Assembler a;
  private final Rows rows;
  private final Constants constants;
  private final List<Code> codes;
  private final Port port;
  private final Function<Integer, Vec> folded;
  private final VectorRegisters values;
  private final ConditionEmitter conditions;

  private BodyEmitter(
      NestRegisters registers,
      List<Code> codes,
      Strand strand,
      VectorRegisters values,
      ConditionEmitter conditions) {
    this.registers = registers;
    this.emission = registers.emission();
    this.a = emission.a();
    this.rows = emission.rows();
    this.constants = emission.constants();
    this.codes = codes;
    this.port = strand.port();
    this.folded = strand.folded();
    this.values = values;
    this.conditions = conditions;
  }

  /// What tells one strand from the others: its numbers in memory, and the folds it reads.
  record Strand(Port port, Function<Integer, Vec> folded) {
    /// A strand of code that reads no fold.
    static Strand unfolded(Port port) {
      return new Strand(
          port,
          fold -> {
            throw new IllegalStateException("fold " + fold + " is read before it is complete");
          });
    }
  }

  /// Prints the same code once for each strand, instruction by instruction in turn, each with its
  /// own share of the registers: the processor finds work in one strand while another waits for a
  /// division or the next step of a polynomial.
  ///
  /// @param usable registers numbered from here up are left alone
  /// @param kept values that are read after the code, such as what folds gather
  static List<BodyEmitter> emit(
      NestRegisters registers, List<Code> codes, List<Strand> strands, int usable, int[] kept) {
    int share = usable / strands.size();
    List<BodyEmitter> bodies = new ArrayList<>();
    Emission emission = registers.emission();
    for (int i = 0; i < strands.size(); i++) {
      var values = new VectorRegisters(emission, codes, i * share, (i + 1) * share, kept);
      var masks = new MaskRegisters(emission.hasMasks(), codes, i, strands.size(), kept);
      var conditions = new ConditionEmitter(emission, values, masks);
      bodies.add(new BodyEmitter(registers, codes, strands.get(i), values, conditions));
    }
    for (int i = 0; i < codes.size(); i++) {
      for (BodyEmitter body : bodies) {
        body.emit(i);
      }
    }
    bodies.forEach(body -> body.values.at(codes.size()));
    return bodies;
  }

  private void emit(int i) {
    values.at(i);
    switch (codes.get(i)) {
      case Code.Literal(long bits) -> {
        Vec vector = registers.literal(bits);
        if (vector != null) {
          values.stays(i, vector);
        } else {
          values.place(i, constants.row(bits, rows.bytes));
        }
      }
      case Code.Store(var to, int value) -> {
        port.store(to, values.vector(value));
        values.expire(value);
      }
      case Code.Load _, Code.LoadWord _, Code.Folded _, Code.Apply _ -> {
        if (values.isUsed(i)) {
          compute(codes.get(i));
        }
      }
    }
  }

  private void compute(Code code) {
    switch (code) {
      case Code.Load(var from) -> port.load(values.fresh(), from);
      case Code.LoadWord(var from) -> port.loadWord(values.fresh(), from);
      case Code.Folded(int fold) -> a.op(Unary.VMOVAPS, values.fresh(), folded.apply(fold));
      case Code.Apply apply -> apply(apply);
      case Code.Literal _, Code.Store _ ->
          throw new IllegalStateException("computes nothing: " + code);
    }
  }

  /// After the code: a kept value in a register, until the next is asked for.
  Vec result(int value) {
    return values.hold(value);
  }

  /// After the code: a kept value, in a register or where it was set aside.
  Operand operand(int value) {
    return values.operand(value);
  }

  /// After the code: a register nobody uses.
  Vec spare() {
    return values.take();
  }

  void giveBack(Vec vector) {
    values.giveBack(vector);
  }

  // ---- instructions

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
      case AND -> {
        if (!conditions.and(x, y)) {
          binary(Binary.VANDPS, x, y, true);
        }
      }
      case AND_NOT -> binary(Binary.VANDNPS, x, y, false);
      case OR -> {
        if (!conditions.or(x, y)) {
          binary(Binary.VORPS, x, y, true);
        }
      }
      case XOR -> binary(Binary.VXORPS, x, y, true);
      case INT_ADD -> binary(rows.intAdd, x, y, true);
      case INT_SUB -> binary(rows.intSub, x, y, false);
      case SQRT -> unary(rows.sqrt, x);
      case INT_TO_FLOAT -> unary(Unary.VCVTDQ2PS, x);
      case FMA -> fused(rows.fma231, rows.fma213, x, y, z);
      case FNMA -> fused(rows.fnma231, rows.fnma213, x, y, z);
      case LESS -> conditions.compare(Predicate.LESS, x, y);
      case LESS_EQUAL -> conditions.compare(Predicate.LESS_OR_EQUAL, x, y);
      case EQUAL -> conditions.compare(Predicate.EQUAL, x, y);
      case UNORDERED -> conditions.compare(Predicate.UNORDERED, x, y);
      case ROUND -> {
        Operand from = values.operand(x);
        values.expire(x);
        a.op(rows.round, values.fresh(), from, Rounding.NEAREST);
      }
      case SHIFT_LEFT -> shift(rows.shiftLeft, x, apply.shift());
      case SHIFT_RIGHT -> shift(rows.shiftRight, x, apply.shift());
      case BLEND -> conditions.choose(x, y, z);
    }
  }

  private void binary(Binary row, int x, int y, boolean commutes) {
    boolean swap = commutes && !values.isInRegister(x) && values.isInRegister(y);
    int first = swap ? y : x;
    int second = swap ? x : y;
    Vec left = values.vector(first);
    Operand right = values.operand(second);
    values.expire(first);
    values.expire(second);
    a.op(row, values.fresh(), left, right);
  }

  private void unary(Unary row, int x) {
    Operand from = values.operand(x);
    values.expire(x);
    a.op(row, values.fresh(), from);
  }

  private void shift(Instruction.Shift row, int x, int count) {
    Vec from = values.vector(x);
    values.expire(x);
    a.op(row, values.fresh(), from, count);
  }

  /// ±x·y + z over whichever operand is not needed again.
  private void fused(Binary row231, Binary row213, int x, int y, int z) {
    if (values.diesInRegister(z)) {
      int first = !values.isInRegister(x) && values.isInRegister(y) ? y : x;
      Vec left = values.vector(first);
      Operand right = values.operand(first == x ? y : x);
      Vec sum = values.vector(z);
      a.op(row231, sum, left, right);
      values.become(z, sum, x, y);
    } else if (values.diesInRegister(x) || values.diesInRegister(y)) {
      int destroyed = values.diesInRegister(x) ? x : y;
      Vec product = values.vector(destroyed);
      Vec other = values.vector(destroyed == x ? y : x);
      Operand addend = values.operand(z);
      a.op(row213, product, other, addend);
      values.become(destroyed, product, destroyed == x ? y : x, z);
    } else {
      Vec left = values.vector(x);
      Operand right = values.operand(y);
      Operand addend = values.operand(z);
      Vec sum = values.fresh();
      copy(sum, addend);
      a.op(row231, sum, left, right);
      values.expire(x);
      values.expire(y);
      values.expire(z);
    }
  }

  private void copy(Vec to, Operand from) {
    if (from instanceof Memory memory) {
      a.load(rows.move, to, memory);
    } else {
      a.op(Unary.VMOVAPS, to, from);
    }
  }
}
