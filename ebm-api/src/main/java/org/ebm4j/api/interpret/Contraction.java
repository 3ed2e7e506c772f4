package org.ebm4j.api.interpret;

import java.util.Arrays;
import org.ebm4j.api.graph.Binary;
import org.ebm4j.api.graph.Op;
import org.ebm4j.api.graph.Shape;

/// Sums, maxima and products of matrices: always in ascending order into one accumulator an output.
final class Contraction {
  private Contraction() {}

  /// @param map for each element of the input the output it enters
  static Runnable reduce(Op.Reduce.Kind kind, int[] map, Operand a, Operand out) {
    return switch (kind) {
      case SUM -> () -> sum(map, a, out);
      case MAX -> () -> max(map, a, out);
    };
  }

  private static void sum(int[] map, Operand a, Operand out) {
    Arrays.fill(out.values(), 0);
    for (int row = 0; row < out.rows(); row++) {
      int from = a.at(row);
      int to = out.at(row);
      for (int i = 0; i < map.length; i++) {
        out.values()[to + map[i]] += a.values()[from + i];
      }
    }
  }

  private static void max(int[] map, Operand a, Operand out) {
    Arrays.fill(out.values(), Double.NEGATIVE_INFINITY);
    for (int row = 0; row < out.rows(); row++) {
      int from = a.at(row);
      int to = out.at(row);
      for (int i = 0; i < map.length; i++) {
        int at = to + map[i];
        out.values()[at] = Binary.MAX.at(out.values()[at], a.values()[from + i]);
      }
    }
  }

  static Runnable matmul(Operand a, Operand b, int inner, Shape shape, Operand out) {
    int m = shape.dim(0);
    int n = shape.dim(1);
    return () -> {
      Arrays.fill(out.values(), 0);
      for (int row = 0; row < out.rows(); row++) {
        for (int i = 0; i < m; i++) {
          int to = out.at(row) + i * n;
          for (int k = 0; k < inner; k++) {
            double factor = a.values()[a.at(row) + i * inner + k];
            axpy(factor, b.values(), b.at(row) + k * n, out.values(), to, n);
          }
        }
      }
    };
  }

  private static void axpy(double factor, double[] x, int atX, double[] y, int atY, int n) {
    for (int j = 0; j < n; j++) {
      y[atY + j] += factor * x[atX + j];
    }
  }

  static Runnable batchSum(Operand a, Operand out) {
    return () -> {
      Arrays.fill(out.values(), 0);
      for (int chain = 0; chain < a.rows(); chain++) {
        axpy(1, a.values(), a.at(chain), out.values(), 0, out.size());
      }
    };
  }

  static Runnable batchContract(Operand a, Operand b, int inner, Shape shape, Operand out) {
    int m = shape.dim(0);
    int n = shape.dim(1);
    return () -> {
      Arrays.fill(out.values(), 0);
      for (int chain = 0; chain < a.rows(); chain++) {
        for (int i = 0; i < m; i++) {
          for (int j = 0; j < n; j++) {
            out.values()[i * n + j] +=
                dot(
                    a.values(),
                    a.at(chain) + i * inner,
                    b.values(),
                    b.at(chain) + j * inner,
                    inner);
          }
        }
      }
    };
  }

  private static double dot(double[] a, int atA, double[] b, int atB, int n) {
    double sum = 0;
    for (int k = 0; k < n; k++) {
      sum += a[atA + k] * b[atB + k];
    }
    return sum;
  }
}
