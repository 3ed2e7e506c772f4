package org.ebm4j.benchmarks.work;

import static org.ebm4j.api.expr.Maths.dot;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.ebm4j.api.energy.Energy;
import org.ebm4j.api.energy.Problem;
import org.ebm4j.api.engine.Run;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.graph.Shape;
import org.ebm4j.api.space.Space;
import org.ebm4j.benchmarks.row.Array;
import org.ebm4j.benchmarks.row.Check;
import org.ebm4j.benchmarks.row.Job;
import org.ebm4j.benchmarks.row.Row;
import org.ebm4j.benchmarks.row.Setup;
import org.ebm4j.inference.sample.BlockGibbs;
import org.ebm4j.inference.sample.Transition;

/// Block Gibbs on a restricted Boltzmann machine of 64 visible and 64 hidden bits, 4096 chains, E =
/// −vᵀWh − bᵀv − cᵀh; a step is a sweep, which draws both layers once.
///
/// Four machines of 16 and 16 bits stand side by side in W, zeros between them, so that the mean
/// energy is a sum over 4·2¹⁶ states; the work is that of any weights.
///
/// @param beta at which chains are drawn; any but 1 is refused as a wrong answer
record RbmRow(double beta) implements Row {
  private static final int BITS = 64; // of a layer
  private static final int PART = 16; // of a layer of one of the machines side by side
  private static final int CHAINS = 4096;
  private static final long SEED = 51;
  private static final int DRAWS = 40;
  private static final double TOLERANCE = .004; // more than four standard errors of 40·4096 draws

  @Override
  public String name() {
    return "rbm-64";
  }

  @Override
  public String work() {
    return "block Gibbs on a restricted Boltzmann machine of 64 + 64 bits, 4096 chains, f32; a step draws every bit once";
  }

  @Override
  public String bound() {
    return "the multiply-add peak; random words, which take about half the time of the products, are not counted as work";
  }

  /// W by rows of visible bits, then b and c.
  @Override
  public List<Array> arrays() {
    SplittableRandom random = new SplittableRandom(SEED);
    float[] w = new float[BITS * BITS];
    for (int i = 0; i < w.length; i++) {
      boolean sameMachine = i / BITS / PART == i % BITS / PART;
      w[i] = sameMachine ? (float) (.6 * random.nextGaussian()) : 0;
    }
    float[] b = new float[BITS];
    float[] c = new float[BITS];
    for (int i = 0; i < BITS; i++) {
      b[i] = (float) (.5 * random.nextGaussian());
      c[i] = (float) (.5 * random.nextGaussian());
    }
    return List.of(new Array("w", w, BITS, BITS), new Array("b", b, BITS), new Array("c", c, BITS));
  }

  private static Expr expr(Array array) {
    double[] numbers = new double[array.values().length];
    Arrays.setAll(numbers, i -> array.values()[i]);
    return Expr.of(Shape.of(array.dims()), numbers);
  }

  @Override
  public Job prepare(Setup setup) {
    List<Array> arrays = arrays();
    Expr w = expr(arrays.get(0));
    Expr b = expr(arrays.get(1));
    Expr c = expr(arrays.get(2));
    Problem problem =
        Energy.joint(Space.binary(BITS), Space.binary(BITS))
            .plus("pairs", (_, v, h) -> dot(v, w.matmul(h)).negated())
            .plus("visible", (_, v, _) -> dot(b, v).negated())
            .plus("hidden", (_, _, h) -> dot(c, h).negated())
            .on(setup.engine())
            .problem();
    Transition sweep = BlockGibbs.standard().beta(beta).on(problem);
    Run run = sweep.start(problem, CHAINS, SEED);
    run.block("u").set(problem.starts(CHAINS, SEED, 0));
    Loops loops = new Loops(arrays);
    double exact = loops.meanEnergy();
    double[] found = {loops.meanEnergy(run)};
    Check check = Check.equal("the sum over all states", found, new double[] {exact}, TOLERANCE);
    OptionalDouble flops = OptionalDouble.of(2.0 * 2 * BITS * BITS * CHAINS);
    return new Sweeps(run, check, exact, 2 * BITS * CHAINS, loops, flops);
  }

  /// The same in plain loops.
  private static final class Loops implements Runnable {
    private final float[] w;
    private final float[] b;
    private final float[] c;
    private final boolean[][] visible = new boolean[CHAINS][BITS];
    private final boolean[][] hidden = new boolean[CHAINS][BITS];
    private final SplittableRandom random = new SplittableRandom(SEED);

    Loops(List<Array> arrays) {
      w = arrays.get(0).values();
      b = arrays.get(1).values();
      c = arrays.get(2).values();
    }

    @Override
    public void run() {
      for (int chain = 0; chain < CHAINS; chain++) {
        draw(visible[chain], b, hidden[chain], BITS, 1);
        draw(hidden[chain], c, visible[chain], 1, BITS);
      }
    }

    private void draw(boolean[] layer, float[] field, boolean[] other, int own, int others) {
      for (int i = 0; i < BITS; i++) {
        double sum = field[i];
        for (int j = 0; j < BITS; j++) {
          sum += other[j] ? w[i * own + j * others] : 0;
        }
        layer[i] = random.nextDouble() < 1 / (1 + Math.exp(-sum));
      }
    }

    /// Σ_h of every machine: given h, a visible bit is 1 with probability sigmoid(bᵢ + Wᵢh).
    double meanEnergy() {
      double mean = 0;
      for (int machine = 0; machine < BITS; machine += PART) {
        double all = 0;
        double weighted = 0;
        for (int h = 0; h < 1 << PART; h++) {
          double log = 0;
          for (int j = 0; j < PART; j++) {
            log += (h >> j & 1) * c[machine + j];
          }
          double energy = -log;
          for (int i = machine; i < machine + PART; i++) {
            double field = b[i];
            for (int j = 0; j < PART; j++) {
              field += (h >> j & 1) * w[i * BITS + machine + j];
            }
            log += Math.log1p(Math.exp(field));
            energy -= field / (1 + Math.exp(-field));
          }
          all += Math.exp(log);
          weighted += Math.exp(log) * energy;
        }
        mean += weighted / all;
      }
      return mean;
    }

    /// Of draws five sweeps apart, after 200.
    double meanEnergy(Run run) {
      run.step(200);
      double sum = 0;
      for (int draw = 0; draw < DRAWS; draw++) {
        run.step(5);
        double[] u = run.block("u").toArray();
        for (int chain = 0; chain < CHAINS; chain++) {
          sum += energy(u, chain * 2 * BITS);
        }
      }
      return sum / DRAWS / CHAINS;
    }

    private double energy(double[] u, int v) {
      int h = v + BITS;
      double energy = 0;
      for (int i = 0; i < BITS; i++) {
        double field = b[i];
        for (int j = 0; j < BITS; j++) {
          field += w[i * BITS + j] * u[h + j];
        }
        energy -= u[v + i] * field + u[h + i] * c[i];
      }
      return energy;
    }
  }
}
