package org.ebm4j.api.energy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.ebm4j.api.engine.Computation;
import org.ebm4j.api.engine.Computation.Carry;
import org.ebm4j.api.engine.Computation.Output;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.engine.Program;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.graph.Gradient;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Nodes;
import org.ebm4j.api.graph.Op;
import org.ebm4j.api.space.Bounds;

/// Equations and programs of one set of terms, made once however many observations are asked about.
final class Programs {
  private final Map<Equations.Form, Equations> equations = new ConcurrentHashMap<>();
  private final Map<Key, Program> programs = new ConcurrentHashMap<>();

  private record Key(Equations.Form form, String what, String engine, Precision precision) {}

  Equations equations(Sum<?, ?, ?> sum, Equations.Form form, Bounds bounds) {
    return equations.computeIfAbsent(form, f -> Equations.of(sum, f, bounds));
  }

  Program energyAndGradient(Equations e, Equations.Form form, Setup setup) {
    return programs.computeIfAbsent(
        new Key(form, "gradient", setup.chosen().name(), setup.precision()),
        _ -> setup.chosen().compile(evaluation(e), setup.precision()));
  }

  Program curvature(Equations e, Equations.Form form, Setup setup) {
    return programs.computeIfAbsent(
        new Key(form, "curvature", setup.chosen().name(), setup.precision()),
        _ -> setup.chosen().compile(curvature(e), setup.precision()));
  }

  private static Computation evaluation(Equations e) {
    return new Computation(
        "energy and gradient",
        List.of(),
        List.of(
            new Output(Equations.ENERGY, e.energy()),
            new Output(Equations.TERMS, e.terms()),
            new Output(Equations.GRADIENT, e.gradient())));
  }

  private static Computation curvature(Equations e) {
    Node direction = Node.leaf(new Op.Input("direction"), e.u().shape());
    Node product = Gradient.hessianTimes(e.energy(), List.of(e.u()), List.of(direction)).getFirst();
    return new Computation("curvature", List.of(), List.of(new Output("product", product)));
  }

  /// One step of a method, with the energy and the squared gradient norm before it.
  static Computation step(Equations e, FixedForm form, Bounds bounds) {
    StepArguments arguments = new StepArguments(e, form);
    FixedForm.Next next = form.next(arguments);
    List<Carry> carries = new ArrayList<>();
    carries.add(new Carry(e.u(), bounds.clamp(next.u()).node()));
    arguments
        .slots()
        .forEach((name, leaf) -> carries.add(new Carry(leaf, nextOf(form, next, name).node())));
    Node slope = Nodes.sum(Nodes.multiply(e.gradient(), e.gradient()));
    return new Computation(
        form.name(),
        carries,
        List.of(new Output(Equations.ENERGY, e.energy()), new Output(Equations.SLOPE, slope)));
  }

  private static Expr nextOf(FixedForm form, FixedForm.Next next, String slot) {
    Expr value = next.slots().get(slot);
    if (value == null) {
      throw new IllegalArgumentException(
          form.name()
              + " declares a slot '"
              + slot
              + "' but its step gives it no next value; it gives "
              + next.slots().keySet());
    }
    return value;
  }
}
