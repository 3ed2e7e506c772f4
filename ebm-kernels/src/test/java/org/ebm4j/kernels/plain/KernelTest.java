package org.ebm4j.kernels.plain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ebm4j.kernels.plain.Sketch.at;

import java.util.List;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.random.Philox;
import org.ebm4j.api.random.Purpose;
import org.ebm4j.kernels.elementary.CodeBuilder;
import org.ebm4j.kernels.loop.Buffer;
import org.ebm4j.kernels.loop.Kernel;
import org.ebm4j.kernels.loop.Lanes;
import org.ebm4j.kernels.loop.Primitive;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Products, sums over chains and random words against the formulas written out in Java.
class KernelTest {
  private static final int M = 3;
  private static final int N = 4;

  /// C (3, 4) = A (3, k)·B (k, 4); B and C column by column where lanes run along k or i.
  private record Factors(Sketch sketch, int a, int b, int c, int k, boolean columns) {
    Kernel product(Lanes lanes) {
      return new Kernel.MatMul(
          M,
          k,
          N,
          columns && lanes.equals(new Lanes.Along(0)) ? at(a, 1, M) : at(a, k, 1),
          columns ? at(b, 1, k) : at(b, N, 1),
          columns ? at(c, 1, M) : at(c, N, 1),
          lanes,
          "test");
    }

    double left(Lanes lanes, int i, int x) {
      return sketch.get(a, columns && lanes.equals(new Lanes.Along(0)) ? i + M * x : i * k + x);
    }

    double right(int x, int j, int lane) {
      return sketch.get(b, 0, columns ? x + k * j : N * x + j, lane);
    }

    double result(int i, int j, int lane) {
      return sketch.get(c, 0, columns ? i + M * j : N * i + j, lane);
    }
  }

  private static Factors factors(Precision precision, boolean tiles, int k) {
    Sketch sketch = new Sketch(precision, tiles);
    int a = sketch.shared(M * k);
    int b = tiles ? sketch.own(k * N) : sketch.shared(k * N);
    int c = tiles ? sketch.own(M * N) : sketch.shared(M * N);
    return new Factors(sketch, a, b, c, k, !tiles);
  }

  @ParameterizedTest
  @EnumSource
  void productsOfChains(Precision precision) {
    Factors it = factors(precision, true, 5);
    Lanes lanes = new Lanes.Chains();
    it.sketch.run(it.product(lanes), () -> it.sketch.randomise(1, it.a, it.b));
    for (int lane = 0; lane < Buffer.LANES; lane++) {
      checkInOrder(it, lanes, lane);
    }
  }

  private static void checkInOrder(Factors it, Lanes lanes, int lane) {
    for (int i = 0; i < M; i++) {
      for (int j = 0; j < N; j++) {
        double sum = 0;
        for (int x = 0; x < it.k; x++) {
          sum = it.sketch.fma(it.left(lanes, i, x), it.right(x, j, lane), sum);
        }
        assertThat(it.result(i, j, lane)).isEqualTo(sum);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void productsOfSharedMatrices(Precision precision) {
    for (Lanes lanes : List.of(new Lanes.Along(0), new Lanes.Single())) {
      Factors it = factors(precision, false, 7);
      it.sketch.run(it.product(lanes), () -> it.sketch.randomise(2, it.a, it.b));
      checkInOrder(it, lanes, 0);
    }
  }

  @ParameterizedTest
  @EnumSource
  void productsWhoseSumRunsAlongTheLanes(Precision precision) {
    for (int k : new int[] {1, 15, 16, 17, 33, 40}) {
      Factors it = factors(precision, false, k);
      Lanes lanes = new Lanes.Along(1);
      it.sketch.run(it.product(lanes), () -> it.sketch.randomise(k, it.a, it.b));
      for (int i = 0; i < M; i++) {
        for (int j = 0; j < N; j++) {
          double[] sums = new double[16];
          for (int x = 0; x < k; x++) {
            sums[x % 16] = it.sketch.fma(it.left(lanes, i, x), it.right(x, j, 0), sums[x % 16]);
          }
          assertThat(it.result(i, j, 0)).isEqualTo(it.sketch.tree(sums));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void turnedRowsStandSideBySide(Precision precision) {
    int n = 19;
    Sketch sketch = new Sketch(precision, true);
    int b = sketch.own(n * 2);
    int turned = sketch.own(Kernel.Turn.rows(n, 2));
    sketch.run(new Kernel.Turn(n, 2, at(b, 2, 1), turned, "test"), () -> sketch.randomise(9, b));
    for (int x = 0; x < 2; x++) {
      for (int j = 0; j < n; j++) {
        for (int lane = 0; lane < 32; lane++) {
          int number = ((x * 2 + j / 16) * 32 + lane) * 16 + j % 16;
          assertThat(sketch.get(turned, 0, number / 32, number % 32))
              .isEqualTo(sketch.get(b, 0, 2 * j + x, lane));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void contractionsWalkTheValidChainsInOrderAndAddTheChunks(Precision precision) {
    Sketch sketch = new Sketch(precision, true);
    int a = sketch.own(2 * 3);
    int turned = sketch.own(Kernel.Turn.rows(4, 3));
    int c = sketch.shared(2 * 4);
    Interpreter interpreter =
        sketch.with(
            List.of(false),
            new Kernel.Contract(2, 4, 3, at(a, 3, 1), turned, at(c, 4, 1), false, "test"));
    sketch.randomise(5, a, turned);
    int whole = Kernel.Contract.CHUNK * 32;
    int chains = whole + 7; // a chunk and a part of one
    interpreter.contractions(0, sketch.worker(interpreter, chains), 0, 1);
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 4; j++) {
        double first = contracted(sketch, a, turned, i, j, 0, whole);
        double second = contracted(sketch, a, turned, i, j, whole, chains);
        assertThat(sketch.get(c, 4 * i + j)).isEqualTo(sketch.add(first, second));
      }
    }
  }

  /// Σ over p, then chains ascending, of a(i, p)·b(j, p).
  private static double contracted(
      Sketch sketch, int a, int turned, int i, int j, int first, int end) {
    double sum = 0;
    for (int x = 0; x < 3; x++) {
      for (int chain = first; chain < end; chain++) {
        int number = (x * 32 + chain % 32) * 16 + j;
        double left = sketch.get(a, chain / 32, 3 * i + x, chain % 32);
        double right = sketch.get(turned, chain / 32, number / 32, number % 32);
        sum = sketch.fma(left, right, sum);
      }
    }
    return sum;
  }

  @ParameterizedTest
  @EnumSource
  void symmetricContractionsAreComputedByHalves(Precision precision) {
    Sketch sketch = new Sketch(precision, true);
    int a = sketch.own(3);
    int turned = sketch.own(Kernel.Turn.rows(3, 1));
    int c = sketch.shared(9);
    Interpreter interpreter =
        sketch.with(
            List.of(false),
            new Kernel.Contract(3, 3, 1, at(a, 1, 0), turned, at(c, 3, 1), true, "test"));
    sketch.randomise(7, a, turned); // not the same numbers, so that halves can be told apart
    interpreter.contractions(0, sketch.worker(interpreter, 5), 0, 1);
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = 0;
        for (int chain = 0; chain < 5; chain++) {
          int number = chain * 16 + j;
          sum =
              sketch.fma(
                  sketch.get(a, 0, i, chain), sketch.get(turned, 0, number / 32, number % 32), sum);
        }
        assertThat(sketch.get(c, 3 * i + j)).isEqualTo(sum);
        assertThat(sketch.get(c, 3 * j + i)).isEqualTo(sum);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void sumsOverChainsGatherByLaneThenByChunkThenAsATree(Precision precision) {
    Sketch sketch = new Sketch(precision, true);
    int a = sketch.own(3);
    int p = sketch.partial(3);
    int s = sketch.shared(3);
    Interpreter interpreter =
        sketch.with(
            List.of(false, true),
            new Kernel.BatchSum(3, at(a, 1), at(p, 1), "test"),
            new Kernel.Combine(3, p, s, "test"));
    sketch.randomise(6, a);
    int chains = 2 * 32 + 5;
    Worker worker = sketch.worker(interpreter, chains);
    worker.serve(0, 0, chains, 2);
    interpreter.chains(0, worker, 0, 2, 0, 1, 0);
    interpreter.chains(0, worker, 2, 1, 0, 1, 1);
    interpreter.shared(1, worker);
    for (int i = 0; i < 3; i++) {
      double[] lanes = new double[32];
      for (int lane = 0; lane < 32; lane++) {
        double first = sketch.add(sketch.get(a, 0, i, lane), sketch.get(a, 1, i, lane));
        lanes[lane] = sketch.add(first, lane < 5 ? sketch.get(a, 2, i, lane) : 0);
      }
      double[] sixteen = new double[16];
      for (int lane = 0; lane < 16; lane++) {
        sixteen[lane] = sketch.add(lanes[lane], lanes[lane + 16]);
      }
      assertThat(sketch.get(s, i)).isEqualTo(sketch.tree(sixteen));
    }
  }

  @ParameterizedTest
  @CsvSource({"F32,true,5", "F32,false,5", "F64,true,4294967290", "F64,false,123456789012345"})
  void wordsAreThoseOfTheStream(Precision precision, boolean tiles, long firstChain) {
    Sketch sketch = new Sketch(precision, tiles);
    int w = sketch.words(8);
    Lanes lanes = tiles ? new Lanes.Chains() : new Lanes.Single();
    Interpreter interpreter =
        sketch.with(
            List.of(false), new Kernel.Words(w, 2, 1 << 16, Purpose.NOISE.code(), lanes, "test"));
    Worker worker = sketch.worker(interpreter, 3 * 32);
    long seed = 0xFEDCBA9876543210L;
    worker.serve(seed, firstChain, 96, 1);
    interpreter.chains(0, worker, 2, 1, 77, 1, 0);
    int[] wanted = new int[4];
    for (int block = 0; block < 2; block++) {
      for (int lane = 0; lane < (tiles ? 32 : 1); lane++) {
        long chain = firstChain + (tiles ? 64 + lane : 2);
        Philox.words(seed, Purpose.NOISE, chain, 77, (1 << 16) + block, wanted);
        for (int word = 0; word < 4; word++) {
          assertThat(sketch.word(w, 4 * block + word, lane)).isEqualTo(wanted[word]);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void manyStepsOnATileBeforeTheNext(Precision precision) {
    Sketch sketch = new Sketch(precision, true);
    int x = sketch.own(2);
    CodeBuilder code = new CodeBuilder(precision);
    code.store(at(x, 1), code.apply(Primitive.MUL, code.load(at(x, 1)), code.literal(1.25)));
    Interpreter interpreter =
        sketch.with(
            new Kernel.Nest(
                List.of(2),
                List.of(),
                List.of(),
                List.of(),
                code.code(),
                new Lanes.Chains(),
                "test"));
    sketch.randomise(7, x);
    double[] before = new double[3];
    for (int tile = 0; tile < 3; tile++) {
      before[tile] = sketch.get(x, tile, 1, 9);
    }
    interpreter.chains(0, sketch.worker(interpreter, 96), 1, 2, 0, 3, 0);
    assertThat(sketch.get(x, 0, 1, 9)).isEqualTo(before[0]);
    for (int tile = 1; tile < 3; tile++) {
      double wanted = before[tile];
      for (int step = 0; step < 3; step++) {
        wanted = sketch.mul(wanted, 1.25);
      }
      assertThat(sketch.get(x, tile, 1, 9)).isEqualTo(wanted);
    }
  }
}
