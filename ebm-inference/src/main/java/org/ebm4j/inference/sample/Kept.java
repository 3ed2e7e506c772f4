package org.ebm4j.inference.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ebm4j.api.energy.FixedForm;
import org.ebm4j.api.energy.Slot;
import org.ebm4j.api.energy.StepArguments;
import org.ebm4j.api.engine.Run;
import org.ebm4j.api.expr.Expr;

/// A chain's step that stands still for good before a number of its point would stop being finite.
record Kept(FixedForm form) implements FixedForm {
  static final String ALIVE = "kept.alive";

  @Override
  public String name() {
    return form.name();
  }

  @Override
  public List<Slot> slots() {
    List<Slot> all = new ArrayList<>(form.slots());
    all.add(Slot.perChain(ALIVE, 1));
    return List.copyOf(all);
  }

  @Override
  public Map<String, Double> settings() {
    return form.settings();
  }

  @Override
  public void begin(Run run) {
    FixedForm.super.begin(run);
    form.begin(run);
  }

  @Override
  public Next next(StepArguments a) {
    Next next = form.next(a);
    Expr finite = next.u().abs().max().lessThan(Expr.of(Double.POSITIVE_INFINITY));
    Expr alive = a.slot(ALIVE).times(finite);
    return new Next(alive.choose(next.u(), a.u()), next.slots()).with(ALIVE, alive);
  }
}
