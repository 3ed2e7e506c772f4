package org.ebm4j.api.interpret;

import org.ebm4j.api.graph.Binary;
import org.ebm4j.api.graph.Unary;

/// One number at a time.
final class Elementwise {
  private Elementwise() {}

  static Runnable map(Unary function, Operand a, Operand out) {
    double[] from = a.values();
    double[] to = out.values();
    return () -> {
      for (int i = 0; i < to.length; i++) {
        to[i] = function.at(from[i]);
      }
    };
  }

  static Runnable zip(Binary function, Operand a, Operand b, Operand out) {
    return () -> {
      for (int row = 0; row < out.rows(); row++) {
        zip(
            function,
            a.values(),
            a.at(row),
            b.values(),
            b.at(row),
            out.values(),
            out.at(row),
            out.size());
      }
    };
  }

  /// The four operations of arithmetic in loops of their own: they are most of a graph.
  private static void zip(
      Binary function, double[] a, int atA, double[] b, int atB, double[] to, int at, int size) {
    switch (function) {
      case ADD -> {
        for (int i = 0; i < size; i++) {
          to[at + i] = a[atA + i] + b[atB + i];
        }
      }
      case SUBTRACT -> {
        for (int i = 0; i < size; i++) {
          to[at + i] = a[atA + i] - b[atB + i];
        }
      }
      case MULTIPLY -> {
        for (int i = 0; i < size; i++) {
          to[at + i] = a[atA + i] * b[atB + i];
        }
      }
      case DIVIDE, MIN, MAX, LESS, LESS_EQUAL, EQUAL -> {
        for (int i = 0; i < size; i++) {
          to[at + i] = function.at(a[atA + i], b[atB + i]);
        }
      }
    }
  }

  static Runnable where(Operand condition, Operand yes, Operand no, Operand out) {
    return () -> {
      for (int row = 0; row < out.rows(); row++) {
        for (int i = 0; i < out.size(); i++) {
          double c = condition.values()[condition.at(row) + i];
          out.values()[out.at(row) + i] =
              Double.isNaN(c)
                  ? c
                  : c != 0 ? yes.values()[yes.at(row) + i] : no.values()[no.at(row) + i];
        }
      }
    };
  }
}
