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
  @CsvSource({"F32,false", "F32,true", "F64,false", "F64,true"})
  void contractionsWalkTheValidChainsInOrder(Precision precision, boolean lower) {
    Sketch sketch = new Sketch(precision, true);
    int a = sketch.own(2 * 3);
    int b = sketch.own(4 * 3);
    int p = sketch.partial(2 * 4, false);
    Interpreter interpreter =
        sketch.with(
            List.of(false),
            new Kernel.Contract(2, 4, 3, at(a, 3, 1), at(b, 3, 1), at(p, 4, 1), lower, "test"));
    sketch.randomise(5, a, b);
    int chains = 32 + 7;
    interpreter.chains(0, sketch.worker(interpreter, chains), 0, 2, 0, 1, 1);
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 4; j++) {
        double sum = 0;
        for (int x = 0; x < 3; x++) {
          for (int tile = 0; tile < 2; tile++) {
            for (int lane = 0; lane < Math.min(32, chains - 32 * tile); lane++) {
              sum =
                  sketch.fma(
                      sketch.get(a, tile, 3 * i + x, lane),
                      sketch.get(b, tile, 3 * j + x, lane),
                      sum);
            }
          }
        }
        assertThat(sketch.get(p, 1, 4 * i + j, 0)).isEqualTo(lower && j > i ? 0 : sum);
        assertThat(sketch.get(p, 0, 4 * i + j, 0)).as("another chunk").isZero();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void sumsOverChainsGatherByLaneThenByChunkThenAsATree(Precision precision) {
    Sketch sketch = new Sketch(precision, true);
    int a = sketch.own(3);
    int p = sketch.partial(3, true);
    int s = sketch.shared(3);
    Interpreter interpreter =
        sketch.with(
            List.of(false, true),
            new Kernel.BatchSum(3, at(a, 1), at(p, 1), "test"),
            new Kernel.Combine(3, p, s, 0, "test"));
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
  @EnumSource
  void densePartialResultsAreAddedByChunk(Precision precision) {
    Sketch sketch = new Sketch(precision, true);
    int p = sketch.partial(5, false);
    int s = sketch.shared(5);
    Interpreter interpreter = sketch.with(List.of(true), new Kernel.Combine(5, p, s, 0, "test"));
    for (int chunk = 0; chunk < 3; chunk++) {
      for (int i = 0; i < 5; i++) {
        sketch.set(p, chunk, i, 0, .1f * (i + 1) * (chunk + 1));
      }
    }
    Worker worker = sketch.worker(interpreter, 96);
    worker.serve(0, 0, 96, 3);
    interpreter.shared(0, worker);
    for (int i = 0; i < 5; i++) {
      double sum = sketch.add(sketch.get(p, 0, i, 0), sketch.get(p, 1, i, 0));
      assertThat(sketch.get(s, i)).isEqualTo(sketch.add(sum, sketch.get(p, 2, i, 0)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsKnownBelowTheDiagonalIsMirroredAboveIt(Precision precision) {
    Sketch sketch = new Sketch(precision, true);
    int p = sketch.partial(9, false);
    int s = sketch.shared(9);
    Interpreter interpreter = sketch.with(List.of(true), new Kernel.Combine(9, p, s, 3, "test"));
    for (int i = 0; i < 9; i++) {
      sketch.set(p, 0, i, 0, i + 1);
    }
    Worker worker = sketch.worker(interpreter, 32);
    worker.serve(0, 0, 32, 1);
    interpreter.shared(0, worker);
    double[] wanted = {1, 4, 7, 4, 5, 8, 7, 8, 9};
    for (int i = 0; i < 9; i++) {
      assertThat(sketch.get(s, i)).isEqualTo(wanted[i]);
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
