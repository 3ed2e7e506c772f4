package org.ebm4j.api.energy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.expr.In;
import org.ebm4j.api.space.Nothing;
import org.ebm4j.api.space.Space;
import org.ebm4j.api.weights.Weights;

/// E(y, z): an energy with nothing left to observe, which answers questions.
///
/// It comes from {@link Energy#given} or from an energy declared without observations, and is an
/// energy itself: terms can be added to it (a goal, a guardrail), and it can be tempered and
/// joined. Immutable.
///
/// @param <Y> answers
/// @param <Z> latents; {@link Nothing} if there are none
public final class Given<Y, Z> extends Energy<Nothing, Y, Z> {
  private final Setup setup;

  Given(Sum<Nothing, Y, Z> sum, Setup setup) {
    super(sum);
    this.setup = setup;
  }

  @Override
  Given<Y, Z> of(Sum<Nothing, Y, Z> changed) {
    return new Given<>(changed, setup);
  }

  @Override
  public Given<Y, Z> plus(String name, OfAnswer<Y> term) {
    return plus(name, 1, term);
  }

  @Override
  public Given<Y, Z> plus(String name, OfPair<Nothing, Y> term) {
    return plus(name, 1, term);
  }

  @Override
  public Given<Y, Z> plus(String name, OfAll<Nothing, Y, Z> term) {
    return plus(name, 1, term);
  }

  @Override
  public Given<Y, Z> plus(String name, double coefficient, OfAnswer<Y> term) {
    return (Given<Y, Z>) super.plus(name, coefficient, term);
  }

  @Override
  public Given<Y, Z> plus(String name, double coefficient, OfPair<Nothing, Y> term) {
    return (Given<Y, Z>) super.plus(name, coefficient, term);
  }

  @Override
  public Given<Y, Z> plus(String name, double coefficient, OfAll<Nothing, Y, Z> term) {
    return (Given<Y, Z>) super.plus(name, coefficient, term);
  }

  @Override
  public Given<Y, Z> plus(Energy<Nothing, Y, Z> other) {
    return (Given<Y, Z>) super.plus(other);
  }

  @Override
  public Given<Y, Z> times(double factor) {
    return (Given<Y, Z>) super.times(factor);
  }

  @Override
  public Given<Y, Z> tempered(double beta) {
    return (Given<Y, Z>) super.tempered(beta);
  }

  @Override
  public Given<Y, Z> negated() {
    return (Given<Y, Z>) super.negated();
  }

  @Override
  public Given<Y, Z> with(Weights weights) {
    return (Given<Y, Z>) super.with(weights);
  }

  @Override
  public Given<Y, Z> initial(long seed) {
    return (Given<Y, Z>) super.initial(seed);
  }

  /// F(w, z) = E(g(w), z).
  ///
  /// @param map g, giving as many numbers as a y has, in the order of its components
  @Override
  public <W> Given<W, Z> through(Space<W> ws, Function<In<W>, Expr> map) {
    return new Given<>(
        sum.through(Space.nothing(), ws, (x, w) -> new Sum.Lift(x, map.apply(w))), setup);
  }

  /// F(v, w, z) = E(g(v, w), z): the answer is made of something observed and something to be
  /// found, such as an image of which half is known.
  ///
  /// @param map g, giving as many numbers as a y has, in the order of its components
  public <V, W> Energy<V, W, Z> through(
      Space<V> vs, Space<W> ws, BiFunction<In<V>, In<W>, Expr> map) {
    return new Conditional<>(sum.through(vs, ws, (v, w) -> new Sum.Lift(sum.x(), map.apply(v, w))));
  }

  /// Computed by this engine; {@link Engine#best} unless said.
  public Given<Y, Z> on(Engine engine) {
    return new Given<>(sum, setup.on(engine));
  }

  /// Computed in this precision; f32 unless said.
  public Given<Y, Z> in(Precision precision) {
    return new Given<>(sum, setup.in(precision));
  }

  /// The question as data, for methods and samplers.
  ///
  /// @throws IllegalArgumentException if a parameter is unbound, there is no term, or no term
  ///   depends on y or z
  public Problem problem() {
    return Problem.of(sum, setup);
  }

  /// argmin over y and z, from the origin of their spaces.
  public Answer<Y, Z> infer(Method method) {
    Problem problem = problem();
    return answer(method.solve(problem, problem.origin()).getFirst());
  }

  /// argmin over y and z from a start of the caller's.
  ///
  /// @param start where y begins; z begins at its origin
  public Answer<Y, Z> infer(Method method, Y start) {
    Problem problem = problem();
    double[] begin = problem.origin();
    sum.ys().encode(start, begin, 0);
    return answer(method.solve(problem, begin).getFirst());
  }

  /// Every minimum the method finds, lowest first.
  public List<Answer<Y, Z>> minima(Minima method) {
    return answers(method.minima(problem()));
  }

  /// Draws y, and z with it, in proportion to exp(−E).
  public Draws<Y> sample(Sampler sampler, Chains chains, long seed) {
    return new Draws<>(sum.ys(), sampler.sample(problem(), chains, seed));
  }

  /// E(y) = min over z of E(y, z).
  ///
  /// @throws IllegalArgumentException if there is no latent
  public Minimised<Y, Z> minimised() {
    return new Minimised<>(this);
  }

  /// F(y) = −1/β ln ∫ exp(−βE(y, z)) dz.
  ///
  /// @param beta > 0, the inverse temperature, per unit of energy
  public Marginal<Y, Z> freeEnergy(double beta) {
    return new Marginal<>(this, beta);
  }

  /// E and its terms at a point.
  public Evaluation at(Y y, Z z) {
    double[] point = new double[sum.ys().size() + sum.zs().size()];
    sum.ys().encode(y, point, 0);
    sum.zs().encode(z, point, sum.ys().size());
    return problem().at(point);
  }

  /// E and its terms at a point, when there are no latents.
  ///
  /// @throws IllegalArgumentException if there are
  public Evaluation at(Y y) {
    if (sum.zs().size() > 0) {
      throw new IllegalArgumentException(
          "the energy has a latent "
              + sum.zs()
              + "; give its value too, at(y, z), or remove it by minimised() or freeEnergy(β)");
    }
    return problem().at(sum.ys().encode(y));
  }

  /// The question about z alone, at one y for all chains or at several, each for its share of them.
  Problem latentProblem(List<Y> ys) {
    int size = sum.ys().size();
    double[] numbers = new double[ys.size() * size];
    for (int i = 0; i < ys.size(); i++) {
      sum.ys().encode(ys.get(i), numbers, i * size);
    }
    return Problem.of(Sum.answered(sum, numbers, ys.size()), setup);
  }

  Answer<Y, Z> answer(Outcome outcome) {
    double[] point = outcome.best().point().toArray();
    return new Answer<>(
        sum.ys().decode(point, 0),
        sum.zs().decode(point, sum.ys().size()),
        sum.terms().stream().map(Term::name).toList(),
        outcome);
  }

  /// The answer of a search for z alone.
  Answer<Y, Z> answer(Y y, Outcome outcome) {
    double[] point = outcome.best().point().toArray();
    List<String> names = sum.terms().stream().map(Term::name).toList();
    return new Answer<>(y, sum.zs().decode(point), names, outcome);
  }

  private List<Answer<Y, Z>> answers(List<Outcome> outcomes) {
    List<Answer<Y, Z>> answers = new ArrayList<>();
    outcomes.forEach(outcome -> answers.add(answer(outcome)));
    return List.copyOf(answers);
  }
}
