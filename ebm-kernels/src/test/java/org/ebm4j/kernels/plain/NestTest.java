package org.ebm4j.kernels.plain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ebm4j.kernels.plain.Sketch.at;

import java.util.List;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.kernels.elementary.CodeBuilder;
import org.ebm4j.kernels.loop.Access;
import org.ebm4j.kernels.loop.Buffer;
import org.ebm4j.kernels.loop.Code;
import org.ebm4j.kernels.loop.Fold;
import org.ebm4j.kernels.loop.Kernel;
import org.ebm4j.kernels.loop.Lanes;
import org.ebm4j.kernels.loop.Primitive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Nests of loops against the loops written out in Java.
class NestTest {
  private static final int[] SIZES = {1, 2, 15, 16, 17, 31, 32, 33, 50};

  private static Kernel.Nest flat(List<Integer> outer, List<Code> tail, Lanes lanes) {
    return new Kernel.Nest(outer, List.of(), List.of(), List.of(), tail, lanes, "test");
  }

  /// z = x·y + s, with s shared.
  private static List<Code> axpy(Precision precision, Access x, Access y, Access s, Access z) {
    CodeBuilder code = new CodeBuilder(precision);
    code.store(z, code.apply(Primitive.FMA, code.load(x), code.load(y), code.load(s)));
    return code.code();
  }

  @ParameterizedTest
  @EnumSource
  void chainsHaveLanesAndShareTheRest(Precision precision) {
    Sketch sketch = new Sketch(precision, true);
    int x = sketch.own(6);
    int y = sketch.own(6);
    int s = sketch.shared(2);
    int z = sketch.own(6);
    Kernel nest =
        flat(
            List.of(2, 3),
            axpy(precision, at(x, 3, 1), at(y, 1, 2), at(s, 1, 0), at(z, 3, 1)),
            new Lanes.Chains());
    sketch.run(nest, () -> sketch.randomise(1, x, y, s));
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 3; j++) {
        for (int lane = 0; lane < Buffer.LANES; lane++) {
          double wanted =
              sketch.fma(
                  sketch.get(x, 0, 3 * i + j, lane),
                  sketch.get(y, 0, i + 2 * j, lane),
                  sketch.get(s, i));
          assertThat(sketch.get(z, 0, 3 * i + j, lane)).isEqualTo(wanted);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void lanesRunAlongALoopOfAnyLength(Precision precision) {
    for (int size : SIZES) {
      Sketch sketch = new Sketch(precision, false);
      int x = sketch.shared(3 * size);
      int y = sketch.shared(size);
      int s = sketch.shared(3);
      int z = sketch.shared(3 * size);
      Kernel nest =
          flat(
              List.of(3, size),
              axpy(precision, at(x, size, 1), at(y, 0, 1), at(s, 1, 0), at(z, size, 1)),
              new Lanes.Along(1));
      sketch.run(nest, () -> sketch.randomise(size, x, y, s));
      for (int i = 0; i < 3; i++) {
        for (int j = 0; j < size; j++) {
          double wanted =
              sketch.fma(sketch.get(x, size * i + j), sketch.get(y, j), sketch.get(s, i));
          assertThat(sketch.get(z, size * i + j)).as("%d: %d, %d", size, i, j).isEqualTo(wanted);
        }
      }
      assertThat(sketch.get(z, 3 * size)).as("behind the array").isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void singleNumbersMayLieAnywhere(Precision precision) {
    Sketch sketch = new Sketch(precision, false);
    int x = sketch.shared(12);
    int z = sketch.shared(12);
    CodeBuilder code = new CodeBuilder(precision);
    code.store(at(z, 1, 3), code.load(new Access(x, 11, List.of(-4, -1)))); // transposed, backwards
    sketch.run(flat(List.of(3, 4), code.code(), new Lanes.Single()), () -> sketch.randomise(3, x));
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 4; j++) {
        assertThat(sketch.get(z, i + 3 * j)).isEqualTo(sketch.get(x, 11 - 4 * i - j));
      }
    }
  }

  @Test
  void aStrideAlongTheLanesIsRefused() {
    Sketch sketch = new Sketch(Precision.F32, false);
    int x = sketch.shared(20);
    CodeBuilder code = new CodeBuilder(Precision.F32);
    code.store(at(x, 2), code.literal(1));
    assertThatThrownBy(() -> sketch.with(flat(List.of(10), code.code(), new Lanes.Along(0))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "lanes run along loop 0 where Access[buffer=0, offset=0, strides=[2]] has stride 2; 0 or 1 is needed");
  }

  @Test
  void numbersOutsideTheRegionAreNotTouched() {
    Sketch sketch = new Sketch(Precision.F32, false);
    int x = sketch.shared(4);
    CodeBuilder code = new CodeBuilder(Precision.F32);
    code.store(new Access(x, 100_000, List.of(1)), code.literal(1));
    assertThatThrownBy(
            () -> sketch.run(flat(List.of(1), code.code(), new Lanes.Single()), () -> {}))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  /// For i: Σⱼₖ x(i, j, k), Σⱼₖ x·y and max x, stored side by side.
  private static Kernel folds(Precision precision, Lanes lanes, int x, int y, int z, int m, int n) {
    CodeBuilder body = new CodeBuilder(precision);
    int a = body.load(at(x, m * n, n, 1));
    int b = body.load(at(y, 0, n, 1));
    CodeBuilder tail = new CodeBuilder(precision);
    for (int f = 0; f < 3; f++) {
      tail.store(new Access(z, f, List.of(3, 0, 0)), tail.folded(f));
    }
    return new Kernel.Nest(
        List.of(2),
        List.of(m, n),
        body.code(),
        List.of(
            new Fold(Fold.Kind.SUM, a, -1),
            new Fold(Fold.Kind.PRODUCT_SUM, a, b),
            new Fold(Fold.Kind.MAX, a, -1)),
        tail.code(),
        lanes,
        "test");
  }

  @ParameterizedTest
  @EnumSource
  void chainsFoldInOrder(Precision precision) {
    Sketch sketch = new Sketch(precision, true);
    int x = sketch.own(2 * 3 * 5);
    int y = sketch.shared(3 * 5);
    int z = sketch.own(6);
    sketch.run(
        folds(precision, new Lanes.Chains(), x, y, z, 3, 5), () -> sketch.randomise(4, x, y));
    for (int i = 0; i < 2; i++) {
      for (int lane = 0; lane < Buffer.LANES; lane++) {
        double sum = 0;
        double product = 0;
        double max = Double.NEGATIVE_INFINITY;
        for (int e = 0; e < 15; e++) {
          double a = sketch.get(x, 0, 15 * i + e, lane);
          sum = sketch.add(sum, a);
          product = sketch.fma(a, sketch.get(y, e), product);
          max = Math.max(max, a);
        }
        assertThat(sketch.get(z, 0, 3 * i, lane)).isEqualTo(sum);
        assertThat(sketch.get(z, 0, 3 * i + 1, lane)).isEqualTo(product);
        assertThat(sketch.get(z, 0, 3 * i + 2, lane)).isEqualTo(max);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void foldsAlongALoopKeepSixteenPartialResults(Precision precision) {
    for (int size : SIZES) {
      Sketch sketch = new Sketch(precision, false);
      int x = sketch.shared(2 * 3 * size);
      int y = sketch.shared(3 * size);
      int z = sketch.shared(6);
      sketch.run(
          folds(precision, new Lanes.Along(2), x, y, z, 3, size),
          () -> sketch.randomise(size, x, y));
      for (int i = 0; i < 2; i++) {
        double[] sums = new double[16];
        double[] products = new double[16];
        double max = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < 3; j++) {
          for (int k = 0; k < size; k++) {
            double a = sketch.get(x, (3 * i + j) * size + k);
            sums[k % 16] = sketch.add(sums[k % 16], a);
            products[k % 16] = sketch.fma(a, sketch.get(y, j * size + k), products[k % 16]);
            max = Math.max(max, a);
          }
        }
        assertThat(sketch.get(z, 3 * i)).as("sum of %d", size).isEqualTo(sketch.tree(sums));
        assertThat(sketch.get(z, 3 * i + 1))
            .as("product of %d", size)
            .isEqualTo(sketch.tree(products));
        assertThat(sketch.get(z, 3 * i + 2)).as("max of %d", size).isEqualTo(max);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void foldsAcrossLanesThatRunAlongAnOuterLoopGatherInOrder(Precision precision) {
    int size = 37;
    Sketch sketch = new Sketch(precision, false);
    int x = sketch.shared(4 * size);
    int z = sketch.shared(size);
    CodeBuilder body = new CodeBuilder(precision);
    int a = body.load(at(x, 1, size));
    CodeBuilder tail = new CodeBuilder(precision);
    tail.store(at(z, 1, 0), tail.folded(0));
    Kernel nest =
        new Kernel.Nest(
            List.of(size),
            List.of(4),
            body.code(),
            List.of(new Fold(Fold.Kind.SUM, a, -1)),
            tail.code(),
            new Lanes.Along(0),
            "test");
    sketch.run(nest, () -> sketch.randomise(8, x));
    for (int i = 0; i < size; i++) {
      double sum = 0;
      for (int j = 0; j < 4; j++) {
        sum = sketch.add(sum, sketch.get(x, size * j + i));
      }
      assertThat(sketch.get(z, i)).isEqualTo(sum);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aMaximumKeepsNanFromAnyPlace(Precision precision) {
    for (int place : new int[] {0, 1, 14}) {
      Sketch sketch = new Sketch(precision, false);
      int x = sketch.shared(30);
      int y = sketch.shared(15);
      int z = sketch.shared(6);
      sketch.run(
          folds(precision, new Lanes.Single(), x, y, z, 3, 5),
          () -> {
            sketch.randomise(9, x, y);
            sketch.set(x, 0, place, 0, Double.NaN);
          });
      assertThat(sketch.get(z, 2)).isNaN();
      assertThat(sketch.get(z, 5)).isNotNaN();
    }
  }

  @Test
  void aPlaceIsUsedAgainOnlyAfterTheLastUse() {
    Sketch sketch = new Sketch(Precision.F64, false);
    int x = sketch.shared(2);
    int z = sketch.shared(3);
    CodeBuilder code = new CodeBuilder(Precision.F64);
    int a = code.load(at(x, 0));
    int b = code.load(new Access(x, 1, List.of(0)));
    int sum = code.apply(Primitive.ADD, a, b);
    int unused = code.apply(Primitive.MUL, a, a);
    int product = code.apply(Primitive.MUL, a, b);
    int last = code.apply(Primitive.SUB, sum, a);
    assertThat(unused).isPositive();
    code.store(at(z, 0), sum);
    code.store(new Access(z, 1, List.of(0)), product);
    code.store(new Access(z, 2, List.of(0)), last);
    sketch.run(
        flat(List.of(1), code.code(), new Lanes.Single()),
        () -> {
          sketch.set(x, 0, 0, 0, 3);
          sketch.set(x, 0, 1, 0, 5);
        });
    assertThat(sketch.get(z, 0)).isEqualTo(8);
    assertThat(sketch.get(z, 1)).isEqualTo(15);
    assertThat(sketch.get(z, 2)).isEqualTo(5);
  }
}
