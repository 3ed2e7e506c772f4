package org.ebm4j.kernels.spin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.api.engine.Run;
import org.ebm4j.api.random.Philox;
import org.ebm4j.api.random.Purpose;
import org.ebm4j.api.random.RandomStream;
import org.ebm4j.kernels.plain.PlainEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Sweeps over pairs against sweeps site by site, which draw the same words.
class PairLatticeTest {
  private static final long SEED = 0x1234_5678_9abc_def1L;

  /// A torus of height × width sites of so many categories, spins if 2.
  record Case(int height, int width, int categories) {
    SiteCode code() {
      return categories == 2 ? SiteCode.of(1, -1) : SiteCode.oneHot(categories);
    }

    int sites() {
      return height * width;
    }

    int[][] neighbours() {
      int[][] neighbours = new int[sites()][];
      for (int site = 0; site < sites(); site++) {
        int y = site / width;
        int x = site % width;
        neighbours[site] =
            new int[] {
              y * width + (x + 1) % width,
              y * width + (x + width - 1) % width,
              (y + 1) % height * width + x,
              (y + height - 1) % height * width + x
            };
      }
      return neighbours;
    }

    /// Every site in turn takes the first block that none of its neighbours has.
    int[] blocks() {
      int[] blocks = new int[sites()];
      Arrays.fill(blocks, -1);
      for (int site = 0; site < sites(); site++) {
        int[] around = neighbours()[site];
        int block = 0;
        while (taken(blocks, block, around)) {
          block++;
        }
        blocks[site] = block;
      }
      return blocks;
    }

    private static boolean taken(int[] blocks, int block, int... around) {
      return Arrays.stream(around).anyMatch(n -> blocks[n] == block);
    }

    /// Each number is pulled by the same and by the next one of every neighbour.
    List<PairLattice.Term> terms() {
      int numbers = code().width();
      List<PairLattice.Term> terms = new ArrayList<>();
      for (int number = 0; number < numbers; number++) {
        for (int neighbour = 0; neighbour < 4; neighbour++) {
          terms.add(new PairLattice.Term(number, neighbour, number));
          if (numbers > 1 && neighbour % 2 == 0) {
            terms.add(new PairLattice.Term(number, neighbour, (number + 1) % numbers));
          }
        }
      }
      return terms;
    }

    PairLattice lattice() {
      return PairLattice.of(neighbours(), terms(), blocks()).orElseThrow();
    }

    double[] couplings() {
      double[] couplings = new double[sites() * lattice().perSite(code().width())];
      Arrays.setAll(couplings, i -> (float) (.8 * Math.sin(7 * i)));
      return couplings;
    }

    float[] starts(int chains) {
      int width = code().width();
      float[] u = new float[chains * sites() * width];
      for (int chain = 0; chain < chains; chain++) {
        float[] chance = new float[sites()];
        RandomStream.of(4, Purpose.START, chain, 0).uniforms(chance);
        for (int i = 0; i < sites(); i++) {
          int c = Math.min(categories - 1, (int) (chance[i] * categories));
          for (int k = 0; k < width; k++) {
            u[(chain * sites() + i) * width + k] = (float) code().number(c, k);
          }
        }
      }
      return u;
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case(6, 8, 2),
        new Case(7, 5, 2),
        new Case(3, 3, 3),
        new Case(8, 10, 3),
        new Case(4, 4, 7));
  }

  /// Site by site: the sites of a block, in the order of its patches, take the words of the step in
  /// theirs; a block begins with a new Philox block.
  private static void plainSweep(Case it, float[] u, int chain, int step) {
    double[] couplings = it.couplings();
    int first = 0;
    for (int block = 0; block <= Arrays.stream(it.blocks()).max().orElseThrow(); block++) {
      List<Patch> patches = Patch.of(it.neighbours(), it.blocks(), block);
      int[] order = patches.stream().flatMapToInt(Patch::sites).toArray();
      for (int i = 0; i < order.length; i++) {
        int[] four = new int[4];
        Philox.words(SEED, Purpose.NOISE, chain, step, first + i / 4, four);
        double chance = ((four[i % 4] >>> 8) + .5) * 0x1p-24;
        draw(it, couplings, u, chain * it.sites(), order[i], chance);
      }
      first += (order.length + 3) / 4;
    }
  }

  private static void draw(
      Case it, double[] couplings, float[] u, int begin, int site, double chance) {
    int width = it.code().width();
    List<PairLattice.Term> terms = it.terms();
    int per = terms.size() + width;
    double[] rises = Arrays.copyOfRange(couplings, (site + 1) * per - width, (site + 1) * per);
    for (int t = 0; t < terms.size(); t++) {
      PairLattice.Term term = terms.get(t);
      int other = begin + it.neighbours()[site][term.neighbour()];
      rises[term.number()] += couplings[site * per + t] * u[other * width + term.other()];
    }
    double[] weights =
        IntStream.range(0, it.categories())
            .mapToDouble(c ->
                Math.exp(
                    -IntStream.range(0, width)
                        .mapToDouble(k -> it.code().number(c, k) * rises[k])
                        .sum()))
            .toArray();
    double threshold = chance * Arrays.stream(weights).sum();
    int c = 0;
    for (double sum = weights[0]; c < weights.length - 1 && threshold >= sum; sum += weights[c]) {
      c++;
    }
    for (int k = 0; k < width; k++) {
      u[(begin + site) * width + k] = (float) it.code().number(c, k);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aSweepIsOneSiteBySite(Case it) {
    float[] expected = it.starts(3);
    try (Run run = it.lattice().start(new PlainEngine(), it.code(), it.couplings(), 3, SEED)) {
      run.block("u").set(expected);
      for (int step = 0; step < 4; step++) {
        run.step(1);
        for (int chain = 0; chain < 3; chain++) {
          plainSweep(it, expected, chain, step);
        }
        assertThat(run.block("u").toFloats()).containsExactly(expected);
      }
      float[] wrong = expected.clone();
      plainSweep(it, wrong, 0, 5);
      assertThat(wrong).isNotEqualTo(expected); // a step's number matters
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void enginesWidthsThreadsAndCutsGiveTheSameBits(Case it) {
    PairProgram pairs = it.lattice().program(it.code());
    for (int chains : new int[] {1, 16, 33}) {
      SameBits.everywhere(
          pairs.program(),
          (executor, pool) -> pairs.start(executor, it.couplings(), chains, SEED, pool),
          it.starts(chains));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void patchesHoldEverySiteOnce(Case it) {
    int[] all =
        IntStream.rangeClosed(0, Arrays.stream(it.blocks()).max().orElseThrow())
            .boxed()
            .flatMap(block -> Patch.of(it.neighbours(), it.blocks(), block).stream())
            .flatMapToInt(Patch::sites)
            .sorted()
            .toArray();
    assertThat(all).containsExactly(IntStream.range(0, it.sites()).toArray());
  }

  @Test
  void whatCannotBeSweptIsTold() {
    Case it = new Case(64, 64, 2);
    assertThat(it.lattice()).hasToString("4096 sites of 4 terms in 16 patches of 2 blocks");
    assertThatThrownBy(() -> it.lattice().start(Engine.best(), it.code(), new double[3], 1, 1))
        .hasMessage("a sweep over 4096 sites of 4 terms needs 20480 couplings and fields, found 3");
    Engine reference = Engine.named("reference");
    assertThatThrownBy(() -> it.lattice().start(reference, it.code(), it.couplings(), 1, 1))
        .hasMessage(
            "engine 'reference' takes no sweeps over pairs; use native or plain, or another sampler");
    int[][] tangled = it.neighbours();
    for (int site = 0; site < tangled.length; site++) {
      tangled[site][0] = site * 977 % tangled.length;
    }
    assertThat(PairLattice.of(tangled, it.terms(), it.blocks())).isEmpty();
  }
}
