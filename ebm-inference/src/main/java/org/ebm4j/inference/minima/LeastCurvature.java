package org.ebm4j.inference.minima;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ebm4j.api.energy.Problem;
import org.ebm4j.api.engine.Program;
import org.ebm4j.api.engine.Run;
import org.ebm4j.api.random.Purpose;
import org.ebm4j.api.random.RandomStream;
import org.ebm4j.api.space.Bounds;
import org.ebm4j.inference.drive.Blocks;

/// The least and the largest curvature of an energy at many points, by Lanczos's iteration on products
/// of the Hessian with directions.
///
///     βₖ₊₁ qₖ₊₁ = H qₖ − αₖ qₖ − βₖ qₖ₋₁      αₖ = qₖᵀ H qₖ
///
/// The extreme eigenvalues of the tridiagonal matrix of α and β approach those of H from inside, exactly
/// after n steps; a negative curvature found is therefore one that is there. Every q is kept
/// orthogonal to all before. Coordinates at a bound against which the energy falls are held.
///
/// Source: [Lanczos 1950; Parlett 1998, §13].
final class LeastCurvature {
  private static final int STEPS = 40;

  /// @param least +∞ where no coordinate is free
  /// @param largest −∞ where no coordinate is free
  record Range(double least, double largest) {
    /// Whether no curvature is negative by more than a share of the largest size.
    boolean isPositive(double share) {
      return least >= -share * Math.max(Math.abs(least), Math.abs(largest));
    }
  }

  private final Problem problem;
  private final int n;
  private final int rows;
  private final boolean[] free; // (rows, n)
  private final List<Lanczos> iterations = new ArrayList<>();

  private LeastCurvature(Problem problem, List<double[]> points) {
    this.problem = problem;
    this.n = problem.size();
    this.rows = points.size();
    this.free = new boolean[rows * n];
    Bounds box = problem.bounds();
    for (int row = 0; row < rows; row++) {
      double[] u = points.get(row);
      for (int i = 0; i < n; i++) {
        free[row * n + i] = u[i] > box.low().get(i) && u[i] < box.high().get(i);
      }
      double[] q = new double[n];
      RandomStream.of(0, Purpose.START, row, 0).normals(q);
      hold(row, q);
      iterations.add(new Lanczos(q));
    }
  }

  /// The ranges at some points of a problem with one observation.
  static List<Range> at(Problem problem, List<double[]> points) {
    if (points.isEmpty()) {
      return List.of();
    }
    LeastCurvature search = new LeastCurvature(problem, points);
    search.run(points);
    return search.iterations.stream().map(Lanczos::range).toList();
  }

  private void run(List<double[]> points) {
    Program program = problem.curvature();
    try (Run run = program.start(rows, 0)) {
      problem.bind(run);
      Blocks blocks = new Blocks(program, run);
      blocks.set("u", points.stream().flatMapToDouble(Arrays::stream).toArray());
      double[] directions = new double[rows * n];
      double[] products = new double[rows * n];
      for (int step = 0; step < Math.min(n, STEPS); step++) {
        for (int row = 0; row < rows; row++) {
          System.arraycopy(iterations.get(row).direction(), 0, directions, row * n, n);
        }
        blocks.set("direction", directions);
        run.step(1);
        blocks.get("product", products);
        for (int row = 0; row < rows; row++) {
          double[] product = Arrays.copyOfRange(products, row * n, (row + 1) * n);
          hold(row, product);
          iterations.get(row).see(product);
        }
      }
    }
  }

  private void hold(int row, double[] direction) {
    IntStream.range(0, n).filter(i -> !free[row * n + i]).forEach(i -> direction[i] = 0);
  }
}
