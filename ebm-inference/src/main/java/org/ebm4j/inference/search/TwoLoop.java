package org.ebm4j.inference.search;

import java.util.List;

/// The quasi-Newton direction of the last m steps, d = −H∇E, where H ≈ (∇²E)⁻¹ is never formed.
///
/// Source: [Nocedal 1980; Nocedal & Wright 2006, algorithm 7.4].
public final class TwoLoop implements Direction {
  private final Memory memory;

  /// @param m how many steps are remembered, ≥ 1
  public TwoLoop(int m) {
    this.memory = new Memory(m);
  }

  @Override
  public double[] from(double[] u, double[] gradient) {
    return from(memory, gradient);
  }

  /// −H g.
  static double[] from(Memory memory, double[] gradient) {
    List<Memory.Step> steps = memory.steps();
    double[] q = gradient.clone();
    double[] a = new double[steps.size()];
    for (int i = steps.size() - 1; i >= 0; i--) {
      Memory.Step step = steps.get(i);
      a[i] = Vectors.dot(step.s(), q) / step.sy();
      Vectors.add(q, -a[i], step.y());
    }
    double scale = memory.scale();
    for (int j = 0; j < q.length; j++) {
      q[j] /= scale;
    }
    for (int i = 0; i < steps.size(); i++) {
      Memory.Step step = steps.get(i);
      double b = Vectors.dot(step.y(), q) / step.sy();
      Vectors.add(q, a[i] - b, step.s());
    }
    for (int j = 0; j < q.length; j++) {
      q[j] = -q[j];
    }
    return q;
  }

  @Override
  public void learn(double[] s, double[] y, double alpha) {
    memory.learn(s, y);
  }

  @Override
  public void forget() {
    memory.clear();
  }

  @Override
  public boolean isFresh() {
    return memory.isEmpty();
  }
}
