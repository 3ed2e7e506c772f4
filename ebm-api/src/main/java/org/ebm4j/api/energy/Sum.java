package org.ebm4j.api.energy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.expr.In;
import org.ebm4j.api.graph.Graph;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Nodes;
import org.ebm4j.api.graph.Op;
import org.ebm4j.api.graph.Shape;
import org.ebm4j.api.graph.Terms;
import org.ebm4j.api.net.Parameters;
import org.ebm4j.api.space.Nothing;
import org.ebm4j.api.space.Space;
import org.ebm4j.api.weights.Weights;

/// What an energy is made of: three spaces, the leaves that stand for their points, terms over
/// those leaves, observations already made, and weights.
///
/// @param observed leaves that stood for a point once and now have numbers
/// @param parameters those the terms use
/// @param weights values of parameters; those of some may be missing until a question is asked
/// @param programs compiled for these terms; shared by sums that differ in numbers only
record Sum<X, Y, Z>(
    Space<X> xs,
    Space<Y> ys,
    Space<Z> zs,
    Leaves leaves,
    List<Term> terms,
    List<Observed> observed,
    Parameters parameters,
    Weights weights,
    Programs programs) {

  /// A leaf with its numbers: one row for all chains, or several rows, each for an equal share of
  /// them.
  record Observed(Node leaf, double[] numbers, int rows) {}

  /// The flat vectors of x, y and z.
  record Leaves(Node x, Node y, Node z) {
    static Leaves of(Space<?> xs, Space<?> ys, Space<?> zs) {
      return new Leaves(leaf("x", xs), leaf("y", ys), leaf("z", zs));
    }

    private static Node leaf(String name, Space<?> space) {
      Shape shape = Shape.of(space.size());
      return space.size() == 0 ? Nodes.constant(shape) : Node.leaf(new Op.Input(name), shape);
    }

    boolean has(Node node) {
      return node == x || node == y || node == z;
    }
  }

  static <X, Y, Z> Sum<X, Y, Z> over(Space<X> xs, Space<Y> ys, Space<Z> zs) {
    if (ys.size() == 0) {
      throw new IllegalArgumentException(
          "an energy needs an answer to judge, but the space of y is empty; give it a component");
    }
    return new Sum<>(
        xs,
        ys,
        zs,
        Leaves.of(xs, ys, zs),
        List.of(),
        List.of(),
        Parameters.of(List.of()),
        Weights.empty(),
        new Programs());
  }

  In<X> x() {
    return xs.in(leaves.x);
  }

  In<Y> y() {
    return ys.in(leaves.y);
  }

  In<Z> z() {
    return zs.in(leaves.z);
  }

  Sum<X, Y, Z> plus(String name, double coefficient, Supplier<Expr> value) {
    Node node = Terms.declaring(name, () -> value.get().node());
    return plus(List.of(TermRules.checked(name, coefficient, node, leaves)));
  }

  private Sum<X, Y, Z> plus(List<Term> added) {
    List<Term> all = new ArrayList<>(terms);
    Parameters used = parameters.and(Parameters.of(added.stream().map(Term::value).toList()));
    for (Term term : added) {
      if (all.stream().anyMatch(t -> t.name().equals(term.name()))) {
        throw new IllegalArgumentException(
            "the energy already has a term '"
                + term.name()
                + "'; give each term a name of its own");
      }
      all.add(term);
    }
    return new Sum<>(xs, ys, zs, leaves, List.copyOf(all), observed, used, weights, new Programs());
  }

  private Sum<X, Y, Z> of(List<Term> changed, List<Observed> known, Weights bound) {
    Parameters used = Parameters.of(changed.stream().map(Term::value).toList());
    return new Sum<>(xs, ys, zs, leaves, List.copyOf(changed), known, used, bound, new Programs());
  }

  private List<Observed> knownWith(Sum<?, ?, ?> other) {
    List<Observed> known = new ArrayList<>(observed);
    other.observed.stream()
        .filter(o -> known.stream().noneMatch(k -> k.leaf == o.leaf))
        .forEach(known::add);
    return List.copyOf(known);
  }

  /// The terms of both.
  Sum<X, Y, Z> plus(Sum<?, ?, ?> other) {
    Sum<X, Y, Z> sum = plus(other.on(this));
    return sum.of(sum.terms, knownWith(other), TermRules.joined(weights, other.weights));
  }

  /// The other energy's terms over these leaves.
  private List<Term> on(Sum<?, ?, ?> target) {
    TermRules.requireSame("x", xs, target.xs);
    TermRules.requireSame("y", ys, target.ys);
    TermRules.requireSame("z", zs, target.zs);
    return on(target.leaves);
  }

  /// These terms over other leaves of the same sizes.
  List<Term> on(Leaves other) {
    return on(other.x, other.y, other.z);
  }

  private List<Term> on(Node x, Node y, Node z) {
    Map<Node, Node> images = new IdentityHashMap<>();
    images.put(leaves.x, x);
    images.put(leaves.y, y);
    images.put(leaves.z, z);
    List<Node> values = Graph.substitute(terms.stream().map(Term::value).toList(), images);
    List<Term> moved = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      moved.add(terms.get(i).on(values.get(i)));
    }
    return Collections.unmodifiableList(moved);
  }

  /// E at expressions; observations made are constants of it.
  Expr value(Expr x, Expr y, Expr z) {
    Map<Node, Node> known = new IdentityHashMap<>();
    for (Observed o : observed) {
      known.put(o.leaf, Nodes.constant(o.leaf.shape(), o.numbers));
    }
    Node total = total(on(fitted("x", x, xs), fitted("y", y, ys), fitted("z", z, zs)));
    return Expr.of(Graph.substitute(List.of(total), known).getFirst());
  }

  Sum<X, Y, Z> times(double factor) {
    if (!Double.isFinite(factor)) {
      throw new IllegalArgumentException(
          "cannot multiply an energy by " + factor + "; a factor is finite");
    }
    return of(terms.stream().map(t -> t.times(factor)).toList(), observed, weights);
  }

  /// −ln Σᵢ exp(−Eᵢ) as one term.
  static <X, Y, Z> Sum<X, Y, Z> either(String name, List<Sum<X, Y, Z>> parts) {
    Sum<X, Y, Z> first = parts.getFirst();
    Sum<X, Y, Z> mixture = first.of(List.of(), List.of(), Weights.empty());
    List<Expr> negatives = new ArrayList<>();
    for (Sum<X, Y, Z> part : parts) {
      negatives.add(Expr.of(total(part.on(mixture))).negated().reshape(1));
      mixture =
          mixture.of(
              List.of(), mixture.knownWith(part), TermRules.joined(mixture.weights, part.weights));
    }
    Expr value = Expr.concat(0, negatives.toArray(Expr[]::new)).logSumExp().negated();
    return mixture.plus(List.of(new Term(name, 1, value.node())));
  }

  /// Σ coefficient·value.
  static Node total(List<Term> terms) {
    Node total = null;
    for (Term term : terms) {
      Node weighted = Nodes.scale(term.value(), term.coefficient());
      total = total == null ? weighted : Nodes.add(total, weighted);
    }
    return total == null ? Nodes.constant(0) : total;
  }

  /// These terms of other arguments: x, y and z each replaced by an expression over new leaves.
  <V, W> Sum<V, W, Z> through(Space<V> vs, Space<W> ws, BiFunction<In<V>, In<W>, Lift> map) {
    Sum<V, W, Z> target = over(vs, ws, zs);
    Lift lift = map.apply(target.x(), target.y());
    return target.of(
        on(fitted("x", lift.x, xs), fitted("y", lift.y, ys), target.leaves.z), observed, weights);
  }

  /// What x and y become.
  record Lift(Expr x, Expr y) {}

  private static Node fitted(String role, Expr value, Space<?> space) {
    if (value.shape().size() != space.size()) {
      throw new IllegalArgumentException(
          "found "
              + value.shape()
              + " for "
              + role
              + ", which has "
              + space.size()
              + " numbers: "
              + space
              + "; join its components in that order with Expr.concat");
    }
    return value.flat().node();
  }

  /// x is known.
  ///
  /// @param numbers rows · xs.size()
  Sum<Nothing, Y, Z> given(double[] numbers, int rows) {
    List<Observed> known = new ArrayList<>(observed);
    if (xs.size() > 0) {
      known.add(new Observed(leaves.x, numbers, rows));
    }
    Leaves left = new Leaves(Nodes.constant(Shape.of(0)), leaves.y, leaves.z);
    return new Sum<>(
        Space.nothing(), ys, zs, left, terms, List.copyOf(known), parameters, weights, programs);
  }

  /// y is known too: z alone is left, in the place of the answer.
  ///
  /// @param ys rows · ys.size()
  static <Y, Z> Sum<Nothing, Z, Nothing> answered(Sum<Nothing, Y, Z> sum, double[] ys, int rows) {
    List<Observed> known = new ArrayList<>(sum.observed);
    known.add(new Observed(sum.leaves.y, ys, rows));
    Node none = Nodes.constant(Shape.of(0));
    Leaves left = new Leaves(none, sum.leaves.z, none);
    return new Sum<>(
        Space.nothing(),
        sum.zs,
        Space.nothing(),
        left,
        sum.terms,
        List.copyOf(known),
        sum.parameters,
        sum.weights,
        new Programs());
  }

  /// With the values given, over those there were.
  Sum<X, Y, Z> with(Weights values) {
    parameters.requireFitting(values);
    Weights all = values;
    for (String name : weights.names()) {
      all = values.names().contains(name) ? all : all.with(name, weights.get(name));
    }
    return new Sum<>(xs, ys, zs, leaves, terms, observed, parameters, all, programs);
  }
}
