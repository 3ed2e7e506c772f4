package org.ebm4j.benchmarks.work;

import static org.ebm4j.api.expr.Maths.dot;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.ebm4j.api.energy.Energy;
import org.ebm4j.api.energy.Problem;
import org.ebm4j.api.engine.Run;
import org.ebm4j.api.space.Space;
import org.ebm4j.benchmarks.row.Check;
import org.ebm4j.benchmarks.row.Job;
import org.ebm4j.benchmarks.row.Row;
import org.ebm4j.benchmarks.row.Setup;
import org.ebm4j.inference.sample.BlockGibbs;
import org.ebm4j.inference.sample.Transition;

/// Block Gibbs on 16 periodic Potts lattices of 64 × 64 sites with 3 categories at β = 0.5; a step
/// is a sweep, which draws every site once.
///
/// @param beta at which chains are drawn; any but 0.5 is refused as a wrong answer
record PottsRow(double beta) implements Row {
  private static final int SIDE = 64;
  private static final int CHAINS = 16;
  private static final int COUNT = 3;
  private static final double BETA = .5;
  private static final long SEED = 50;

  /// Mean energy a site, −∂ ln λ/∂β / L for the largest eigenvalue λ of the transfer matrix of
  /// rings of L = 4 … 9 sites, whose differences shrink by 4.2 from one to the next.
  private static final double ENERGY = -.922514;

  private static final double TOLERANCE = .004; // four standard errors of 16 · 100 draws

  @Override
  public String name() {
    return "potts-64";
  }

  @Override
  public String work() {
    return "block Gibbs on 16 periodic 64×64 Potts lattices of 3 categories, β 0.5; a step draws every site once";
  }

  @Override
  public String bound() {
    return "not known; the random words of as many spins, compared with two thresholds of 15 classes";
  }

  private static Problem problem(Setup setup) {
    return Energy.over(Space.categories(COUNT, SIDE, SIDE))
        .plus("bonds", s -> dot(s, s.roll(0, 1).plus(s.roll(1, 1))).negated())
        .on(setup.engine())
        .problem();
  }

  @Override
  public Job prepare(Setup setup) {
    Problem problem = problem(setup);
    Transition sweep = BlockGibbs.standard().beta(beta).on(problem);
    Run run = sweep.start(problem, CHAINS, SEED);
    run.block("u").set(problem.starts(CHAINS, SEED, 0));
    return new Sweeps(run, check(run), ENERGY, CHAINS * SIDE * SIDE, new Loops());
  }

  /// The mean energy of 100 draws a chain, in plain loops.
  private static Check check(Run run) {
    run.step(100);
    double sum = 0;
    for (int draw = 0; draw < 100; draw++) {
      run.step(5);
      sum += energy(run.block("u").toArray()) / 100;
    }
    double found = sum / (CHAINS * SIDE * SIDE);
    double[] wanted = {ENERGY};
    return Check.equal("the transfer matrix's energy", new double[] {found}, wanted, TOLERANCE);
  }

  private static double energy(double[] u) {
    int sites = SIDE * SIDE;
    double sum = 0;
    for (int site = 0; site < CHAINS * sites; site++) {
      int chain = site / sites * sites;
      int y = site % sites / SIDE;
      int x = site % SIDE;
      int below = chain + (y + 1) % SIDE * SIDE + x;
      int right = chain + y * SIDE + (x + 1) % SIDE;
      for (int c = 0; c < COUNT; c++) {
        sum -= u[site * COUNT + c] * (u[below * COUNT + c] + u[right * COUNT + c]);
      }
    }
    return sum;
  }

  /// The same sweep as one would write it: a table of exponentials, and a uniform number a site.
  private static final class Loops implements Runnable {
    private final byte[][] colours = new byte[CHAINS][SIDE * SIDE];
    private final double[] weights = new double[5]; // by how many neighbours have the category
    private final SplittableRandom random = new SplittableRandom(SEED);

    Loops() {
      Arrays.setAll(weights, i -> Math.exp(BETA * i));
    }

    @Override
    public void run() {
      int[] alike = new int[COUNT];
      for (byte[] s : colours) {
        for (int colour = 0; colour < 2; colour++) {
          for (int y = 0; y < SIDE; y++) {
            int above = (y + SIDE - 1) % SIDE * SIDE;
            int below = (y + 1) % SIDE * SIDE;
            for (int x = (y + colour) % 2; x < SIDE; x += 2) {
              Arrays.fill(alike, 0);
              alike[s[above + x]]++;
              alike[s[below + x]]++;
              alike[s[y * SIDE + (x + 1) % SIDE]]++;
              alike[s[y * SIDE + (x + SIDE - 1) % SIDE]]++;
              s[y * SIDE + x] = drawn(alike);
            }
          }
        }
      }
    }

    private byte drawn(int[] alike) {
      double all = 0;
      for (int count : alike) {
        all += weights[count];
      }
      double left = random.nextDouble() * all - weights[alike[0]];
      byte c = 0;
      while (left >= 0 && c < COUNT - 1) {
        left -= weights[alike[++c]];
      }
      return c;
    }
  }
}
