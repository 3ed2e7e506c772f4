package org.ebm4j.api.energy;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.graph.Graph;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Op;
import org.ebm4j.api.graph.Shape;
import org.ebm4j.api.random.Purpose;

/// What the formula of a step may be made of. Everything is for one chain.
public final class StepArguments {
  private final Equations equations;
  private final Map<String, Node> slots = new LinkedHashMap<>();
  private final Map<String, Node> settings = new HashMap<>();
  private int draws;

  StepArguments(Equations equations, FixedForm form) {
    this.equations = equations;
    for (Slot slot : form.slots()) {
      slots.put(slot.name(), leaf(slot));
    }
    form.settings()
        .keySet()
        .forEach(name -> settings.put(name, Node.leaf(new Op.Setting(name), Shape.SCALAR)));
  }

  private Node leaf(Slot slot) {
    return switch (slot.extent()) {
      case LIKE_UNKNOWN -> Node.leaf(new Op.Input(slot.name()), equations.u().shape());
      case PER_CHAIN -> Node.leaf(new Op.Input(slot.name()), Shape.SCALAR);
      case SHARED -> Node.leaf(new Op.Setting(slot.name()), Shape.SCALAR);
    };
  }

  /// The unknown, `[n]`.
  public Expr u() {
    return Expr.of(equations.u());
  }

  /// E(u), a scalar.
  public Expr energy() {
    return Expr.of(equations.energy());
  }

  /// What each term contributes to E(u), `[k]`.
  public Expr terms() {
    return Expr.of(equations.terms());
  }

  /// ∇E(u), `[n]`.
  public Expr gradient() {
    return Expr.of(equations.gradient());
  }

  /// E at another point.
  ///
  /// @param point `[n]`
  public Expr energyAt(Expr point) {
    return Expr.of(
        Graph.substitute(List.of(equations.energy()), Map.of(equations.u(), point.node()))
            .getFirst());
  }

  /// ∇E at another point.
  ///
  /// @param point `[n]`
  public Expr gradientAt(Expr point) {
    return Expr.of(
        Graph.substitute(List.of(equations.gradient()), Map.of(equations.u(), point.node()))
            .getFirst());
  }

  /// A slot's value before the step.
  ///
  /// @throws IllegalArgumentException if the method declares none of that name, with the names it
  ///   declares
  public Expr slot(String name) {
    return Expr.of(named("slot", slots, name));
  }

  /// A setting, a scalar.
  ///
  /// @throws IllegalArgumentException if the method declares none of that name, with the names it
  ///   declares
  public Expr setting(String name) {
    return Expr.of(named("setting", settings, name));
  }

  private static Node named(String what, Map<String, Node> leaves, String name) {
    Node leaf = leaves.get(name);
    if (leaf == null) {
      throw new IllegalArgumentException(
          "the method declares no " + what + " '" + name + "'; it declares " + leaves.keySet());
    }
    return leaf;
  }

  /// Fresh N(0, 1) numbers, `[n]`; every call gives others, independent of the first.
  public Expr noise() {
    return random(Op.Noise.Law.NORMAL, Purpose.NOISE, equations.u().shape());
  }

  /// A fresh U(0, 1) number, to accept or reject by; every call gives another.
  public Expr uniform() {
    return random(Op.Noise.Law.UNIFORM, Purpose.ACCEPT, Shape.SCALAR);
  }

  /// Fresh U(0, 1) numbers, `[n]`; every call gives others.
  public Expr uniforms() {
    return uniforms(equations.u().shape().size());
  }

  /// Fresh U(0, 1) numbers, `[count]`; every call gives others.
  public Expr uniforms(int count) {
    return random(Op.Noise.Law.UNIFORM, Purpose.NOISE, Shape.of(count));
  }

  private Expr random(Op.Noise.Law law, Purpose purpose, Shape shape) {
    return Expr.of(Node.leaf(new Op.Noise(law, purpose.code(), draws++), shape));
  }

  Map<String, Node> slots() {
    return slots;
  }
}
