package org.ebm4j.api.energy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ebm4j.api.engine.Run;
import org.ebm4j.api.expr.Expr;

/// A method whose step is one formula. It is compiled together with the energy and its gradient, and runs many steps on a tile of
/// chains before memory is touched again.
///
///     record Descent(double step) implements FixedForm {
///       public Map<String, Double> settings() { return Map.of("step", step); }
///       public Next next(StepArguments a) { return Next.to(a.u().minus(a.gradient().times(a.setting("step")))); }
///     }
public interface FixedForm {
  /// For listings and logs.
  default String name() {
    return getClass().isHidden() || getClass().isAnonymousClass()
        ? "step"
        : getClass().getSimpleName();
  }

  /// The state it carries beside the unknown.
  default List<Slot> slots() {
    return List.of();
  }

  /// The numbers that can change from run to run without compiling again.
  default Map<String, Double> settings() {
    return Map.of();
  }

  /// Whether a step never leaves the box of the unknown, so that nothing need be moved back to it.
  default boolean staysInside() {
    return false;
  }

  /// One step.
  Next next(StepArguments a);

  /// Puts the settings and the slots' first values into a run.
  ///
  /// @param run of {@link Problem#step} with this form; modified
  default void begin(Run run) {
    settings().forEach((name, value) -> run.block(name).fill(value));
    slots().forEach(slot -> run.block(slot.name()).fill(slot.fill()));
  }

  /// What a step leads to.
  ///
  /// @param u the next unknown, `[n]`
  /// @param slots the next value of every slot
  record Next(Expr u, Map<String, Expr> slots) {
    public Next {
      slots = Map.copyOf(slots);
    }

    /// A next unknown, of a method without slots.
    public static Next to(Expr u) {
      return new Next(u, Map.of());
    }

    /// The same with the next value of one slot.
    public Next with(String slot, Expr value) {
      Map<String, Expr> more = new TreeMap<>(slots);
      more.put(slot, value);
      return new Next(u, more);
    }
  }
}
