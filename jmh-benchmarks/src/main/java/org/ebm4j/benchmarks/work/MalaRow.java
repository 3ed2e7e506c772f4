package org.ebm4j.benchmarks.work;

import java.util.List;
import java.util.OptionalDouble;
import org.ebm4j.api.energy.Chains;
import org.ebm4j.api.energy.Draws;
import org.ebm4j.api.energy.Energy;
import org.ebm4j.api.energy.Given;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.expr.Maths;
import org.ebm4j.api.graph.Shape;
import org.ebm4j.api.space.Nothing;
import org.ebm4j.api.space.Space;
import org.ebm4j.benchmarks.row.Array;
import org.ebm4j.benchmarks.row.Check;
import org.ebm4j.benchmarks.row.Data;
import org.ebm4j.benchmarks.row.Job;
import org.ebm4j.benchmarks.row.Measure;
import org.ebm4j.benchmarks.row.Row;
import org.ebm4j.benchmarks.row.Setup;
import org.ebm4j.inference.sample.Mala;
import org.ebm4j.inference.sample.Sampling;

/// MALA on the quadratic of `quad-16` with 10 000 chains, as a person asks for it: 100 steps a
/// draw, step size .1. The mean energy of draws is d/2.
record MalaRow() implements Row {
  private static final int DIMENSION = 16;
  private static final int CHAINS = 10_000;
  private static final int STEPS = 100;
  private static final double STEP = .1;

  @Override
  public String name() {
    return "mala-16";
  }

  @Override
  public String work() {
    return "MALA on a quadratic of dimension 16, 10000 chains, 100 steps a draw, f32";
  }

  @Override
  public String bound() {
    return "not known; a gradient is 1 kflop, a step makes 17 random numbers a chain";
  }

  @Override
  public List<Array> arrays() {
    return new QuadraticRow(DIMENSION).arrays();
  }

  @Override
  public Job prepare(Setup setup) {
    double[] matrix = Data.wide(new QuadraticRow(DIMENSION).matrix());
    Expr a = Expr.of(Shape.of(DIMENSION, DIMENSION), matrix);
    Given<float[], Nothing> energy =
        Energy.over(Space.real(DIMENSION))
            .plus("quadratic", .5, y -> Maths.dot(a.matmul(y), y))
            .on(setup.engine());
    double found = meanEnergy(matrix, draw(energy, 3 * STEPS));
    double[] wanted = {DIMENSION / 2.0};
    Check check = Check.equal("d/2, the mean energy of draws", new double[] {found}, wanted, .02);
    return new Walks(energy, check, found);
  }

  private static Draws<float[]> draw(Given<float[], Nothing> energy, int steps) {
    return energy.sample(
        Sampling.by(Mala.of(STEP)), Chains.of(CHAINS).warmUp(0).draws(1).thin(steps), 1);
  }

  private static double meanEnergy(double[] matrix, Draws<float[]> draws) {
    double sum = 0;
    for (float[] y : draws.all()) {
      for (int i = 0; i < DIMENSION; i++) {
        for (int k = 0; k < DIMENSION; k++) {
          sum += .5 * y[i] * matrix[i * DIMENSION + k] * y[k];
        }
      }
    }
    return sum / CHAINS;
  }

  private record Walks(Given<float[], Nothing> energy, Check checked, double mean) implements Job {
    @Override
    public void run(int steps) {
      for (int step = 0; step < steps; step++) {
        draw(energy, STEPS);
      }
    }

    @Override
    public OptionalDouble flops() {
      return OptionalDouble.empty();
    }

    @Override
    public OptionalDouble answer() {
      return OptionalDouble.of(mean);
    }

    @Override
    public Measure measure() {
      return Measure.microsecondsEach("gradient", (double) STEPS * CHAINS);
    }

    @Override
    public void close() {}
  }
}
