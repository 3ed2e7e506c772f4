package org.ebm4j.inference.minimise;

import java.util.Locale;
import org.ebm4j.api.energy.Outcome.StoppedEarly.Limit;
import org.ebm4j.api.energy.Outcome.WentWrong.Trouble;

/// Why a search ended.
sealed interface Ending {
  /// A sentence with the numbers.
  String reason();

  /// A stop rule was met.
  record Met(String reason) implements Ending {}

  /// Something else ended it.
  record Cut(Limit limit, String reason) implements Ending {}

  /// It could not go on.
  record Wrong(Trouble trouble, String reason) implements Ending {}

  /// A number as sentences show it.
  static String number(double value) {
    return String.format(Locale.ROOT, "%.3g", value);
  }

  static Ending gradient(double norm, Stop stop) {
    return new Met("the gradient's norm " + number(norm) + " is within " + number(stop.gradient()));
  }

  static Ending change(Stop stop) {
    return new Met(
        "the energy changed by at most "
            + number(stop.change())
            + " of itself in each of "
            + stop.patience()
            + " steps");
  }

  static Ending rounding(double norm) {
    return new Met("rounding hides any further descent; the gradient's norm is " + number(norm));
  }

  static Ending steps(Stop stop, double norm) {
    return new Cut(
        Limit.STEPS,
        "all " + stop.steps() + " steps were used; the gradient's norm is " + number(norm));
  }

  static Ending evaluations(Stop stop, double norm) {
    return new Cut(
        Limit.STEPS,
        "all "
            + stop.evaluations()
            + " evaluations were used; the gradient's norm is "
            + number(norm));
  }

  static Ending notFinite(long step) {
    return new Wrong(
        Trouble.NOT_FINITE,
        step == 0
            ? "the energy or its gradient is not finite at the start"
            : "the energy or its gradient stopped being finite after " + step + " steps");
  }

  static Ending unbounded(double energy) {
    return new Wrong(
        Trouble.UNBOUNDED,
        "the energy fell to " + number(energy) + " and seems to have no minimum");
  }

  static Ending noDescent(double norm) {
    return new Wrong(
        Trouble.NO_DESCENT,
        "no step along the gradient lowers the energy although the gradient's norm is "
            + number(norm)
            + "; it is wrong, or the energy has an edge or a jump here, which a smooth penalty has not: square a hinge");
  }
}
