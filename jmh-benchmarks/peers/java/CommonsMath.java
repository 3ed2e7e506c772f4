import org.apache.commons.math3.exception.MathIllegalStateException;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.MaxIter;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunctionGradient;
import org.apache.commons.math3.optim.nonlinear.scalar.gradient.NonLinearConjugateGradientOptimizer;
import org.apache.commons.math3.optim.nonlinear.scalar.gradient.NonLinearConjugateGradientOptimizer.Formula;

/// Commons Math: conjugate gradients (it has no L-BFGS) on one start after another, chained Rosenbrock,
/// f64; every end's gradient is checked.
final class CommonsMath {
  public static void main(String[] args) throws Exception {
    Peer peer = Peer.of(args);
    long[] shape = peer.shape("starts");
    float[] all = peer.floats("starts");
    int rows = (int) shape[0];
    int n = (int) shape[1];
    double[][] starts = new double[rows][n];
    for (int i = 0; i < rows * n; i++) {
      starts[i / n][i % n] = all[i];
    }
    int solved = 0;
    for (double[] end : solve(starts)) {
      solved += slope(end) <= 1e-6 ? 1 : 0;
    }
    if (solved < .95 * rows) {
      peer.refuse("Commons Math ended at a gradient of 1e-6 from " + solved + " of " + rows + " starts only; an unsolved problem is not timed");
    }
    peer.report("Commons Math 3.6.1, conjugate gradients one by one", 1, () -> solve(starts));
  }

  private static double[][] solve(double[][] starts) {
    double[][] ends = new double[starts.length][];
    for (int i = 0; i < starts.length; i++) {
      var optimizer =
          new NonLinearConjugateGradientOptimizer(Formula.POLAK_RIBIERE, (step, before, now) -> slope(now.getPoint()) <= 1e-6, 1e-10, 1e-12, 1e-3);
      ends[i] = starts[i];
      try {
        ends[i] =
          optimizer
              .optimize(
                  new MaxEval(20_000),
                  new MaxIter(5_000),
                  new ObjectiveFunction(CommonsMath::value),
                  new ObjectiveFunctionGradient(CommonsMath::gradient),
                  GoalType.MINIMIZE,
                  new InitialGuess(starts[i]))
              .getPoint();
      } catch (MathIllegalStateException e) {
        continue; // it gave up: counted as unsolved
      }
    }
    return ends;
  }

  private static double slope(double[] y) {
    double largest = 0;
    for (double slope : gradient(y)) {
      largest = Math.max(largest, Math.abs(slope));
    }
    return largest;
  }

  private static double value(double[] y) {
    double sum = 0;
    for (int i = 0; i + 1 < y.length; i++) {
      double bend = y[i + 1] - y[i] * y[i];
      sum += 100 * bend * bend + (1 - y[i]) * (1 - y[i]);
    }
    return sum;
  }

  private static double[] gradient(double[] y) {
    double[] slope = new double[y.length];
    for (int i = 0; i + 1 < y.length; i++) {
      double bend = y[i + 1] - y[i] * y[i];
      slope[i] += -400 * y[i] * bend - 2 * (1 - y[i]);
      slope[i + 1] += 200 * bend;
    }
    return slope;
  }
}
