package org.ebm4j.kernels.x86;

import static java.util.Objects.requireNonNullElse;

import org.ebm4j.kernels.asm.Assembler;
import org.ebm4j.kernels.asm.Mask;
import org.ebm4j.kernels.asm.Operand;
import org.ebm4j.kernels.asm.Predicate;
import org.ebm4j.kernels.asm.Vec;
import org.jspecify.annotations.Nullable;

/// What makes conditions and what reads them, in mask registers or in lanes.
final class ConditionEmitter {
  private final Emission emission;
  private final Assembler a;
  private final Rows rows;
  private final VectorRegisters values;
  private final MaskRegisters masks;

  ConditionEmitter(Emission emission, VectorRegisters values, MaskRegisters masks) {
    this.emission = emission;
    this.a = emission.a();
    this.rows = emission.rows();
    this.values = values;
    this.masks = masks;
  }

  void compare(Predicate predicate, int x, int y) {
    Vec left = values.vector(x);
    Operand right = values.operand(y);
    expire(x, y);
    Mask mask = masks.fresh(values.now());
    if (mask != null) {
      a.op(rows.compareToMask, mask, left, right, predicate);
    } else if (emission.hasMasks()) {
      a.op(rows.compareToMask, Mask.K1, left, right, predicate);
      a.op(rows.spread, values.fresh(), Mask.K1);
    } else {
      a.op(rows.compare, values.fresh(), left, right, predicate);
    }
  }

  /// condition ? yes : no, by the condition's sign bits.
  void choose(int condition, int yes, int no) {
    Vec otherwise = values.vector(no);
    Operand chosen = values.operand(yes);
    if (emission.hasMasks()) {
      Mask mask = mask(condition);
      expire(condition, yes);
      values.expire(no);
      a.op(rows.blend, values.fresh(), mask, otherwise, chosen);
    } else {
      Vec lanes = values.vector(condition);
      expire(condition, yes);
      values.expire(no);
      a.op(rows.select, values.fresh(), otherwise, chosen, lanes);
    }
  }

  /// The condition in a mask register, where it stays if others choose by it too.
  private Mask mask(int condition) {
    Mask known = masks.of(condition);
    if (known != null) {
      return known;
    }
    Mask mask = requireNonNullElse(masks.gathered(condition, values.now()), Mask.K1);
    a.op(rows.gather, mask, values.vector(condition));
    return mask;
  }

  /// A comparison in a mask register and a number: the number where it holds, else 0.
  ///
  /// @return whether one of the two is such a comparison; if not nothing was emitted
  boolean and(int x, int y) {
    Mask mask = either(x, y);
    if (mask != null) {
      Operand number = values.operand(mask == masks.only(x) ? y : x);
      expire(x, y);
      a.load(rows.move, values.fresh(), mask, number);
    }
    return mask != null;
  }

  /// A comparison in a mask register or a number: ones where it holds, else the number.
  ///
  /// @return whether one of the two is such a comparison; if not nothing was emitted
  boolean or(int x, int y) {
    Mask mask = either(x, y);
    if (mask != null) {
      Vec number = values.vector(mask == masks.only(x) ? y : x);
      Operand ones = emission.constants().row(-1, rows.bytes);
      expire(x, y);
      a.op(rows.blend, values.fresh(), mask, number, ones);
    }
    return mask != null;
  }

  private @Nullable Mask either(int x, int y) {
    Mask mask = masks.only(x);
    return mask != null ? mask : masks.only(y);
  }

  private void expire(int x, int y) {
    masks.expire(x, values.now());
    masks.expire(y, values.now());
    values.expire(x);
    values.expire(y);
  }
}
