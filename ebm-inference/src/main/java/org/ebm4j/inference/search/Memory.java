package org.ebm4j.inference.search;

import java.util.ArrayList;
import java.util.List;

/// The last m steps of a search with the changes of gradient along them, oldest first.
///
/// A pair is kept only if yᵀs > ε|y|², so that the matrix built of them stays positive definite
/// [Byrd, Lu, Nocedal, Zhu 1995, §4].
final class Memory {
  private static final double CURVATURE = 2.2e-16;

  /// One step.
  ///
  /// @param s difference of the points
  /// @param y difference of the gradients
  /// @param sy yᵀs > 0
  record Step(double[] s, double[] y, double sy) {}

  private final int capacity;
  private final List<Step> steps = new ArrayList<>();

  /// @param capacity m ≥ 1
  Memory(int capacity) {
    this.capacity = capacity;
  }

  /// @return whether the step was kept
  boolean learn(double[] s, double[] y) {
    double sy = Vectors.dot(s, y);
    if (!(sy > CURVATURE * Vectors.dot(y, y))) {
      return false;
    }
    if (steps.size() == capacity) {
      steps.removeFirst();
    }
    steps.add(new Step(s, y, sy));
    return true;
  }

  List<Step> steps() {
    return steps;
  }

  boolean isEmpty() {
    return steps.isEmpty();
  }

  void clear() {
    steps.clear();
  }

  /// yᵀy/yᵀs of the last step: the curvature the Hessian is taken to have where nothing else is
  /// known. 1 if there was no step.
  double scale() {
    if (steps.isEmpty()) {
      return 1;
    }
    Step last = steps.getLast();
    return Vectors.dot(last.y, last.y) / last.sy;
  }
}
