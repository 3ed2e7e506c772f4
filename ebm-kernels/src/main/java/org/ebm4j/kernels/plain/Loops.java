package org.ebm4j.kernels.plain;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ebm4j.kernels.loop.Buffer;
import org.ebm4j.kernels.loop.Fold;
import org.ebm4j.kernels.loop.Kernel;
import org.ebm4j.kernels.loop.Lanes;
import org.ebm4j.kernels.loop.Primitive;

/// A nest of loops. Its lanes are chains, neighbours along an outer loop, or — where the sum itself
/// runs along them — the partial results of its folds.
final class Loops implements Work {
  private static final int PARTIALS = 16;

  private final int[] extents; // outer, then inner
  private final int outer;
  private final int along; // loop or −1
  private final int lanes;
  private final Straight body;
  private final Straight tail;
  private final List<Fold> folds;

  Loops(Kernel.Nest nest, Interpreter.Reading reading) {
    outer = nest.outer().size();
    extents =
        IntStream.concat(
                nest.outer().stream().mapToInt(Integer::intValue),
                nest.inner().stream().mapToInt(Integer::intValue))
            .toArray();
    along = nest.lanes() instanceof Lanes.Along(int loop) ? loop : -1;
    Form form =
        switch (nest.lanes()) {
          case Lanes.Chains _ -> new Form.Chains();
          case Lanes.Along(int loop) -> new Form.Along(loop);
          case Lanes.Single _ -> new Form.Single();
        };
    lanes = form instanceof Form.Single ? 1 : Buffer.LANES;
    folds = nest.folds();
    body = reading.straight(nest.body(), form, kept(folds));
    tail = reading.straight(nest.tail(), foldsAlong() ? new Form.Single() : form, new int[0]);
  }

  private static int[] kept(List<Fold> folds) {
    return folds.stream().flatMapToInt(fold -> IntStream.of(fold.a(), fold.b())).toArray();
  }

  private boolean foldsAlong() {
    return along >= outer;
  }

  @Override
  public void run(Worker worker) {
    outer(worker, 0);
  }

  /// The outer loops but the one the lanes run along, which comes last.
  private void outer(Worker worker, int loop) {
    if (loop == along) {
      outer(worker, loop + 1);
    } else if (loop < outer) {
      for (int i = 0; i < extents[loop]; i++) {
        worker.index[loop] = i;
        outer(worker, loop + 1);
      }
    } else if (along < 0) {
      turn(worker, lanes);
    } else if (foldsAlong()) {
      foldAlong(worker);
    } else {
      for (int from = 0; from < extents[along]; from += lanes) {
        worker.index[along] = from;
        turn(worker, Math.min(lanes, extents[along] - from));
      }
    }
  }

  private void turn(Worker worker, int n) {
    start(worker, n);
    inner(worker, outer, n);
    tail.run(worker, n);
  }

  private void foldAlong(Worker worker) {
    start(worker, PARTIALS);
    inner(worker, outer, PARTIALS);
    worker.index[along] = 0;
    for (int f = 0; f < folds.size(); f++) {
      tree(worker, folds.get(f).kind(), worker.folds[f]);
    }
    tail.run(worker, 1);
  }

  private void inner(Worker worker, int loop, int n) {
    if (folds.isEmpty()) {
      return;
    }
    if (loop == extents.length) {
      gather(worker, n);
    } else if (loop == along) { // the last
      for (int from = 0; from < extents[loop]; from += PARTIALS) {
        worker.index[loop] = from;
        gather(worker, Math.min(PARTIALS, extents[loop] - from));
      }
    } else {
      for (int i = 0; i < extents[loop]; i++) {
        worker.index[loop] = i;
        inner(worker, loop + 1, n);
      }
    }
  }

  private void start(Worker worker, int n) {
    for (int f = 0; f < folds.size(); f++) {
      boolean isSum = folds.get(f).kind() != Fold.Kind.MAX;
      Arrays.fill(worker.folds[f], 0, n, isSum ? 0 : worker.arithmetic.negativeInfinity());
    }
  }

  private void gather(Worker worker, int n) {
    body.run(worker, n);
    Arithmetic arithmetic = worker.arithmetic;
    for (int f = 0; f < folds.size(); f++) {
      long[] acc = worker.folds[f];
      Fold fold = folds.get(f);
      long[] a = worker.row(body.row(fold.a()));
      switch (fold.kind()) {
        case SUM -> arithmetic.apply(Primitive.ADD, 0, acc, a, a, acc, n);
        case PRODUCT_SUM ->
            arithmetic.apply(Primitive.FMA, 0, a, worker.row(body.row(fold.b())), acc, acc, n);
        case MAX -> {
          for (int l = 0; l < n; l++) {
            acc[l] = arithmetic.larger(acc[l], a[l]);
          }
        }
      }
    }
  }

  /// 16 partial results to the first of them.
  private static void tree(Worker worker, Fold.Kind kind, long[] acc) {
    for (int half = PARTIALS / 2; half >= 1; half /= 2) {
      for (int l = 0; l < half; l++) {
        acc[l] =
            switch (kind) {
              case SUM, PRODUCT_SUM -> worker.arithmetic.sum(acc[l], acc[l + half]);
              case MAX -> worker.arithmetic.larger(acc[l], acc[l + half]);
            };
      }
    }
  }
}
