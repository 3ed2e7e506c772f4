package org.ebm4j.inference.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.stream.Stream;
import org.ebm4j.api.energy.Chains;
import org.ebm4j.api.energy.Given;
import org.ebm4j.api.energy.Problem;
import org.ebm4j.api.energy.Samples;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.engine.Run;
import org.ebm4j.api.random.Purpose;
import org.ebm4j.api.random.RandomStream;
import org.ebm4j.api.space.Nothing;
import org.ebm4j.inference.Seeds;
import org.ebm4j.inference.sample.SpinModels.Model;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlockGibbsTest {
  private static final Chains LAST = Chains.of(5000).warmUp(60).draws(1);

  static Stream<Model> models() {
    return SpinModels.all();
  }

  private static double misfit(Model model, Transition sampler, int times, long seed) {
    Chains plan = new Chains(times * LAST.count(), LAST.warmUp(), 1, 1);
    Samples samples = sampler.sample(model.problem(), plan, seed);
    return SpinModels.misfit(model.problem(), model.beta(), samples);
  }

  private static Sweep sweep(Model model, double beta, Blocks blocks) {
    return Sweep.of(beta, blocks, model.problem());
  }

  // ---- the law of the draws

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("models")
  void everyStateIsDrawnAsOftenAsItShould(Model model) {
    assertThat(
            Seeds.holds(model.name(), (times, seed) -> misfit(model, model.sampler(), times, seed)))
        .isTrue();
  }

  @Test
  void theWrongTemperatureAndAllSitesAtOnceAreNoticed() {
    Model torus = models().findFirst().orElseThrow();
    Blocks right = new Interactions(torus.problem()).blocks();
    assertThat(misfit(torus, sweep(torus, torus.beta(), right), 1, 5)).isLessThan(5);
    assertThat(misfit(torus, sweep(torus, 2 * torus.beta(), right), 1, 5)).isGreaterThan(50);
    Blocks atOnce = Blocks.of(new int[9]);
    assertThat(misfit(torus, sweep(torus, torus.beta(), atOnce), 1, 5)).isGreaterThan(20);
  }

  @Test
  void theWrongTemperatureAllSitesAtOnceAndFieldsOfAnotherCategoryAreNoticedAmongCategories() {
    Model potts = new Model("", SpinModels.potts(3, 3, 3, 0).problem(), .7, 4);
    Blocks right = new Interactions(potts.problem()).blocks();
    assertThat(misfit(potts, sweep(potts, potts.beta(), right), 1, 5)).isLessThan(5);
    assertThat(misfit(potts, sweep(potts, 1.3 * potts.beta(), right), 1, 5)).isGreaterThan(20);
    Blocks atOnce = Blocks.of(new int[9]);
    assertThat(misfit(potts, sweep(potts, potts.beta(), atOnce), 1, 5)).isGreaterThan(20);
    Problem turned = SpinModels.potts(3, 3, 3, 1).problem();
    Samples samples = potts.sampler().sample(turned, LAST, 5);
    assertThat(SpinModels.misfit(potts.problem(), potts.beta(), samples)).isGreaterThan(20);
  }

  /// What a sweep is, one site after another by energies alone: of β (E(high) − E(low)) and the
  /// same random numbers.
  @ParameterizedTest
  @MethodSource("models")
  void aSweepIsTheExactConditionalOfEverySite(Model model) {
    Problem problem = model.problem().in(Precision.F64);
    int n = problem.size();
    int chains = 20;
    Transition sweep = model.sampler().on(problem);
    Blocks blocks = ((Sweep) sweep).blocks();
    Sites sites = Sites.of(problem);
    assertThat(blocks.count()).isEqualTo(model.blocks());
    double[] expected = problem.starts(chains, 3, 0);
    try (Run run = problem.step(sweep).start(chains, 3)) {
      problem.bind(run);
      sweep.begin(run);
      run.block("u").set(expected);
      for (int step = 0; step < 5; step++) {
        run.step(1);
        for (int chain = 0; chain < chains; chain++) {
          double[] chances = new double[sites.count()];
          RandomStream.of(3, Purpose.NOISE, chain, step).uniforms(chances);
          double[] u = Arrays.copyOfRange(expected, chain * n, (chain + 1) * n);
          for (int block = 0; block < blocks.count(); block++) {
            for (int site : blocks.of(block)) {
              draw(problem, sites, u, site, model.beta(), chances[site]);
            }
          }
          System.arraycopy(u, 0, expected, chain * n, n);
        }
        assertThat(run.block("u").toArray()).isEqualTo(expected);
      }
    }
  }

  private static void draw(
      Problem problem, Sites sites, double[] u, int site, double beta, double chance) {
    int n = u.length;
    int at = sites.begin(site);
    int k = SpinModels.values(sites, site);
    double[] all = new double[k * n];
    for (int c = 0; c < k; c++) {
      System.arraycopy(u, 0, all, c * n, n);
      SpinModels.put(problem, sites, all, c * n, site, c);
    }
    double[] energies = problem.energies(all);
    double z = Arrays.stream(energies).map(e -> Math.exp(-beta * e)).sum();
    // spins and bits take the high value, number 1, first
    int c = sites.width(site) == 1 ? 1 : 0;
    double reached = Math.exp(-beta * energies[c]) / z;
    if (sites.width(site) == 1) {
      c = chance < reached ? 1 : 0;
    }
    while (sites.width(site) > 1 && chance >= reached && c < k - 1) {
      reached += Math.exp(-beta * energies[++c]) / z;
    }
    System.arraycopy(all, c * n + at, u, at, sites.width(site));
  }

  @Test
  void publishedMomentsOfSmallTori() {
    // log Z, energy and |m| by enumeration: 4×4 at β = .3, 3×3 at .3
    moments(4, .3, -.844054073624, .520358002971);
    moments(3, .3, -.987683155567, .636502270011);
  }

  private static void moments(int side, double beta, double energy, double magnetisation) {
    Problem problem = SpinModels.ising(side).problem();
    BlockGibbs sampler = BlockGibbs.standard().beta(beta);
    int n = side * side;
    assertThat(
            Seeds.holds(
                "energy " + side,
                (times, seed) -> {
                  Samples samples = sampler.sample(problem, LAST.draws(times), seed);
                  double[] means = new double[samples.chains()];
                  for (int chain = 0; chain < means.length; chain++) {
                    means[chain] =
                        Arrays.stream(problem.energies(flat(samples, chain)))
                                .average()
                                .orElseThrow()
                            / n;
                  }
                  return standardErrors(means, energy);
                }))
        .isTrue();
    assertThat(
            Seeds.holds(
                "|m| " + side,
                (times, seed) -> {
                  Samples samples = sampler.sample(problem, LAST.draws(times), seed);
                  double[] means = new double[samples.chains()];
                  for (int chain = 0; chain < means.length; chain++) {
                    for (int draw = 0; draw < samples.draws(); draw++) {
                      means[chain] +=
                          Math.abs(Arrays.stream(samples.point(chain, draw)).sum())
                              / n
                              / samples.draws();
                    }
                  }
                  return standardErrors(means, magnetisation);
                }))
        .isTrue();
  }

  private static double[] flat(Samples samples, int chain) {
    double[] all = new double[samples.draws() * samples.size()];
    for (int draw = 0; draw < samples.draws(); draw++) {
      System.arraycopy(samples.point(chain, draw), 0, all, draw * samples.size(), samples.size());
    }
    return all;
  }

  private static double standardErrors(double[] means, double exact) {
    double mean = Arrays.stream(means).average().orElseThrow();
    double variance = Arrays.stream(means).map(m -> (m - mean) * (m - mean)).sum();
    return (mean - exact) / (Math.sqrt(variance) / means.length);
  }

  // ---- bits and bytes

  @ParameterizedTest
  @MethodSource("models")
  void enginesGiveTheSameBits(Model model) {
    for (int chains : new int[] {3, 40}) {
      Chains plan = Chains.of(chains).warmUp(3).draws(4);
      Samples one = model.sampler().sample(model.problem(), plan, 11);
      Samples other = model.sampler().sample(model.problem().on(Engine.named("plain")), plan, 11);
      for (int chain = 0; chain < chains; chain++) {
        assertThat(flat(other, chain)).containsExactly(flat(one, chain));
      }
    }
  }

  /// Of machine code: what plain allocates depends on the compiler of the JVM.
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aStepAllocatesNothing(boolean categories) {
    assumeTrue(Engine.best().name().equals("native"), "there is no machine code here");
    Problem problem =
        categories ? SpinModels.potts(4, 4, 3, 0).problem() : SpinModels.ising(4).problem();
    Transition sweep = BlockGibbs.standard().on(problem);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (Run run = problem.step(sweep).start(40, 1)) {
      problem.bind(run);
      sweep.begin(run);
      run.step(5);
      long before = threads.getCurrentThreadAllocatedBytes();
      run.step(1);
      long one = threads.getCurrentThreadAllocatedBytes() - before;
      run.step(100);
      long hundred = threads.getCurrentThreadAllocatedBytes() - before - one;
      assertThat(hundred).isLessThanOrEqualTo(one);
    }
  }

  @Test
  void drawsAreWatchedCutAndToldLikeAnySampler() {
    Given<boolean[], Nothing> ising = SpinModels.ising(4);
    var draws =
        ising.sample(
            BlockGibbs.standard().beta(.3).watched(5, p -> p.done() < 20),
            Chains.of(6).warmUp(10).draws(50),
            1);
    assertThat(draws.stopped()).isPresent();
    assertThat(draws.draws()).isEqualTo(9);
    assertThat(draws.finite()).isTrue();
    assertThat(draws.get(5, 8)).hasSize(16);
    assertThat(draws.samples().info().getFirst().acceptance()).isEqualTo(1);
  }
}
