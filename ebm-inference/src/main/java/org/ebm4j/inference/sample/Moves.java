package org.ebm4j.inference.sample;

import org.ebm4j.api.energy.Problem;
import org.ebm4j.api.engine.Run;
import org.ebm4j.api.random.Purpose;
import org.ebm4j.api.random.RandomStream;
import org.ebm4j.api.space.Bounds;

/// Blocks tried on random points of the space: moving a block must change E by what the gradient
/// says.
///
/// @param problem in F64
record Moves(Problem problem, Sites sites) {
  private static final int TRIES = 16;
  private static final double ROUNDING = 1e-9;
  private static final long SEED = 0xbb67ae8584caa73bL; // any: no result depends on it

  /// @throws IllegalArgumentException if moving a block changes E by something else than the
  ///   gradient says
  void require(Blocks blocks) {
    double gap = gap(blocks);
    if (gap != 0) {
      throw new IllegalArgumentException(
          "BlockGibbs needs an energy that is linear in every single site, found one that changes by "
              + gap
              + " more than its gradient says when a block of sites changes; write it without comparisons, absolute values and other functions of the sites");
    }
  }

  /// E(s′) − E(s) − (s′ − s)·∇E(s) for random points s and s′ that differ in one block, where it is
  /// more than rounding; else 0.
  double gap(Blocks blocks) {
    double[] s = corners(0);
    double[] other = corners(TRIES);
    try (Run run = problem.energyAndGradient().start(TRIES, 0)) {
      problem.bind(run, new int[TRIES]);
      double[] energies = energies(run, s);
      double[] gradient = run.block("gradient").toArray();
      for (int block = 0; block < blocks.count(); block++) {
        double[] moved = moved(s, other, blocks.of(block));
        double[] after = energies(run, moved);
        for (int row = 0; row < TRIES; row++) {
          double change = 0;
          double size = Math.abs(energies[row]) + Math.abs(after[row]);
          for (int at = row * problem.size(); at < (row + 1) * problem.size(); at++) {
            change += (moved[at] - s[at]) * gradient[at];
            size += Math.abs((moved[at] - s[at]) * gradient[at]);
          }
          double gap = after[row] - energies[row] - change;
          if (!(Math.abs(gap) <= ROUNDING * size)) {
            return gap;
          }
        }
      }
    }
    return 0;
  }

  private double[] moved(double[] s, double[] other, int... block) {
    double[] moved = s.clone();
    for (int row = 0; row < moved.length; row += problem.size()) {
      int at = row;
      sites.numbers(block).forEach(i -> moved[at + i] = other[at + i]);
    }
    return moved;
  }

  /// Random points of the space, one after another.
  private double[] corners(int first) {
    int n = problem.size();
    double[] all = new double[TRIES * n];
    float[] chance = new float[n];
    Bounds box = problem.bounds();
    for (int row = 0; row < TRIES; row++) {
      RandomStream.of(SEED, Purpose.DATA, first + row, 0).uniforms(chance);
      for (int site = 0; site < sites.count(); site++) {
        int i = sites.begin(site);
        int width = sites.width(site);
        if (width == 1) {
          all[row * n + i] = (chance[i] < .5 ? box.low() : box.high()).get(i);
        } else {
          all[row * n + i + Math.min((int) (chance[i] * width), width - 1)] = 1;
        }
      }
    }
    return all;
  }

  private static double[] energies(Run run, double[] points) {
    run.block("u").set(points);
    run.step(1);
    return run.block("energy").toArray();
  }
}
