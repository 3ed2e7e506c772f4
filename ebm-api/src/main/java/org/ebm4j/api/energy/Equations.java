package org.ebm4j.api.energy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.graph.Gradient;
import org.ebm4j.api.graph.Graph;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Nodes;
import org.ebm4j.api.graph.Op;
import org.ebm4j.api.graph.Shape;
import org.ebm4j.api.space.Bounds;

/// A question as nodes: the unknown, the terms over it, their sum, its gradient.
///
/// @param u `[n]`, an input
/// @param terms `[k]`, coefficient·value of each
/// @param energy scalar
/// @param gradient `[n]`
/// @param observed the leaf each observation is bound to; empty name where no term uses it
record Equations(Node u, Node terms, Node energy, Node gradient, List<String> observed) {
  static final String UNKNOWN = "u";
  static final String ENERGY = "energy";
  static final String TERMS = "terms";
  static final String GRADIENT = "gradient";

  /// What the equations depend on beside the terms.
  ///
  /// @param each for every observation whether it has several rows
  /// @param free whether the unknown is in unbounded coordinates
  /// @param beta the inverse temperature at which the Jacobian enters; read only where free
  record Form(List<Boolean> each, boolean free, double beta) {}

  static Equations of(Sum<?, ?, ?> sum, Form form, Bounds bounds) {
    int n = bounds.size();
    int ny = sum.ys().size();
    Node u = Node.leaf(new Op.Input(UNKNOWN), Shape.of(n));
    Node point = form.free ? bounds.point(Expr.of(u)).node() : u;
    Map<Node, Node> images = new IdentityHashMap<>();
    images.put(sum.leaves().y(), Nodes.slice(point, List.of(0), Shape.of(ny)));
    images.put(sum.leaves().z(), Nodes.slice(point, List.of(ny), Shape.of(n - ny)));
    List<String> names = observe(sum, form, images);
    List<Term> terms = substituted(sum.terms(), images);
    Node energy = Sum.total(terms);
    requireDependence(energy, u);
    if (form.free) {
      energy =
          Nodes.subtract(energy, Nodes.scale(bounds.logJacobian(Expr.of(u)).node(), 1 / form.beta));
    }
    Node gradient = Gradient.of(energy, List.of(u)).getFirst();
    return new Equations(u, vector(terms), energy, gradient, names);
  }

  /// Gives every observation a leaf: shared by all chains, or one row a chain.
  private static List<String> observe(Sum<?, ?, ?> sum, Form form, Map<Node, Node> images) {
    Set<Node> used = Collections.newSetFromMap(new IdentityHashMap<>());
    used.addAll(Graph.topological(sum.terms().stream().map(Term::value).toList()));
    List<String> names = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (int i = 0; i < sum.observed().size(); i++) {
      Node leaf = sum.observed().get(i).leaf();
      String base = ((Op.Input) leaf.op()).name();
      String name = base;
      for (int k = 2; !taken.add(name); k++) {
        name = base + k;
      }
      images.put(
          leaf,
          Node.leaf(form.each.get(i) ? new Op.Input(name) : new Op.Setting(name), leaf.shape()));
      names.add(used.contains(leaf) ? name : "");
    }
    return List.copyOf(names);
  }

  private static List<Term> substituted(List<Term> terms, Map<Node, Node> images) {
    List<Node> values = Graph.substitute(terms.stream().map(Term::value).toList(), images);
    List<Term> moved = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      moved.add(terms.get(i).on(values.get(i)));
    }
    return moved;
  }

  private static void requireDependence(Node energy, Node u) {
    if (!Graph.topological(List.of(energy)).contains(u)) {
      throw new IllegalArgumentException(
          "no term depends on what is asked for, so every point is as good as another; add a term of y");
    }
  }

  private static Node vector(List<Term> terms) {
    List<Node> parts = new ArrayList<>();
    for (Term term : terms) {
      parts.add(Nodes.reshape(Nodes.scale(term.value(), term.coefficient()), Shape.of(1)));
    }
    return Nodes.concat(0, parts);
  }
}
