package org.ebm4j.benchmarks.work;

import java.util.List;
import org.ebm4j.api.engine.Computation;
import org.ebm4j.api.engine.Computation.Carry;
import org.ebm4j.api.expr.Expr;

/// Computations that are almost right.
final class Twins {
  private Twins() {}

  /// Goes a hair too far at every step.
  static Computation halfStep(Walk walk) {
    Computation right = walk.computation("almost");
    Carry carry = right.carries().getFirst();
    Expr before = Expr.of(carry.leaf());
    Expr next = before.plus(Expr.of(carry.next()).minus(before).times(1.01));
    return new Computation(
        "almost", List.of(new Carry(carry.leaf(), next.node())), right.outputs());
  }

  /// Every carried array keeps a thousandth of what it was.
  static Computation slowAdam(Computation right) {
    List<Carry> carries =
        right.carries().stream()
            .map(carry ->
                new Carry(
                    carry.leaf(),
                    Expr.of(carry.next()).times(.99).plus(Expr.of(carry.leaf()).times(.01)).node()))
            .toList();
    return new Computation("almost", carries, right.outputs());
  }
}
