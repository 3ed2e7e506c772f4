package org.ebm4j.api.energy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.expr.In;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.net.Parameters;
import org.ebm4j.api.space.Nothing;
import org.ebm4j.api.space.Point;
import org.ebm4j.api.space.Space;
import org.ebm4j.api.weights.Weights;

/// E(x, y, z) = Σ coefficient·term(x, y, z): how badly an observation x, an answer y and a latent z fit together; low is good.
///
///     Energy<Frame, Motion, Slack> energy = Energy.over(frames, motions, slacks)
///         .plus("fit", (x, y, z) -> sq(y.minus(decoder.of(x, z))))
///         .plus("slack", 0.1, (_, _, z) -> sq(z));
///     Answer<Motion, Slack> best = energy.given(frame).infer(method);
///
/// A term is written for one (x, y, z); engines run it for thousands at once. Its arguments are always x, y, z in this order;
/// the forms with fewer leave z out, then x. Immutable.
///
/// @param <X> observations; {@link Nothing} if there are none
/// @param <Y> answers
/// @param <Z> latents; {@link Nothing} if there are none
public abstract sealed class Energy<X, Y, Z> permits Conditional, Given {
  final Sum<X, Y, Z> sum;

  Energy(Sum<X, Y, Z> sum) {
    this.sum = sum;
  }

  /// A term of the answer alone.
  @FunctionalInterface
  public interface OfAnswer<Y> {
    /// A scalar.
    Expr of(In<Y> y);
  }

  /// A term of observation and answer.
  @FunctionalInterface
  public interface OfPair<X, Y> {
    /// A scalar.
    Expr of(In<X> x, In<Y> y);
  }

  /// A term of all three.
  @FunctionalInterface
  public interface OfAll<X, Y, Z> {
    /// A scalar.
    Expr of(In<X> x, In<Y> y, In<Z> z);
  }

  /// An energy of answers alone, zero until terms are added. Nothing need be given before a
  /// question.
  public static <Y> Given<Y, Nothing> over(Space<Y> ys) {
    return new Given<>(Sum.over(Space.nothing(), ys, Space.nothing()), Setup.STANDARD);
  }

  /// An energy of observations and answers, zero until terms are added.
  public static <X, Y> Energy<X, Y, Nothing> over(Space<X> xs, Space<Y> ys) {
    return new Conditional<>(Sum.over(xs, ys, Space.nothing()));
  }

  /// An energy of observations, answers and latents, zero until terms are added.
  public static <X, Y, Z> Energy<X, Y, Z> over(Space<X> xs, Space<Y> ys, Space<Z> zs) {
    return new Conditional<>(Sum.over(xs, ys, zs));
  }

  /// An energy of answers and latents, zero until terms are added. Its terms' x is {@link Nothing}:
  /// {@code (_, y, z) -> …}.
  public static <Y, Z> Given<Y, Z> joint(Space<Y> ys, Space<Z> zs) {
    return new Given<>(Sum.over(Space.nothing(), ys, zs), Setup.STANDARD);
  }

  /// The same kind of energy made of something else.
  abstract Energy<X, Y, Z> of(Sum<X, Y, Z> changed);

  /// This energy plus a term of y.
  ///
  /// @param name unique; answers, traces, errors and reports use it
  /// @throws IllegalArgumentException if the term is not a scalar, reduces over the batch, draws
  ///   noise, or its name is taken
  public Energy<X, Y, Z> plus(String name, OfAnswer<Y> term) {
    return plus(name, 1, term);
  }

  /// This energy plus a term of x and y.
  public Energy<X, Y, Z> plus(String name, OfPair<X, Y> term) {
    return plus(name, 1, term);
  }

  /// This energy plus a term of x, y and z.
  public Energy<X, Y, Z> plus(String name, OfAll<X, Y, Z> term) {
    return plus(name, 1, term);
  }

  /// This energy plus coefficient times a term of y.
  public Energy<X, Y, Z> plus(String name, double coefficient, OfAnswer<Y> term) {
    return of(sum.plus(name, coefficient, () -> term.of(sum.y())));
  }

  /// This energy plus coefficient times a term of x and y.
  public Energy<X, Y, Z> plus(String name, double coefficient, OfPair<X, Y> term) {
    return of(sum.plus(name, coefficient, () -> term.of(sum.x(), sum.y())));
  }

  /// This energy plus coefficient times a term of x, y and z.
  public Energy<X, Y, Z> plus(String name, double coefficient, OfAll<X, Y, Z> term) {
    return of(sum.plus(name, coefficient, () -> term.of(sum.x(), sum.y(), sum.z())));
  }

  /// E + F: the product of experts exp(−E)·exp(−F). The terms of both are kept by name.
  ///
  /// @throws IllegalArgumentException if a name occurs in both, or the spaces differ
  public Energy<X, Y, Z> plus(Energy<X, Y, Z> other) {
    return of(sum.plus(other.sum));
  }

  /// factor·E, term by term.
  public Energy<X, Y, Z> times(double factor) {
    return of(sum.times(factor));
  }

  /// β·E: at β > 1 colder and more certain, at β < 1 hotter.
  ///
  /// @param beta > 0
  public Energy<X, Y, Z> tempered(double beta) {
    if (!(beta > 0)) {
      throw new IllegalArgumentException(
          "tempered: the inverse temperature should be positive, found " + beta);
    }
    return times(beta);
  }

  /// −E: what was good is bad.
  public Energy<X, Y, Z> negated() {
    return times(-1);
  }

  /// −ln Σᵢ exp(−Eᵢ): low where any one is low; the density of the mixture with equal weights, up
  /// to normalisation. One term of the name given. A weight wᵢ is a term −ln wᵢ of its part.
  @SafeVarargs
  public static <X, Y, Z> Energy<X, Y, Z> either(
      String name, Energy<X, Y, Z> first, Energy<X, Y, Z>... others) {
    List<Sum<X, Y, Z>> parts = new ArrayList<>();
    parts.add(first.sum);
    for (Energy<X, Y, Z> other : others) {
      parts.add(other.sum);
    }
    return first.of(Sum.either(name, parts));
  }

  /// The same for energies with nothing left to observe.
  @SafeVarargs
  public static <Y, Z> Given<Y, Z> either(String name, Given<Y, Z> first, Given<Y, Z>... others) {
    List<Sum<Nothing, Y, Z>> parts = new ArrayList<>();
    parts.add(first.sum);
    for (Given<Y, Z> other : others) {
      parts.add(other.sum);
    }
    return first.of(Sum.either(name, parts));
  }

  /// F(x, w, z) = E(x, g(w), z).
  ///
  /// @param map g, giving as many numbers as a y has, in the order of its components
  public <W> Energy<X, W, Z> through(Space<W> ws, Function<In<W>, Expr> map) {
    return new Conditional<>(sum.through(sum.xs(), ws, (x, w) -> new Sum.Lift(x, map.apply(w))));
  }

  /// F(v, y, z) = E(g(v), y, z).
  ///
  /// @param map g, giving as many numbers as an x has, in the order of its components
  public <V> Energy<V, Y, Z> observing(Space<V> vs, Function<In<V>, Expr> map) {
    return new Conditional<>(sum.through(vs, sum.ys(), (v, y) -> new Sum.Lift(map.apply(v), y)));
  }

  /// The parameters its terms use.
  public Parameters parameters() {
    return sum.parameters();
  }

  /// The values bound so far.
  public Weights weights() {
    return sum.weights();
  }

  /// This energy with values for its parameters. Values of other names are kept for terms to come.
  ///
  /// @throws IllegalArgumentException if a tensor has not its parameter's shape
  public Energy<X, Y, Z> with(Weights weights) {
    return of(sum.with(weights));
  }

  /// This energy with every parameter drawn from its initial law.
  public Energy<X, Y, Z> initial(long seed) {
    return with(parameters().initial(seed));
  }

  /// E(y, z | x): x is observed.
  public Given<Y, Z> given(X x) {
    return new Given<>(sum.given(sum.xs().encode(x), 1), Setup.STANDARD);
  }

  /// E(y, z | xᵢ) for many observations, which are then answered at once.
  public GivenEach<Y, Z> givenEach(List<X> observations) {
    return GivenEach.of(sum, observations);
  }

  /// Saves the energy as {@code energy.json} and {@code weights.safetensors}, each replaced whole
  /// or not at all. An observation made becomes part of it.
  ///
  /// @param folder made if it is not there
  /// @throws IOException if it cannot be written, as one sentence
  public void save(Path folder) throws IOException {
    SavedEnergy.save(sum, folder);
  }

  /// Loads what {@link #save} wrote. None of the classes it was declared with are needed: its
  /// points are generic, with components by name. Where it has no observation or latent, the point
  /// of that space has no numbers: {@code energy.given(energy.xs().decode())}.
  ///
  /// @throws IOException if a file is missing, damaged, or the weights belong to another energy, as
  ///   one sentence
  /// @throws IllegalArgumentException if the files are readable but no energy, with what was found
  ///   where
  public static Energy<Point, Point, Point> load(Path folder) throws IOException {
    return new Conditional<>(SavedEnergy.load(folder));
  }

  /// The canonical text of {@code energy.json}: equal declarations give equal text. Weights are not
  /// in it.
  public String toJson() {
    return EnergyText.write(sum);
  }

  /// E(x, y, z) as an expression, for training objectives: each argument has as many numbers as its
  /// space.
  public Expr value(Expr x, Expr y, Expr z) {
    return sum.value(x, y, z);
  }

  /// E(x, y), where there is no latent.
  public Expr value(Expr x, Expr y) {
    return sum.value(x, y, Expr.vector());
  }

  /// E(y), where there is neither observation nor latent.
  public Expr value(Expr y) {
    return sum.value(Expr.vector(), y, Expr.vector());
  }

  /// The space of observations.
  public Space<X> xs() {
    return sum.xs();
  }

  /// The space of answers.
  public Space<Y> ys() {
    return sum.ys();
  }

  /// The space of latents.
  public Space<Z> zs() {
    return sum.zs();
  }

  /// The terms, in the order they were added; for the compiler, trainers, printing and saving.
  public List<Term> terms() {
    return sum.terms();
  }

  /// The flat vectors of x, y and z that the terms are written over; for trainers, printing and
  /// saving.
  public Arguments arguments() {
    return new Arguments(sum.leaves().x(), sum.leaves().y(), sum.leaves().z());
  }

  /// The leaves that stand for x, y and z, each a vector of its space's size.
  public record Arguments(Node x, Node y, Node z) {}

  /// The energy as a table of its terms.
  @Override
  public String toString() {
    return EnergyTable.of(sum);
  }
}
