package org.ebm4j.kernels.plain;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.ebm4j.kernels.loop.Buffer;
import org.ebm4j.kernels.loop.Kernel;
import org.ebm4j.kernels.loop.Lanes;

/// A matrix product, column by column.
final class Product implements Work {
  /// Rows of C computed together; a worker has as many rows of lanes for folds.
  static final int ROWS = 8;

  private static final int PARTIALS = 16;

  private final Kernel.MatMul product;
  private final Pointer a;
  private final Pointer b;
  private final Pointer c;

  Product(Kernel.MatMul product, Interpreter.Reading reading) {
    this.product = product;
    Form form = product.lanes() instanceof Lanes.Chains ? new Form.Chains() : new Form.Single();
    a = reading.pointer(product.a(), new Form.Single());
    b = reading.pointer(product.b(), form);
    c = reading.pointer(product.c(), form);
  }

  @Override
  public void run(Worker worker) {
    for (int j = 0; j < product.n(); j++) {
      switch (product.lanes()) {
        case Lanes.Chains _ -> column(worker, j, Buffer.LANES);
        case Lanes.Along(int loop) when loop == 1 -> {
          for (int i = 0; i < product.m(); i++) {
            alongSum(worker, i, j);
          }
        }
        case Lanes.Along _, Lanes.Single _ -> column(worker, j, 1);
      }
    }
  }

  private static void stand(Worker worker, int first, int second) {
    worker.index[0] = first;
    worker.index[1] = second;
  }

  /// A column of C, a few rows at a time, so that what is read of B serves them all.
  private void column(Worker worker, int j, int n) {
    for (int from = 0; from < product.m(); from += ROWS) {
      int rows = Math.min(ROWS, product.m() - from);
      for (int r = 0; r < rows; r++) {
        Arrays.fill(worker.folds[r], 0, n, 0);
      }
      for (int k = 0; k < product.k(); k++) {
        stand(worker, k, j);
        b.read(worker, worker.lanes, n);
        for (int r = 0; r < rows; r++) {
          long left = factor(worker, from + r, k);
          worker.arithmetic.addProduct(left, worker.lanes, worker.folds[r], n);
        }
      }
      for (int r = 0; r < rows; r++) {
        stand(worker, from + r, j);
        c.write(worker, worker.folds[r], n);
      }
    }
  }

  private long factor(Worker worker, int i, int k) {
    stand(worker, i, k);
    return number(worker, a);
  }

  private static long number(Worker worker, Pointer pointer) {
    MemorySegment from = worker.segment(pointer.region());
    return worker.arithmetic.get(from, worker.base(pointer.region()) + pointer.at(worker.index));
  }

  /// Partial result k mod 16 gathers term k; then a tree.
  private void alongSum(Worker worker, int i, int j) {
    long[] acc = worker.folds[0];
    Arithmetic arithmetic = worker.arithmetic;
    Arrays.fill(acc, 0, PARTIALS, 0);
    for (int k = 0; k < product.k(); k++) {
      long left = factor(worker, i, k);
      stand(worker, k, j);
      int part = k % PARTIALS;
      acc[part] = arithmetic.fused(left, number(worker, b), acc[part]);
    }
    for (int half = PARTIALS / 2; half >= 1; half /= 2) {
      for (int l = 0; l < half; l++) {
        acc[l] = arithmetic.sum(acc[l], acc[l + half]);
      }
    }
    stand(worker, i, j);
    c.write(worker, acc, 1);
  }
}
