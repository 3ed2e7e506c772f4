package org.ebm4j.training.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.ebm4j.api.engine.Computation;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.engine.Run;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.expr.Leaf;
import org.ebm4j.api.graph.Nodes;
import org.ebm4j.api.interpret.ReferenceEngine;
import org.ebm4j.api.random.Purpose;
import org.ebm4j.api.random.RandomStream;
import org.junit.jupiter.api.Test;

/// VICReg against exact values and against sums written out.
final class VicregTest {
  private static final int D = 5;
  private static final int N = 12;

  /// Every term of the batch, with `invariance` among them.
  private static Map<String, Double> terms(Regulariser regulariser, double[] a, double[] b) {
    return values(
        (x, y) -> {
          Map<String, Expr> terms = new TreeMap<>(regulariser.penalties(x, y));
          terms.put("invariance", regulariser.invariance(x, y));
          return terms;
        },
        a,
        b);
  }

  private static Map<String, Double> values(
      BiFunction<Expr, Expr, Map<String, Expr>> formula, double[] a, double[] b) {
    List<Computation.Output> outputs = new ArrayList<>();
    Expr first = Leaf.input("a", D);
    Expr second = Leaf.input("b", D);
    outputs.add(new Computation.Output("so that b is used", second.batchMean().node()));
    formula
        .apply(first, second)
        .forEach((name, term) -> outputs.add(new Computation.Output(name, term.node())));
    var program =
        new ReferenceEngine().compile(new Computation("terms", List.of(), outputs), Precision.F64);
    Map<String, Double> values = new TreeMap<>();
    try (Run run = program.start(a.length / D, 0)) {
      run.block("a").set(a);
      run.block("b").set(b);
      run.step(1);
      outputs.stream().skip(1).forEach(o -> values.put(o.name(), run.block(o.name()).toArray()[0]));
    }
    return values;
  }

  private static double[] random(int rows, long seed) {
    double[] values = new double[rows * D];
    RandomStream.of(seed, Purpose.DATA, 0, 0).normals(values);
    for (int i = 0; i < values.length; i++) {
      values[i] *= .3 + i % D; // so that some dimensions are below the target and some above
    }
    return values;
  }

  private static double[] constant() {
    double[] values = new double[N * D];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % D - 1.5;
    }
    return values;
  }

  @Test
  void constantEmbeddingsHaveTheirExactVarianceTerm() {
    double[] same = constant();
    assertThat(terms(Vicreg.official(), same, same).get(Vicreg.VARIANCE))
        .isCloseTo(24.75, within(1e-9));
    assertThat(terms(Vicreg.paper(), same, same).get(Vicreg.VARIANCE))
        .isCloseTo(49.5, within(1e-9));
  }

  @Test
  void aFlatEmbeddingIsFreeOnlyWithoutARegulariser() {
    double[] same = constant();
    Map<String, Double> without = terms(NoRegulariser.standard(), same, same);
    assertThat(without).containsOnlyKeys("invariance").containsEntry("invariance", 0.0);
    double flat = terms(Vicreg.official(), same, same).values().stream().mapToDouble(d -> d).sum();
    double[] spread = evenlySpread();
    double apart =
        terms(Vicreg.official(), spread, spread).values().stream().mapToDouble(d -> d).sum();
    assertThat(flat).isGreaterThan(24);
    assertThat(apart).isLessThan(1e-9); // every variance above 1, no covariance: nothing to pay
  }

  /// ±2 along one axis at a time: means and covariances are 0.
  private static double[] evenlySpread() {
    double[] values = new double[2 * D * D];
    for (int j = 0; j < D; j++) {
      values[2 * j * D + j] = 4;
      values[(2 * j + 1) * D + j] = -4;
    }
    return values;
  }

  @Test
  void invarianceIsSummedInThePaperAndAveragedInTheCode() {
    double[] a = random(N, 1);
    double[] b = random(N, 2);
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    assertThat(terms(Vicreg.paper(), a, b).get("invariance")).isCloseTo(25 * sum / N, within(1e-9));
    assertThat(terms(Vicreg.official(), a, b).get("invariance"))
        .isCloseTo(25 * sum / (N * D), within(1e-9));
  }

  /// Σ_{j≠k} C_jk²/D of one branch, C over `freedom`.
  private static double covarianceTerm(double[] z, double freedom) {
    int n = z.length / D;
    double[] mean = mean(z);
    double sum = 0;
    for (int j = 0; j < D; j++) {
      for (int k = 0; k < D; k++) {
        double c = 0;
        for (int i = 0; i < n; i++) {
          c += (z[i * D + j] - mean[j]) * (z[i * D + k] - mean[k]) / freedom;
        }
        sum += j == k ? 0 : c * c;
      }
    }
    return sum / D;
  }

  private static double[] mean(double[] z) {
    double[] mean = new double[D];
    for (int i = 0; i < z.length; i++) {
      mean[i % D] += z[i] * D / z.length;
    }
    return mean;
  }

  private static double varianceTerm(double[] z, double freedom) {
    double[] mean = mean(z);
    double sum = 0;
    for (int j = 0; j < D; j++) {
      double v = 0;
      for (int i = j; i < z.length; i += D) {
        v += (z[i] - mean[j]) * (z[i] - mean[j]) / freedom;
      }
      sum += Math.max(0, 1 - Math.sqrt(v + 1e-4)) / D;
    }
    return sum;
  }

  @Test
  void momentsAreOverOneLessThanTheBatch() {
    double[] a = random(N, 3);
    double[] b = random(N, 4);
    Map<String, Double> found = terms(Vicreg.official(), a, b);
    double covariance = covarianceTerm(a, N - 1) + covarianceTerm(b, N - 1);
    double variance = 12.5 * (varianceTerm(a, N - 1) + varianceTerm(b, N - 1));
    assertThat(found.get(Vicreg.COVARIANCE)).isCloseTo(covariance, within(1e-9 * covariance));
    assertThat(found.get(Vicreg.VARIANCE)).isCloseTo(variance, within(1e-9 * variance));
    // the mutant that divides by n is told from it
    assertThat(covarianceTerm(a, N) + covarianceTerm(b, N))
        .isNotCloseTo(covariance, within(.05 * covariance));
    assertThat(12.5 * (varianceTerm(a, N) + varianceTerm(b, N)))
        .isNotCloseTo(variance, within(.01 * variance));
  }

  @Test
  void meansAreTakenOutBeforeTheCovariance() {
    double[] a = random(N, 5);
    double[] moved = a.clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] += 10;
    }
    double term = terms(Vicreg.official(), a, a).get(Vicreg.COVARIANCE);
    assertThat(terms(Vicreg.official(), moved, moved).get(Vicreg.COVARIANCE))
        .isCloseTo(term, within(1e-9 * term));
    Map<String, Double> raw =
        values(
            (x, _) -> {
              Expr column = x.reshape(D, 1);
              return Map.of(
                  "uncentred",
                  Expr.of(Nodes.batchContract(column.node(), column.node())).squared().sum());
            },
            moved,
            moved);
    assertThat(raw.get("uncentred")).isGreaterThan(100 * term); // what forgetting it would give
  }

  @Test
  void negativeCoefficientsAreRefused() {
    assertThatThrownBy(() -> Vicreg.official().coefficients(25, -1, 1))
        .hasMessage(
            "VICReg: coefficients should be 0 or more, found 25.0, -1.0, 1.0; 25, 25, 1 are usual");
  }
}
