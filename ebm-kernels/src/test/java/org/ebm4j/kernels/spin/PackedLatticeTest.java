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
import org.ebm4j.kernels.plain.PlainEngine;
import org.ebm4j.kernels.x86.NativeEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Packed sweeps against sweeps site by site, which draw the same bits.
class PackedLatticeTest {
  private static final long SEED = 0x1234_5678_9abc_def1L;

  static Stream<PackedCase> cases() {
    return Stream.of(
        new PackedCase("ring", new int[] {64}, 2, ising(.7, 0)),
        new PackedCase("long ring in a field", new int[] {192}, 2, ising(.5, .3)),
        new PackedCase("narrow torus", new int[] {64, 4}, 2, ising(.4, 0)),
        new PackedCase("torus", new int[] {64, 10}, 2, ising(.4, -.1)),
        new PackedCase("antiferromagnet", new int[] {128, 4}, 2, ising(-.6, .2)),
        new PackedCase("three dimensions", new int[] {64, 4, 4}, 2, ising(.2, 0)),
        new PackedCase("certain and impossible", new int[] {64, 6}, 2, two(0, 1, .5, .25, 1)),
        new PackedCase("hardly ever", new int[] {64}, 2, two(0x1p-31, 1 - 0x1p-32, 0x1p-32)),
        new PackedCase("three categories", new int[] {64, 6}, 3, potts(.8, 0, .1, -.2)),
        new PackedCase("three, repelled", new int[] {64}, 3, potts(-1, 0, 0, 0)),
        new PackedCase("three in three dimensions", new int[] {64, 4, 2}, 3, potts(.3, .2, 0, 0)),
        new PackedCase("some never and some always", new int[] {64, 4}, 3, PackedLatticeTest::odd),
        new PackedCase("four", new int[] {64, 4}, 4, potts(.9, 0, 0, .3, 0)),
        new PackedCase("four of six neighbours", new int[] {64, 4, 4}, 4, potts(.5, 0, 0, .3, 0)),
        new PackedCase("five", new int[] {64, 4}, 5, potts(.9, 0, -.1, 0, .3, 0)));
  }

  static Chances ising(double beta, double field) {
    return counts -> two(1 / (1 + Math.exp(-2 * (beta * (counts[0] - counts[1]) + field))));
  }

  /// For each number of high neighbours the chance of a high site.
  private static Chances two(double... chances) {
    return counts -> two(chances[counts[0]]);
  }

  private static double[] two(double chance) {
    return new double[] {chance, 1 - chance};
  }

  static Chances potts(double beta, double... fields) {
    return counts ->
        IntStream.range(0, counts.length)
            .mapToDouble(c -> Math.exp(beta * counts[c] + fields[c]))
            .toArray();
  }

  /// Never like the neighbours' first category; alone among its kind the last for sure.
  private static double[] odd(int... counts) {
    return counts[2] == 4
        ? new double[] {0, 0, 3}
        : new double[] {counts[0] > 0 ? 0 : 1, counts[1], counts[0] > 0 ? 1 : 0};
  }

  /// Site by site: a word's number counts the words of all blocks in their order; plane k of its
  /// site in bit b is bit b of word k mod 4 of Philox block 8·number + ⌊k/4⌋.
  private static void plainSweep(PackedCase it, float[] u, int chain, int step) {
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
          int[] counts = new int[it.categories()];
          for (int other : neighbours[site]) {
            counts[it.category(u, chain * sites + other)]++;
          }
          it.put(u, chain * sites + site, drawn(it.chances().of(counts), drawn));
        }
        number++;
      }
    }
  }

  private static int drawn(double[] chances, long drawn) {
    double all = Arrays.stream(chances).sum();
    double sum = 0;
    for (int c = 0; c < chances.length - 1; c++) {
      sum += chances[c];
      if (drawn < Math.round(sum / all * 0x1p32)) {
        return c;
      }
    }
    return chances.length - 1;
  }

  static PackedLattice lattice(PackedCase it) {
    return PackedLattice.of(it.neighbours(), it.blocks()).orElseThrow();
  }

  static Run start(PackedCase it, Engine engine, int chains) {
    Run run = lattice(it).start(engine, it.code(), it.chances(), chains, SEED);
    run.block("u").set(it.starts(chains));
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
  void aSweepIsOneSiteBySite(PackedCase it) {
    float[] expected = it.starts(3);
    for (Engine engine : engines()) {
      expected = it.starts(3);
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

  static Stream<PackedCase> few() {
    return Stream.of(
        new PackedCase("two", new int[] {64, 6}, 2, ising(.4, .05)),
        new PackedCase("three", new int[] {64, 4}, 3, potts(.8, 0, .1, 0)),
        new PackedCase("five", new int[] {64, 2}, 5, potts(.8, 0, .1, 0, -.3, 0)));
  }

  @ParameterizedTest
  @MethodSource("few")
  void enginesWidthsThreadsAndCutsGiveTheSameBits(PackedCase it) {
    PackedProgram packed = lattice(it).program(it.categories(), it.chances());
    for (int chains : new int[] {1, 9, 16, 33, 77}) {
      SameBits.everywhere(
          packed.program(),
          (executor, pool) -> packed.start(executor, it.code(), chains, SEED, pool),
          it.starts(chains));
    }
  }

  @Test
  void moreChainsDoNotChangeThoseThereWere() {
    PackedCase it = new PackedCase("ring", new int[] {64}, 2, ising(.7, 0));
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
    PackedCase it = new PackedCase("torus", new int[] {64, 10}, 3, potts(.4, 0, 0, 0));
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
  void whatCannotBePackedIsTold() {
    assertThat(PackedLattice.of(PackedCase.torus(64, 4), PackedCase.chequered(64, 4)).orElseThrow())
        .hasToString("256 sites of 4 neighbours in 8 words of 2 blocks");
    assertThat(PackedLattice.of(PackedCase.torus(32, 4), PackedCase.chequered(32, 4)))
        .isEmpty(); // colours change places
    assertThat(PackedLattice.of(PackedCase.torus(48, 4), PackedCase.chequered(48, 4)))
        .isEmpty(); // 6 words are no row
    assertThat(PackedLattice.of(PackedCase.torus(33), PackedCase.chequered(33))).isEmpty();
    assertThat(PackedLattice.of(new int[0][], new int[0])).isEmpty();
    int[][] uneven = PackedCase.torus(64);
    uneven[5] = new int[] {4};
    assertThat(PackedLattice.of(uneven, PackedCase.chequered(64))).isEmpty();
    PackedCase ring = new PackedCase("ring", new int[] {64}, 3, _ -> two(.5));
    assertThatThrownBy(() -> start(ring, Engine.best(), 1))
        .hasMessage(
            "a packed sweep over 3 categories needs as many chances that are not all 0, found [0.5, 0.5]");
    PackedCase cube = new PackedCase("cube", new int[] {64, 4, 4}, 5, potts(1, 0, 0, 0, 0, 0));
    assertThat(lattice(cube).takes(4)).isTrue();
    assertThat(lattice(cube).takes(5)).isFalse();
    assertThat(lattice(ring).takes(5)).isTrue();
    assertThat(lattice(ring).takes(6)).isFalse();
    assertThatThrownBy(() -> start(cube, Engine.best(), 1))
        .hasMessage(
            "a packed sweep over sites of 6 neighbours cannot draw from 5 categories; sample unpacked");
    Engine reference = Engine.named("reference");
    assertThat(PackedLattice.runsOn(reference)).isFalse();
    assertThatThrownBy(
            () -> start(new PackedCase("ring", new int[] {64}, 2, ising(.1, 0)), reference, 1))
        .hasMessage(
            "engine 'reference' takes no packed sweeps; use native or plain, or sample unpacked");
  }
}
