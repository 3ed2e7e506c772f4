package org.ebm4j.inference.drive;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.ebm4j.api.energy.Problem;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.engine.Program;
import org.ebm4j.api.engine.Run;

/// Energy and gradient at many points in one call, for searches that end at different times.
///
/// Rows are the searches of a problem; places are the chains of the run that evaluates them. At
/// first row i has place i. {@link #keep} gives places to fewer rows.
public final class Evaluator implements AutoCloseable {
  private final Problem problem;
  private final Program program;
  private final int rows;
  private final int n;
  private final int k;
  private int[] rowAt; // (places)
  private Run run;
  private Blocks blocks;
  private double[] points; // (places, n)
  private double[] energies; // (places)
  private double[] terms; // (places, k)
  private double[] gradients; // (places, n)

  /// @param rows how many searches share the problem's observations out among them
  public Evaluator(Problem problem, int rows) {
    this.problem = problem;
    this.program = problem.energyAndGradient();
    this.rows = rows;
    this.n = problem.size();
    this.k = problem.terms().size();
    this.rowAt = IntStream.range(0, rows).toArray();
    this.run = started();
    this.blocks = new Blocks(program, run);
    this.points = new double[rows * n];
    this.energies = new double[rows];
    this.terms = new double[rows * k];
    this.gradients = new double[rows * n];
  }

  private Run started() {
    Run started = program.start(rowAt.length, 0);
    int[] owners =
        Arrays.stream(rowAt)
            .map(row -> (int) ((long) row * problem.observations() / rows))
            .toArray();
    problem.bind(started, owners);
    return started;
  }

  /// The row that has each place.
  public int[] rowAt() {
    return rowAt.clone();
  }

  /// Gives places to these rows only.
  public void keep(int[] kept) {
    double[] moved = new double[kept.length * n];
    for (int place = 0; place < kept.length; place++) {
      int before = Arrays.binarySearch(rowAt, kept[place]);
      System.arraycopy(points, before * n, moved, place * n, n);
    }
    run.close();
    rowAt = kept.clone();
    points = moved;
    energies = new double[kept.length];
    terms = new double[kept.length * k];
    gradients = new double[kept.length * n];
    run = started();
    blocks = new Blocks(program, run);
  }

  /// Moves a place's point.
  ///
  /// @param point [n], read only
  public void put(int place, double[] point) {
    System.arraycopy(point, 0, points, place * n, n);
  }

  /// Evaluates at every place's point.
  public void evaluate() {
    blocks.set("u", points);
    blocks.round("u", points); // this is where it evaluates
    run.step(1);
    blocks.get("energy", energies);
    blocks.get("terms", terms);
    blocks.get("gradient", gradients);
  }

  /// What the last evaluation found at a place.
  public Evaluated at(int place) {
    double[] own = Arrays.copyOfRange(terms, place * k, (place + 1) * k);
    double sum = 0;
    double size = 0;
    for (double term : own) {
      sum += term;
      size += Math.abs(term);
    }
    double ulp = problem.precision() == Precision.F32 ? 0x1p-23 : 0x1p-52;
    // in free coordinates the energy has the Jacobian beside its terms
    boolean whole = Math.abs(energies[place] - sum) <= 8 * (k + 1) * ulp * size;
    return new Evaluated(
        Arrays.copyOfRange(points, place * n, (place + 1) * n),
        whole ? sum : energies[place],
        own,
        Arrays.copyOfRange(gradients, place * n, (place + 1) * n),
        ulp);
  }

  @Override
  public void close() {
    run.close();
  }
}
