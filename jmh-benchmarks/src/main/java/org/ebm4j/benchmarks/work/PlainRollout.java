package org.ebm4j.benchmarks.work;

import java.util.List;
import org.ebm4j.benchmarks.row.Array;
import org.ebm4j.benchmarks.row.Data;

/// The energy of a plan and its gradient in nested loops, f64: states forward, their adjoints back.
final class PlainRollout {
  static final int STATE = 8;
  static final int ACTION = 4;
  static final int HIDDEN = 64;
  private static final double COST = .01; // of an action's square

  private final int steps;
  private final float[] w =
      Data.normals(51, HIDDEN * STATE, 1 / Math.sqrt(STATE)); // (HIDDEN, STATE)
  private final float[] u = Data.normals(52, HIDDEN * ACTION, 1 / Math.sqrt(ACTION));
  private final float[] v = Data.normals(53, STATE * HIDDEN, .25 / HIDDEN); // (STATE, HIDDEN)
  private final float[] b = Data.normals(54, HIDDEN, .5);
  private final float[] start = Data.normals(55, STATE, 1);
  private final float[] goal = Data.normals(56, STATE, 1);

  PlainRollout(int steps) {
    this.steps = steps;
  }

  /// By the names of the program's parameters.
  List<Array> arrays() {
    return List.of(
        new Array("w", w, HIDDEN, STATE),
        new Array("u", u, HIDDEN, ACTION),
        new Array("v", v, STATE, HIDDEN),
        new Array("b", b, HIDDEN),
        new Array("start", start, STATE),
        new Array("goal", goal, STATE));
  }

  /// Three products a step forward, and back to states and actions.
  double flops() {
    return steps * 2.0 * 2 * HIDDEN * (STATE + ACTION + STATE);
  }

  double energy(double[] plan) {
    double[] end = states(plan)[steps];
    double energy = 0;
    for (int i = 0; i < STATE; i++) {
      energy += (end[i] - goal[i]) * (end[i] - goal[i]);
    }
    for (double a : plan) {
      energy += COST * a * a;
    }
    return energy;
  }

  double[] gradient(double[] plan) {
    double[][] states = states(plan);
    double[] adjoint = new double[STATE];
    for (int i = 0; i < STATE; i++) {
      adjoint[i] = 2 * (states[steps][i] - goal[i]);
    }
    double[] slope = new double[plan.length];
    for (int t = steps - 1; t >= 0; t--) {
      double[] before = adjoint.clone();
      for (int h = 0; h < HIDDEN; h++) {
        double back = 0;
        for (int i = 0; i < STATE; i++) {
          back += v[i * HIDDEN + h] * before[i];
        }
        back /= 1 + Math.exp(-sum(states[t], plan, t, h));
        for (int i = 0; i < STATE; i++) {
          adjoint[i] += w[h * STATE + i] * back;
        }
        for (int i = 0; i < ACTION; i++) {
          slope[t * ACTION + i] += u[h * ACTION + i] * back;
        }
      }
    }
    for (int i = 0; i < plan.length; i++) {
      slope[i] += 2 * COST * plan[i];
    }
    return slope;
  }

  private double[][] states(double[] plan) {
    double[][] states = new double[steps + 1][STATE];
    for (int i = 0; i < STATE; i++) {
      states[0][i] = start[i];
    }
    for (int t = 0; t < steps; t++) {
      System.arraycopy(states[t], 0, states[t + 1], 0, STATE);
      for (int h = 0; h < HIDDEN; h++) {
        double x = sum(states[t], plan, t, h);
        double softplus = Math.log1p(Math.exp(-Math.abs(x))) + Math.max(x, 0);
        for (int i = 0; i < STATE; i++) {
          states[t + 1][i] += v[i * HIDDEN + h] * softplus;
        }
      }
    }
    return states;
  }

  private double sum(double[] state, double[] plan, int t, int h) {
    double sum = b[h];
    for (int i = 0; i < STATE; i++) {
      sum += w[h * STATE + i] * state[i];
    }
    for (int i = 0; i < ACTION; i++) {
      sum += u[h * ACTION + i] * plan[t * ACTION + i];
    }
    return sum;
  }
}
