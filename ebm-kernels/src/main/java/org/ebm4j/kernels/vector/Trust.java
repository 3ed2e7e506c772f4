package org.ebm4j.kernels.vector;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ebm4j.kernels.vector.Formula.Watch;

/// Floats are seldom denormal. So a formula of which much would have to be made zero is computed as
/// if nothing were, while a few of its values are watched: as long as these are 0 or at least 2ᶠ in
/// size {@link Magnitudes} shows that nothing is denormal. Rows in which one is smaller are
/// computed again with all care.
final class Trust {
  /// Floors that are tried. Numbers above the highest are common.
  private static final int LOWEST = -124;

  private static final int HIGHEST = -36;
  private static final int STEP = 4;

  private final Formula careful;
  private final boolean[] isRead; // as a number

  private Trust(Formula careful) {
    this.careful = careful;
    isRead = new boolean[careful.steps().size()];
    for (Formula.Step step : careful.steps()) {
      if (step instanceof Formula.Apply apply && Magnitudes.readsNumbers(apply.primitive())) {
        for (int operand : apply.operands()) {
          isRead[operand] = true;
        }
      }
    }
    careful.outputs().stream()
        .filter(Formula.Output::asNumber)
        .forEach(output -> isRead[output.value()] = true);
  }

  /// The formula that watches, or the same where that is not worth it.
  static Formula of(Formula careful) {
    return careful.isSingle() ? new Trust(careful).cheapest() : careful;
  }

  /// The formula that watches may stop within a row, where the careful one goes on: that one must
  /// not take more vectors at once.
  private Formula cheapest() {
    Formula best = careful;
    for (int floor = LOWEST; floor <= HIGHEST; floor += STEP) {
      Formula found = watching(floor);
      if (cost(found) < cost(best) && found.together() >= careful.together()) {
        best = found;
      }
    }
    return best;
  }

  /// Watches clean operands too, as long as more would have to be watched without.
  private Formula watching(int floor) {
    Set<Integer> operands = new HashSet<>();
    for (int value = 0; value < isRead.length; value++) {
      if (isRead[value] && isOperand(value)) {
        operands.add(value);
      }
    }
    Formula best = watching(floor, operands);
    for (int operand : List.copyOf(operands)) {
      operands.remove(operand);
      Formula found = watching(floor, operands);
      if (cost(found) <= cost(best)) {
        best = found;
      } else {
        operands.add(operand);
      }
    }
    return best;
  }

  private Formula watching(int floor, Set<Integer> operands) {
    List<Formula.Step> steps = careful.steps();
    Magnitudes magnitudes =
        new Magnitudes(
            steps,
            floor,
            value ->
                isRead[value]
                    && (!isOperand(value) || careful.isDirty(value) || operands.contains(value)));
    Set<Integer> watched = new HashSet<>();
    List<Formula.Step> trusting = new ArrayList<>();
    for (int value = 0; value < steps.size(); value++) {
      if (magnitudes.flushes(value)) {
        watched.add(value);
      }
      trusting.add(
          switch (steps.get(value)) {
            case Formula.Row _ -> new Formula.Row(false);
            case Formula.Spread _ -> new Formula.Spread(false);
            case Formula.Literal literal -> literal;
            case Formula.Apply(var primitive, int a, int b, int c, int shift, _, _) ->
                new Formula.Apply(primitive, a, b, c, shift, false, false);
          });
    }
    return new Formula(
        careful.precision(), trusting, careful.outputs(), new Watch(floor, watched, careful));
  }

  private boolean isOperand(int value) {
    Formula.Step step = careful.steps().get(value);
    return step instanceof Formula.Row || step instanceof Formula.Spread;
  }

  /// Vector operations for what is small; a number for all lanes of a row costs little.
  private int cost(Formula formula) {
    int cost = 0;
    for (int value = 0; value < formula.steps().size(); value++) {
      boolean spread = formula.steps().get(value) instanceof Formula.Spread;
      int each =
          (formula.watches(value) ? Formula.WATCHING : 0)
              + (isRead[value] && formula.isDirty(value) ? Formula.FLUSHING : 0);
      cost += spread ? each / Formula.WATCHING : 2 * each;
      if (formula.steps().get(value) instanceof Formula.Apply apply) {
        cost += apply.flushes() ? 2 * Formula.FLUSHING : 0;
        cost += apply.isDoubtful() ? 2 * Formula.DOUBTING : 0;
      }
    }
    return cost;
  }
}
