package org.ebm4j.api.energy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.engine.Program;
import org.ebm4j.api.engine.Run;
import org.ebm4j.api.graph.Values;
import org.ebm4j.api.net.Parameters;
import org.ebm4j.api.space.Bounds;
import org.ebm4j.api.space.Component;
import org.ebm4j.api.weights.Weights;

/// A question as data: which u ∈ Rⁿ has low energy? For methods and samplers, which see no node of the graph.
///
/// The unknown u holds the numbers of y, then those of z. A run of one of its programs has a block {@code u}, one row a chain,
/// and is made ready by {@link #bind}. Immutable.
///
///     Program program = problem.energyAndGradient();
///     try (Run run = program.start(rows, 0)) {
///       problem.bind(run);
///       run.block("u").set(points);
///       run.step(1);
///       run.block("energy").get(energies);
///     }
public final class Problem {
  private final Sum<?, ?, ?> sum;
  private final Setup setup;
  private final Bounds box;
  private final Equations.Form form;
  private final Equations equations;

  private Problem(Sum<?, ?, ?> sum, Setup setup, Bounds box, Equations.Form form) {
    this.sum = sum;
    this.setup = setup;
    this.box = box;
    this.form = form;
    this.equations = sum.programs().equations(sum, form, box);
  }

  static Problem of(Sum<?, ?, ?> sum, Setup setup) {
    if (sum.terms().isEmpty()) {
      throw new IllegalArgumentException(
          "the energy has no term yet; add one with plus(name, term)");
    }
    requireBound(sum);
    List<Boolean> each = sum.observed().stream().map(o -> o.rows() > 1).toList();
    Bounds box = sum.ys().bounds().then(sum.zs().bounds());
    return new Problem(sum, setup, box, new Equations.Form(each, false, 1));
  }

  private static void requireBound(Sum<?, ?, ?> sum) {
    Parameters parameters = sum.parameters();
    List<String> missing = parameters.missingFrom(sum.weights());
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "the parameters "
              + String.join(", ", missing)
              + " have no values; call energy.with(weights) for trained ones or energy.initial(seed) for random ones");
    }
  }

  /// n: how many numbers the unknown has.
  public int size() {
    return box.size();
  }

  /// How many of them belong to the answer y; those of the latent z follow.
  public int answerSize() {
    return sum.ys().size();
  }

  /// The box the unknown lies in; none in {@link #unconstrained} coordinates.
  public Bounds bounds() {
    return form.free() ? Bounds.none(size()) : box;
  }

  /// Whether every number of the unknown is a real one.
  public boolean isContinuous() {
    return sum.ys().layout().isContinuous() && sum.zs().layout().isContinuous();
  }

  /// Whether every number of the unknown is one of two, the ends of its bounds.
  public boolean isTwoValued() {
    return sum.ys().layout().isTwoValued() && sum.zs().layout().isTwoValued();
  }

  /// The arrays the unknown is made of: those of y, then those of z, with where each begins in it.
  public List<Component> components() {
    List<Component> all = new ArrayList<>(sum.ys().layout().components());
    for (Component c : sum.zs().layout().components()) {
      int offset = answerSize() + c.offset();
      all.add(new Component(c.name(), c.shape(), offset, c.kind(), c.bounds()));
    }
    return List.copyOf(all);
  }

  /// The names of the terms, in the order of the {@code terms} output.
  public List<String> terms() {
    return sum.terms().stream().map(Term::name).toList();
  }

  /// A name for every number of the unknown, such as {@code dx} or {@code pixels[17]}; latents in
  /// brackets of their own: {@code z(v[3])}.
  public List<String> labels() {
    return Labels.of(sum.ys().layout(), sum.zs().layout());
  }

  /// How many observations are asked about; chains are shared out among them in order.
  public int observations() {
    return sum.observed().stream().mapToInt(Sum.Observed::rows).max().orElse(1);
  }

  /// What it is computed in.
  public Precision precision() {
    return setup.precision();
  }

  /// What it is computed by.
  public Engine engine() {
    return setup.chosen();
  }

  /// The same question on this engine.
  public Problem on(Engine engine) {
    return new Problem(sum, setup.on(engine), box, form);
  }

  /// The same question in this precision.
  public Problem in(Precision precision) {
    return new Problem(sum, setup.in(precision), box, form);
  }

  /// The question for samplers of exp(−E): the unknown in free coordinates f ∈ Rⁿ with the energy
  /// E(u(f)) − ln |det ∂u/∂f|. Itself where there are no bounds.
  public Problem unconstrained() {
    return unconstrained(1);
  }

  /// The question for samplers of exp(−βE): the energy is E(u(f)) − (1/β) ln |det ∂u/∂f|.
  ///
  /// @param beta > 0
  public Problem unconstrained(double beta) {
    return form.free() || !box.isBounded()
        ? this
        : new Problem(sum, setup, box, new Equations.Form(form.each(), true, beta));
  }

  /// E, its terms and its gradient: input {@code u} `[n]`; outputs {@code energy} `[]`, {@code
  /// terms} `[k]`, {@code gradient} `[n]`.
  public Program energyAndGradient() {
    return sum.programs().energyAndGradient(equations, form, setup);
  }

  /// E alone: input {@code u} `[n]`; output {@code energy} `[]`.
  public Program energy() {
    return sum.programs().energy(equations, form, setup);
  }

  /// Hessian times direction: inputs {@code u} and {@code direction} `[n]`; outputs {@code product}
  /// `[n]` and {@code energy} `[]`.
  public Program curvature() {
    return sum.programs().curvature(equations, form, setup);
  }

  /// A method's step compiled with energy and gradient: {@code u} and the method's slots are
  /// carried; the output is {@code energy} `[]`, of the point before the last step of a call.
  /// Inside a box the next u is moved to the box's nearest point.
  public Program step(FixedForm method) {
    return sum.programs().step(equations, form, setup, method, bounds());
  }

  /// Puts observations and weights into a run of one of these programs. The run may go on to serve
  /// other problems of the same energy: those with other weights or observations are bound to it in
  /// the same way. Chain i belongs to observation ⌊i·observations/chains⌋.
  ///
  /// @param run modified
  public void bind(Run run) {
    int[] owners = new int[run.chains()];
    Arrays.setAll(owners, i -> (int) ((long) i * observations() / owners.length));
    bind(run, owners);
  }

  /// Puts observations and weights into a run of one of these programs.
  ///
  /// @param run modified
  /// @param owners for each chain the observation it belongs to
  public void bind(Run run, int[] owners) {
    for (int i = 0; i < sum.observed().size(); i++) {
      String name = equations.observed().get(i);
      if (!name.isEmpty()) {
        run.block(name).set(rows(sum.observed().get(i), owners));
      }
    }
    Weights weights = sum.weights();
    for (String name : sum.parameters().names()) {
      run.block(name).set(weights.get(name).doubles());
    }
  }

  private static double[] rows(Sum.Observed observed, int[] owners) {
    if (observed.rows() == 1) {
      return observed.numbers();
    }
    int size = observed.leaf().shape().size();
    double[] rows = new double[owners.length * size];
    for (int i = 0; i < owners.length; i++) {
      System.arraycopy(observed.numbers(), owners[i] * size, rows, i * size, size);
    }
    return rows;
  }

  /// Where searches begin: the origins of the spaces.
  public double[] origin() {
    double[] u = Arrays.copyOf(sum.ys().origin(), size());
    System.arraycopy(sum.zs().origin(), 0, u, answerSize(), size() - answerSize());
    if (form.free()) {
      box.toFree(u, 0);
    }
    return u;
  }

  /// Random starts, by the spaces' laws.
  ///
  /// @param chain the number of the first; row i is keyed by chain + i, so that more rows do not
  ///   change those there were
  /// @return rows · n numbers
  public double[] starts(int rows, long seed, long chain) {
    double[] starts = new double[rows * size()];
    double[] u = new double[size()];
    for (int i = 0; i < rows; i++) {
      sum.ys().start(seed, chain + i, u, 0);
      sum.zs().start(~seed, chain + i, u, answerSize());
      if (form.free()) {
        box.toFree(u, 0);
      }
      System.arraycopy(u, 0, starts, i * u.length, u.length);
    }
    return starts;
  }

  /// Replaces rows of this problem's coordinates by points of the spaces; nothing to do unless it
  /// is {@link #unconstrained}.
  ///
  /// @param u rows · n numbers, modified
  public void toPoints(double[] u) {
    if (form.free()) {
      for (int at = 0; at < u.length; at += size()) {
        box.toPoint(u, at);
      }
    }
  }

  /// E, its terms and its gradient at one point, for the first observation.
  ///
  /// @param u `[n]`
  public Evaluation at(double... u) {
    try (Run run = energyAndGradient().start(1, 0)) {
      bind(run);
      run.block(Equations.UNKNOWN).set(u);
      run.step(1);
      return new Evaluation(
          run.block(Equations.ENERGY).toArray()[0],
          terms(),
          Values.of(run.block(Equations.TERMS).toArray()),
          Values.of(run.block(Equations.GRADIENT).toArray()));
    }
  }

  /// E at many points, for a landscape.
  ///
  /// @param points rows · n numbers; rows is a multiple of {@link #observations}
  /// @return one number a row
  public double[] energies(double[] points) {
    try (Run run = energy().start(points.length / size(), 0)) {
      bind(run);
      run.block(Equations.UNKNOWN).set(points);
      run.step(1);
      return run.block(Equations.ENERGY).toArray();
    }
  }

  @Override
  public String toString() {
    List<String> terms = new ArrayList<>(terms());
    return "Problem["
        + size()
        + " numbers, terms "
        + terms
        + ", "
        + observations()
        + " observations]";
  }
}
