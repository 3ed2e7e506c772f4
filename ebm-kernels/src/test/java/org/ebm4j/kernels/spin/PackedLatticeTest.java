package org.ebm4j.kernels.spin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.api.engine.Run;
import org.ebm4j.api.random.Philox;
import org.ebm4j.api.random.Purpose;
import org.ebm4j.api.random.RandomStream;
import org.ebm4j.kernels.loop.LoopProgram;
import org.ebm4j.kernels.plain.PlainEngine;
import org.ebm4j.kernels.pool.Pool;
import org.ebm4j.kernels.run.Executor;
import org.ebm4j.kernels.x86.NativeEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Packed sweeps against sweeps site by site, which draw the same bits.
class PackedLatticeTest {
  private static final long SEED = 0x1234_5678_9abc_def1L;

  /// @param chances of a high site, for each number of high neighbours
  record Case(String name, int[] extents, double[] chances) {
    int[][] neighbours() {
      return torus(extents);
    }

    int[] blocks() {
      return chequered(extents);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case("ring", new int[] {64}, ising(2, .7, 0)),
        new Case("long ring in a field", new int[] {192}, ising(2, .5, .3)),
        new Case("narrow torus", new int[] {64, 4}, ising(4, .4, 0)),
        new Case("torus", new int[] {64, 10}, ising(4, .4, -.1)),
        new Case("antiferromagnet", new int[] {128, 4}, ising(4, -.6, .2)),
        new Case("three dimensions", new int[] {64, 4, 4}, ising(6, .2, 0)),
        new Case("certain and impossible", new int[] {64, 6}, new double[] {0, 1, .5, .25, 1}),
        new Case("hardly ever", new int[] {64}, new double[] {0x1p-31, 1 - 0x1p-32, 0x1p-32}));
  }

  private static double[] ising(int degree, double beta, double field) {
    return IntStream.rangeClosed(0, degree)
        .mapToDouble(up -> 1 / (1 + Math.exp(-2 * (beta * (2 * up - degree) + field))))
        .toArray();
  }

  private static int[][] torus(int... extents) {
    int sites = Arrays.stream(extents).reduce(1, (a, b) -> a * b);
    int[][] neighbours = new int[sites][2 * extents.length];
    for (int site = 0; site < sites; site++) {
      int stride = sites;
      for (int axis = 0; axis < extents.length; axis++) {
        stride /= extents[axis];
        int index = site / stride % extents[axis];
        int up = (index + 1) % extents[axis] - index;
        int down = Math.floorMod(index - 1, extents[axis]) - index;
        neighbours[site][2 * axis] = site + up * stride;
        neighbours[site][2 * axis + 1] = site + down * stride;
      }
    }
    return neighbours;
  }

  private static int[] chequered(int... extents) {
    int sites = Arrays.stream(extents).reduce(1, (a, b) -> a * b);
    return IntStream.range(0, sites)
        .map(site -> {
          int sum = 0;
          int rest = site;
          for (int axis = extents.length - 1; axis >= 0; axis--) {
            sum += rest % extents[axis];
            rest /= extents[axis];
          }
          return sum % 2;
        })
        .toArray();
  }

  private static float[] starts(int chains, int sites) {
    float[] u = new float[chains * sites];
    for (int chain = 0; chain < chains; chain++) {
      float[] chance = new float[sites];
      RandomStream.of(4, Purpose.START, chain, 0).uniforms(chance);
      for (int i = 0; i < sites; i++) {
        u[chain * sites + i] = chance[i] < .5 ? -1 : 1;
      }
    }
    return u;
  }

  /// Site by site: a word's number counts the words of all blocks in their order; plane k of its
  /// site in bit b is bit b of word k mod 4 of Philox block 8·number + ⌊k/4⌋.
  private static void plainSweep(Case it, float[] u, int chain, int step) {
    int[] blocks = it.blocks();
    int[][] neighbours = it.neighbours();
    int sites = blocks.length;
    int words = sites / 32;
    int number = 0;
    for (int block = 0; block < 2; block++) {
      for (int word = 0; word < words; word++) {
        if (blocks[word] != block) {
          continue;
        }
        for (int bit = 0; bit < 32; bit++) {
          int site = word + bit * words;
          long drawn = 0;
          for (int k = 0; k < 32; k++) {
            int[] four = new int[4];
            Philox.words(SEED, Purpose.NOISE, chain, step, 8 * number + k / 4, four);
            drawn = drawn << 1 | (four[k % 4] >>> bit & 1);
          }
          int up = 0;
          for (int other : neighbours[site]) {
            up += u[chain * sites + other] > 0 ? 1 : 0;
          }
          boolean high = drawn < Math.round(it.chances()[up] * 0x1p32);
          u[chain * sites + site] = high ? 1 : -1;
        }
        number++;
      }
    }
  }

  private static Run start(Case it, Engine engine, int chains) {
    PackedLattice lattice = PackedLattice.of(it.neighbours(), it.blocks()).orElseThrow();
    Run run = lattice.start(engine, it.chances(), -1, 1, chains, SEED);
    run.block("u").set(starts(chains, lattice.sites()));
    return run;
  }

  private static List<Engine> engines() {
    NativeEngine machine = new NativeEngine();
    return machine.unavailable().isEmpty()
        ? List.of(new PlainEngine(), machine)
        : List.of(new PlainEngine());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aSweepIsOneSiteBySite(Case it) {
    int sites = it.blocks().length;
    float[] expected = starts(3, sites);
    for (Engine engine : engines()) {
      expected = starts(3, sites);
      try (Run run = start(it, engine, 3)) {
        assertThat(run.block("u").toFloats()).containsExactly(expected);
        for (int step = 0; step < 3; step++) {
          run.step(1);
          for (int chain = 0; chain < 3; chain++) {
            plainSweep(it, expected, chain, step);
          }
          assertThat(run.block("u").toFloats()).containsExactly(expected);
        }
        assertThat(run.stepsDone()).isEqualTo(3);
      }
    }
    float[] wrong = expected.clone();
    plainSweep(it, wrong, 0, 4);
    assertThat(wrong).isNotEqualTo(expected); // a step's number matters
  }

  @Test
  void enginesWidthsThreadsAndCutsGiveTheSameBits() {
    Case it = new Case("torus", new int[] {64, 6}, ising(4, .4, .05));
    PackedLattice lattice = PackedLattice.of(it.neighbours(), it.blocks()).orElseThrow();
    PackedProgram packed = lattice.program(it.chances());
    LoopProgram program = packed.program();
    for (int chains : new int[] {1, 9, 16, 33, 77}) {
      float[] wanted = null;
      List<Executor> executors =
          Stream.concat(
                  Stream.of(new PlainEngine().translate(program)),
                  NativeEngine.executors(program).stream())
              .toList();
      for (Executor executor : executors) {
        for (int threads = 1; threads <= 2; threads++) {
          try (Run run = packed.start(executor, -1, 1, chains, SEED, new Pool(threads))) {
            run.block("u").set(starts(chains, lattice.sites()));
            run.step(1);
            run.step(4 - threads);
            run.step(threads);
            float[] found = run.block("u").toFloats();
            wanted = wanted == null ? found : wanted;
            assertThat(found).containsExactly(wanted);
          }
        }
      }
    }
  }

  @Test
  void moreChainsDoNotChangeThoseThereWere() {
    Case it = new Case("ring", new int[] {64}, ising(2, .7, 0));
    try (Run few = start(it, Engine.best(), 5);
        Run more = start(it, Engine.best(), 40)) {
      few.step(20);
      more.step(20);
      float[] all = more.block("u").toFloats();
      assertThat(few.block("u").toFloats()).containsExactly(Arrays.copyOf(all, 5 * 64));
    }
  }

  /// Of machine code: what plain allocates depends on the compiler of the JVM.
  @Test
  void aStepAllocatesNothing() {
    assumeTrue(Engine.best().name().equals("native"), "there is no machine code here");
    Case it = new Case("torus", new int[] {64, 10}, ising(4, .4, 0));
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (Run run = start(it, Engine.best(), 16)) {
      run.step(3);
      long before = threads.getCurrentThreadAllocatedBytes();
      run.step(1);
      long one = threads.getCurrentThreadAllocatedBytes() - before;
      run.step(50);
      assertThat(threads.getCurrentThreadAllocatedBytes() - before - one).isLessThanOrEqualTo(one);
    }
  }

  @Test
  void rowsAreReadAndWrittenAsValues() {
    Case it = new Case("ring", new int[] {64}, ising(2, .7, 0));
    PackedLattice lattice = PackedLattice.of(it.neighbours(), it.blocks()).orElseThrow();
    try (Run run = lattice.start(Engine.best(), it.chances(), 0, 1, 3, 1)) {
      run.block("u").fill(1);
      float[] row = new float[70];
      row[7] = 1;
      run.block("u").setRows(1, 1, row, 5);
      double[] all = run.block("u").toArray();
      assertThat(Arrays.stream(all).sum()).isEqualTo(129);
      assertThat(all[64 + 2]).isEqualTo(1);
      Arrays.fill(row, 9);
      run.block("u").getRows(1, 1, row, 1);
      assertThat(row[3]).isEqualTo(1);
      assertThat(row[4]).isZero();
      assertThat(row[65]).isEqualTo(9);
      assertThatThrownBy(() -> run.block("u").set(new float[5]))
          .hasMessage("block 'u' holds 3 rows of shape [64], 192 numbers; found 5");
      assertThatThrownBy(() -> run.block("v"))
          .hasMessage("'packed sweep' has no array 'v'; it has u");
    }
  }

  @Test
  void whatCannotBePackedIsTold() {
    assertThat(PackedLattice.of(torus(64, 4), chequered(64, 4)).orElseThrow())
        .hasToString("256 sites of 4 neighbours in 8 words of 2 blocks");
    assertThat(PackedLattice.of(torus(32, 4), chequered(32, 4))).isEmpty(); // colours change places
    assertThat(PackedLattice.of(torus(48, 4), chequered(48, 4))).isEmpty(); // 6 words are no row
    assertThat(PackedLattice.of(torus(33), chequered(33))).isEmpty();
    assertThat(PackedLattice.of(new int[0][], new int[0])).isEmpty();
    int[][] uneven = torus(64);
    uneven[5] = new int[] {4};
    assertThat(PackedLattice.of(uneven, chequered(64))).isEmpty();
    Case ring = new Case("ring", new int[] {64}, new double[] {.5, .5});
    assertThatThrownBy(() -> start(ring, Engine.best(), 1))
        .hasMessage("a packed sweep over sites of 2 neighbours needs 3 chances, found 2");
    Engine reference = Engine.named("reference");
    assertThat(PackedLattice.runsOn(reference)).isFalse();
    assertThatThrownBy(() -> start(new Case("ring", new int[] {64}, ising(2, .1, 0)), reference, 1))
        .hasMessage(
            "engine 'reference' takes no packed sweeps; use native or plain, or sample unpacked");
  }
}
