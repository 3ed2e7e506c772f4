package org.ebm4j.inference.sample;

import static org.ebm4j.api.expr.Maths.dot;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ebm4j.api.energy.Energy;
import org.ebm4j.api.energy.Given;
import org.ebm4j.api.energy.Problem;
import org.ebm4j.api.energy.Samples;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.graph.Shape;
import org.ebm4j.api.space.Nothing;
import org.ebm4j.api.space.Space;

/// Models of few spins, bits or categories, whose every probability is known by enumeration.
final class SpinModels {
  private SpinModels() {}

  record Machine(boolean[] visible, boolean[] hidden) {}

  /// @param blocks how many blocks are found
  record Model(String name, Problem problem, double beta, int blocks) {
    BlockGibbs sampler() {
      return BlockGibbs.standard().beta(beta);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Model> all() {
    return Stream.of(
        new Model("3×3 torus", ising(3).problem(), .3, 4),
        new Model("4×2 torus", ising(4, 2).problem(), .25, 2),
        new Model("restricted Boltzmann machine", machine(false).problem(), 1, 2),
        new Model("the same of spins", machine(true).problem(), .7, 2),
        new Model("glass with fields", glass().problem(), 1, 6),
        new Model("triples", triples().problem(), 1, 4),
        new Model("no interactions", alone().problem(), 2, 1),
        new Model("bits and latent spins", mixed().problem(), 1, 2),
        new Model("3×3 torus of 3 categories in fields", potts(3, 3, 3, 0).problem(), .7, 4),
        new Model("4×2 torus of 3 categories", potts(4, 2, 3, 0).problem(), .9, 2),
        new Model("ratings and tastes", ratings().problem(), 1, 2),
        new Model("seven categories and a latent spin", sevens().problem(), .8, 2));
  }

  /// −Σ δ(sᵢ, sⱼ) over the bonds of a square torus, and fields that differ from site to site.
  ///
  /// @param turned by how many categories the fields are turned
  static Given<int[], Nothing> potts(int height, int width, int count, int turned) {
    double[] fields = new double[height * width * count];
    Arrays.setAll(fields, i -> .5 * Math.sin(3 * (i / count) + 2 * ((i + turned) % count)));
    return Energy.over(Space.categories(count, height, width))
        .plus("bonds", s -> dot(s.flat(), s.roll(0, 1).plus(s.roll(1, 1)).flat()).negated())
        .plus("fields", s -> dot(s.flat(), Expr.vector(fields)));
  }

  record Ratings(int[] stars, boolean[] taste) {}

  /// A restricted Boltzmann machine with visible sites of three categories.
  static Given<Ratings, Nothing> ratings() {
    double[] w = new double[4 * 3 * 3];
    Arrays.setAll(w, i -> Math.sin(5 * i));
    Expr weights = Expr.of(Shape.of(12, 3), w);
    return Energy.over(
            Space.of(new Ratings(new int[4], new boolean[3])).categories(Ratings::stars, 3))
        .plus(
            "pairs",
            y -> dot(y.get(Ratings::stars).flat(), weights.matmul(y.get(Ratings::taste))).negated())
        .plus("tastes", y -> dot(y.get(Ratings::taste), Expr.vector(-.3, .6, 1)));
  }

  private static Given<int[], boolean[]> sevens() {
    Expr fields = Expr.vector(1, -.5, 0, .2, 2, 3, -1);
    return Energy.joint(Space.categories(7, 2), Space.spins())
        .plus("first", (_, y, z) -> dot(y.at(0), fields).times(z))
        .plus("second", (_, y, z) -> dot(y.at(1), fields.negated()).times(z).times(.4));
  }

  /// −Σ sᵢsⱼ over the bonds of a square torus.
  static Given<boolean[], Nothing> ising(int side) {
    return ising(side, side);
  }

  static Given<boolean[], Nothing> ising(int height, int width) {
    return Energy.over(Space.spins(height, width))
        .plus("bonds", s -> dot(s.flat(), s.roll(0, 1).plus(s.roll(1, 1)).flat()).negated());
  }

  static Given<Machine, Nothing> machine(boolean spins) {
    Space<Machine> bits = Space.of(new Machine(new boolean[4], new boolean[3]));
    Expr w = Expr.of(Shape.of(4, 3), 1, -2, .5, -1, .3, 2, .7, 0, -1.5, .2, 1.1, -.4);
    return Energy.over(spins ? bits.asSpins() : bits)
        .plus(
            "pairs", y -> dot(y.get(Machine::visible), w.matmul(y.get(Machine::hidden))).negated())
        .plus("visible", y -> dot(y.get(Machine::visible), Expr.vector(.5, -1, .2, 0)))
        .plus("hidden", y -> dot(y.get(Machine::hidden), Expr.vector(-.3, .6, 1)));
  }

  private static Given<boolean[], Nothing> glass() {
    double[] j = new double[36];
    for (int i = 0; i < 36; i++) {
      j[i] = i / 6 < i % 6 ? Math.sin(7 * i) : 0;
    }
    Expr couplings = Expr.of(Shape.of(6, 6), j);
    return Energy.over(Space.spins(6))
        .plus("pairs", s -> dot(s, couplings.matmul(s)))
        .plus("fields", s -> dot(s, Expr.vector(.3, -.2, .5, 0, -.9, .1)));
  }

  /// Products of three neighbours on a ring.
  private static Given<boolean[], Nothing> triples() {
    return Energy.over(Space.spins(7))
        .plus("triples", .6, s -> s.times(s.roll(0, 1)).times(s.roll(0, 2)).sum())
        .plus("field", -.2, s -> s.sum());
  }

  private static Given<boolean[], Nothing> alone() {
    return Energy.over(Space.binary(5)).plus("fields", b -> dot(b, Expr.vector(1, -.5, 0, .2, 2)));
  }

  private static Given<boolean[], boolean[]> mixed() {
    return Energy.joint(Space.binary(3), Space.spins(2))
        .plus("pairs", (_, y, z) -> y.sum().times(z.sum()).times(.4))
        .plus("first", (_, y, _) -> y.slice(0, 0, 1).sum());
  }

  /// How many values a site takes.
  static int values(Sites sites, int site) {
    return Math.max(2, sites.width(site));
  }

  /// Gives a site its c-th value; of spins and bits 0 is the low one.
  static void put(Problem problem, Sites sites, double[] into, int row, int site, int c) {
    int at = sites.begin(site);
    if (sites.width(site) == 1) {
      into[row + at] = (c == 1 ? problem.bounds().high() : problem.bounds().low()).get(at);
    } else {
      Arrays.fill(into, row + at, row + at + sites.width(site), 0);
      into[row + at + c] = 1;
    }
  }

  /// Every point, row after row: the row's number, its first digit first, says which value each
  /// site has.
  static double[] states(Problem problem) {
    Sites sites = Sites.of(problem);
    int n = problem.size();
    int count = 1;
    for (int site = 0; site < sites.count(); site++) {
      count *= values(sites, site);
    }
    double[] states = new double[n * count];
    for (int state = 0; state < count; state++) {
      int rest = state;
      for (int site = 0; site < sites.count(); site++) {
        put(problem, sites, states, state * n, site, rest % values(sites, site));
        rest /= values(sites, site);
      }
    }
    return states;
  }

  /// exp(−βE)/Z of every state.
  static double[] probabilities(Problem problem, double beta) {
    double[] energies = problem.in(Precision.F64).energies(states(problem));
    double least = Arrays.stream(energies).min().orElseThrow();
    double[] weights = Arrays.stream(energies).map(e -> Math.exp(-beta * (e - least))).toArray();
    double z = Arrays.stream(weights).sum();
    return Arrays.stream(weights).map(w -> w / z).toArray();
  }

  /// Which state a draw is; it fails if it is none.
  static int state(Problem problem, double[] point) {
    Sites sites = Sites.of(problem);
    int state = 0;
    for (int site = sites.count() - 1; site >= 0; site--) {
      int values = values(sites, site);
      state = state * values + value(problem, sites, point, site);
    }
    return state;
  }

  private static int value(Problem problem, Sites sites, double[] point, int site) {
    double[] tried = point.clone();
    for (int c = 0; c < values(sites, site); c++) {
      put(problem, sites, tried, 0, site, c);
      if (Arrays.equals(tried, point)) {
        return c;
      }
    }
    throw new AssertionError("no value of site " + site + ": " + Arrays.toString(point));
  }

  /// χ² of the last draws of all chains against the exact law, in standard deviations from its
  /// mean.
  static double misfit(Problem problem, double beta, Samples samples) {
    double[] exact = probabilities(problem, beta);
    double[] counts = new double[exact.length];
    for (int chain = 0; chain < samples.chains(); chain++) {
      counts[state(problem, samples.point(chain, samples.draws() - 1))]++;
    }
    return misfit(exact, counts);
  }

  /// χ² of counts, in standard deviations from its mean. Neighbours by probability are put together
  /// until ten are expected.
  static double misfit(double[] exact, double[] counts) {
    int[] order =
        IntStream.range(0, exact.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> exact[i]))
            .mapToInt(i -> i)
            .toArray();
    double all = Arrays.stream(counts).sum();
    double chi = 0;
    int cells = 0;
    double expected = 0;
    double found = 0;
    double left = all;
    for (int state : order) {
      expected += all * exact[state];
      found += counts[state];
      if (expected >= 10 && left - expected >= 10) {
        chi += (found - expected) * (found - expected) / expected;
        left -= expected;
        cells++;
        expected = 0;
        found = 0;
      }
    }
    chi +=
        (found - expected) * (found - expected) / expected; // the most probable, and what is left
    return (chi - cells) / Math.sqrt(2.0 * cells);
  }
}
