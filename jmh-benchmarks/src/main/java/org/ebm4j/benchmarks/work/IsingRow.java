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

/// Block Gibbs on 16 periodic Ising lattices of 64 × 64 at β = 0.4; a step is a sweep, which draws
/// every spin once.
///
/// @param beta at which chains are drawn; any but 0.4 is refused as a wrong answer
record IsingRow(double beta) implements Row {
  private static final int SIDE = 64;
  private static final int CHAINS = 16;
  private static final double BETA = .4;
  private static final long SEED = 50;

  /// Mean energy a site [Kaufman 1949, eq. 39].
  private static final double ENERGY = -1.10608307;

  private static final double TOLERANCE = .004; // four standard errors of 16 · 200 draws

  @Override
  public String name() {
    return "ising-64";
  }

  @Override
  public String work() {
    return "block Gibbs on 16 periodic 64×64 Ising lattices, β 0.4; a step draws every spin once";
  }

  @Override
  public String bound() {
    return "not known; a random word a spin is most of the work";
  }

  private static Problem problem(Setup setup) {
    return Energy.over(Space.spins(SIDE, SIDE))
        .plus("bonds", s -> dot(s.flat(), s.roll(0, 1).plus(s.roll(1, 1)).flat()).negated())
        .on(setup.engine())
        .problem();
  }

  @Override
  public Job prepare(Setup setup) {
    Problem problem = problem(setup);
    Transition sweep = BlockGibbs.standard().beta(beta).on(problem);
    Run run = sweep.start(problem, CHAINS, SEED);
    run.block("u").set(problem.starts(CHAINS, SEED, 0));
    return new Sweeps(run, check(problem, run), ENERGY, CHAINS * SIDE * SIDE, new Loops());
  }

  /// The mean energy of 200 draws a chain, in plain loops.
  private static Check check(Problem problem, Run run) {
    run.step(500);
    double sum = 0;
    for (int draw = 0; draw < 200; draw++) {
      run.step(10);
      sum += energy(run.block("u").toArray()) / 200;
    }
    double found = sum / (CHAINS * problem.size());
    double[] wanted = {ENERGY};
    return Check.equal("Kaufman's exact energy", new double[] {found}, wanted, TOLERANCE);
  }

  private static double energy(double[] u) {
    double sum = 0;
    for (int i = 0; i < u.length; i++) {
      int chain = i / (SIDE * SIDE) * (SIDE * SIDE);
      int y = i % (SIDE * SIDE) / SIDE;
      int x = i % SIDE;
      sum -= u[i] * (u[chain + (y + 1) % SIDE * SIDE + x] + u[chain + y * SIDE + (x + 1) % SIDE]);
    }
    return sum;
  }

  /// The same sweep as one would write it: a table of five chances, and a uniform number a spin.
  private static final class Loops implements Runnable {
    private final byte[][] spins = new byte[CHAINS][SIDE * SIDE];
    private final double[] chances = new double[9]; // by the sum of the neighbours, from −4
    private final SplittableRandom random = new SplittableRandom(SEED);

    Loops() {
      for (byte[] lattice : spins) {
        Arrays.fill(lattice, (byte) 1);
      }
      Arrays.setAll(chances, i -> 1 / (1 + Math.exp(-2 * BETA * (i - 4))));
    }

    @Override
    public void run() {
      for (byte[] s : spins) {
        for (int colour = 0; colour < 2; colour++) {
          for (int y = 0; y < SIDE; y++) {
            int row = y * SIDE;
            int above = (y + SIDE - 1) % SIDE * SIDE;
            int below = (y + 1) % SIDE * SIDE;
            for (int x = (y + colour) % 2; x < SIDE; x += 2) {
              int sum =
                  s[above + x]
                      + s[below + x]
                      + s[row + (x + 1) % SIDE]
                      + s[row + (x + SIDE - 1) % SIDE];
              s[row + x] = (byte) (random.nextDouble() < chances[sum + 4] ? 1 : -1);
            }
          }
        }
      }
    }
  }
}
