package org.ebm4j.api.energy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.ebm4j.api.engine.Computation;
import org.ebm4j.api.engine.Computation.Carry;
import org.ebm4j.api.engine.Computation.Output;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.engine.Program;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.graph.Gradient;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Op;
import org.ebm4j.api.space.Bounds;

/// Equations and programs of one set of terms, made once however many observations are asked about.
final class Programs {
  /// How many programs are held, so that a search over methods does not keep all it tried.
  private static final int KEPT = 64;

  private final Map<Equations.Form, Equations> equations = new ConcurrentHashMap<>();
  private final SequencedMap<Key, Program> programs = new LinkedHashMap<>(); // oldest use first

  /// What a program depends on beside the terms; what it computes is a name or a method, compared
  /// by equals.
  private record Key(Equations.Form form, Object what, String engine, Precision precision) {}

  Equations equations(Sum<?, ?, ?> sum, Equations.Form form, Bounds bounds) {
    return equations.computeIfAbsent(form, f -> Equations.of(sum, f, bounds));
  }

  Program energyAndGradient(Equations e, Equations.Form form, Setup setup) {
    return program(form, "gradient", setup, () -> evaluation(e));
  }

  Program energy(Equations e, Equations.Form form, Setup setup) {
    return program(
        form,
        "energy",
        setup,
        () ->
            new Computation(
                "energy", List.of(), List.of(new Output(Equations.ENERGY, e.energy()))));
  }

  Program curvature(Equations e, Equations.Form form, Setup setup) {
    return program(form, "curvature", setup, () -> curvature(e));
  }

  Program step(Equations e, Equations.Form form, Setup setup, FixedForm method, Bounds bounds) {
    return program(form, method, setup, () -> step(e, method, bounds));
  }

  private Program program(
      Equations.Form form, Object what, Setup setup, Supplier<Computation> computation) {
    Engine engine = setup.chosen();
    Key key = new Key(form, what, engine.name(), setup.precision());
    synchronized (programs) {
      Program found = programs.remove(key);
      Program program =
          found != null ? found : engine.compile(computation.get(), setup.precision());
      programs.putLast(key, program);
      if (programs.size() > KEPT) {
        programs.pollFirstEntry();
      }
      return program;
    }
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
    // The energy too, so that the program has every parameter and observation there is to bind, and
    // the direction carried, so that it is there where the energy is linear.
    return new Computation(
        "curvature",
        List.of(new Carry(direction, direction)),
        List.of(new Output("product", product), new Output(Equations.ENERGY, e.energy())));
  }

  /// One step of a method, with the energy before it.
  private static Computation step(Equations e, FixedForm form, Bounds bounds) {
    StepArguments arguments = new StepArguments(e, form);
    FixedForm.Next next = form.next(arguments);
    List<Carry> carries = new ArrayList<>();
    Expr inside = form.staysInside() ? next.u() : bounds.clamp(next.u());
    carries.add(new Carry(e.u(), inside.node()));
    arguments
        .slots()
        .forEach((name, leaf) -> carries.add(new Carry(leaf, nextOf(form, next, name).node())));
    return new Computation(form.name(), carries, List.of(new Output(Equations.ENERGY, e.energy())));
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
