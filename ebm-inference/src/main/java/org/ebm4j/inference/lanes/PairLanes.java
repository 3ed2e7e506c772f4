package org.ebm4j.inference.lanes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ebm4j.api.energy.Slot;
import org.ebm4j.api.energy.StepArguments;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.expr.Maths;

/// The last m steps s of each chain with the changes of gradient y along them, oldest first, and
/// the two-loop recursion over them. A place that holds no pair yet has 1/sᵀy = 0, which leaves the
/// recursion as it is.
///
/// Source: [Nocedal 1980; Nocedal & Wright 2006, algorithm 7.4].
final class PairLanes {
  private static final String SCALE = "pairs.scale"; // sᵀy/yᵀy of the last pair, 1 without one

  private final int m;
  private final List<Expr> s = new ArrayList<>();
  private final List<Expr> y = new ArrayList<>();
  private final List<Expr> inverse = new ArrayList<>(); // 1/sᵀy
  private final Expr scale;

  static List<Slot> slots(int m) {
    List<Slot> slots = new ArrayList<>();
    for (int i = 0; i < m; i++) {
      slots.add(Slot.likeUnknown(s(i)));
      slots.add(Slot.likeUnknown(y(i)));
      slots.add(Slot.perChain(inverse(i), 0));
    }
    slots.add(Slot.perChain(SCALE, 1));
    return slots;
  }

  private static String s(int i) {
    return "pairs.s" + i;
  }

  private static String y(int i) {
    return "pairs.y" + i;
  }

  private static String inverse(int i) {
    return "pairs.inverse" + i;
  }

  /// @param learns whether the trial's pair enters, and the oldest leaves
  /// @param forgets whether all pairs are dropped; never together with learns
  PairLanes(StepArguments a, int m, Trial trial, Expr learns, Expr forgets) {
    this.m = m;
    for (int i = 0; i < m; i++) {
      boolean last = i == m - 1;
      s.add(learns.choose(last ? trial.s : a.slot(s(i + 1)), a.slot(s(i))));
      y.add(learns.choose(last ? trial.y : a.slot(y(i + 1)), a.slot(y(i))));
      Expr moved =
          learns.choose(last ? trial.sy.reciprocal() : a.slot(inverse(i + 1)), a.slot(inverse(i)));
      inverse.add(forgets.choose(Expr.of(0), moved));
    }
    Expr learnt = learns.choose(trial.sy.over(trial.yy), a.slot(SCALE));
    scale = forgets.choose(Expr.of(1), learnt);
  }

  /// −H g.
  Expr direction(Expr gradient) {
    Expr q = gradient;
    Expr[] taken = new Expr[m];
    for (int i = m - 1; i >= 0; i--) {
      taken[i] = Maths.dot(s.get(i), q).times(inverse.get(i));
      q = q.minus(y.get(i).times(taken[i]));
    }
    Expr r = q.times(scale);
    for (int i = 0; i < m; i++) {
      Expr b = Maths.dot(y.get(i), r).times(inverse.get(i));
      r = r.plus(s.get(i).times(taken[i].minus(b)));
    }
    return r.negated();
  }

  Expr isEmpty() {
    return inverse.getLast().equalTo(Expr.of(0));
  }

  /// @param forgets whether all pairs are dropped after all
  void put(Map<String, Expr> next, Expr forgets) {
    for (int i = 0; i < m; i++) {
      next.put(s(i), s.get(i));
      next.put(y(i), y.get(i));
      next.put(inverse(i), forgets.choose(Expr.of(0), inverse.get(i)));
    }
    next.put(SCALE, forgets.choose(Expr.of(1), scale));
  }
}
