package org.ebm4j.cli.story;

import java.util.List;
import java.util.Map;
import org.ebm4j.api.weights.Tensor;
import org.ebm4j.api.weights.Weights;
import org.ebm4j.viz.figure.Field;
import org.ebm4j.viz.figure.Figure;
import org.ebm4j.viz.figure.Landscape;
import org.ebm4j.viz.figure.Points;
import org.ebm4j.viz.report.Section;
import org.ebm4j.viz.report.Verdict;
import org.ebm4j.viz.report.Verdict.Outcome;

/// Two moons: what an energy looks like.
///
/// Arrays: `field` (rows, columns) from the bottom, `area` (left, right, bottom, top), `data` (n,
/// 2), `samples` (m, 2), `paths` (paths, steps, 2).
public record MoonsChapter() implements Chapter {
  public static final String NAME = "two-moons";
  public static final String MMD = "two_moons.mmd_squared";
  public static final String MMD_FLOOR = "two_moons.mmd_squared.floor";
  public static final String MMD_GAUSSIAN = "two_moons.mmd_squared.gaussian";
  public static final String LIKELIHOOD = "two_moons.log_likelihood";
  public static final String LIKELIHOOD_TRUE = "two_moons.log_likelihood.true_density";
  public static final String LIKELIHOOD_GAUSSIAN = "two_moons.log_likelihood.gaussian";

  private static final double SHOWN =
      20; // above the least energy, where exp(−E) is nothing any more

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean isIn(Told told) {
    return told.has(MMD);
  }

  @Override
  public Map<String, Figure> pictures(Told told) {
    return Map.of("two-moons", landscape(told.arrays(NAME)));
  }

  private static Figure landscape(Weights arrays) {
    Tensor field = arrays.get("field");
    double[] area = arrays.get("area").doubles();
    double least = Double.POSITIVE_INFINITY;
    for (double value : field.doubles()) {
      least = Math.min(least, value);
    }
    Landscape landscape =
        Landscape.of(
                "Energy learned from two moons",
                Field.of(
                    new Field.Area(area[0], area[1], area[2], area[3]),
                    field.shape().dim(1),
                    field.shape().dim(0),
                    field.floats()),
                "energy")
            .range(least, least + SHOWN)
            .cloud(Points.of("data", arrays.get("data").floats()))
            .cloud(Points.of("samples", arrays.get("samples").floats()));
    Tensor paths = arrays.get("paths");
    int length = 2 * paths.shape().dim(1);
    for (int p = 0; p < paths.shape().dim(0); p++) {
      float[] path = java.util.Arrays.copyOfRange(paths.floats(), p * length, (p + 1) * length);
      landscape = landscape.path(Points.of("inference", path));
    }
    return landscape;
  }

  @Override
  public List<Verdict> verdicts(Told told) {
    double mmd = told.figure(MMD);
    double likelihood = told.figure(LIKELIHOOD);
    double gaussian = told.figure(LIKELIHOOD_GAUSSIAN);
    boolean sampled = mmd < told.figure(MMD_GAUSSIAN) / 4;
    return List.of(
        new Verdict(
            "Two moons: distance of samples from data (MMD²)",
            Words.fixed(mmd, 4),
            "%s between two fresh sets of data; %s for samples of one Gaussian fitted to it"
                .formatted(
                    Words.fixed(told.figure(MMD_FLOOR), 4),
                    Words.fixed(told.figure(MMD_GAUSSIAN), 4)),
            sampled
                ? "The samples lie where the data lies; at the first number nobody could tell them from data."
                : "The samples still differ much from the data.",
            sampled ? Outcome.REACHED : Outcome.MISSED),
        new Verdict(
            "Two moons: mean log-likelihood of unseen points",
            Words.fixed(likelihood, 3) + " nats",
            "%s for the density that made the data; %s for one Gaussian fitted to it"
                .formatted(Words.fixed(told.figure(LIKELIHOOD_TRUE), 3), Words.fixed(gaussian, 3)),
            likelihood > gaussian
                ? "The energy describes the data better than one Gaussian does; no model can be expected above the density that made it."
                : "A single Gaussian describes the data better than this energy does.",
            likelihood > gaussian ? Outcome.REACHED : Outcome.MISSED));
  }

  @Override
  public Section section(Told told) {
    return Section.of("Two moons: what an energy looks like")
        .prose(
            """
            The data are points in the plane on two half circles. The energy is a small network that gives every point of the plane a \
            number. Training by contrast lowers it at the data and raises it where the model's own samples go when they should \
            not; when samples and data lie alike, there is nothing left to change.\
            """)
        .figure(
            landscape(told.arrays(NAME)),
            "The learned energy: dark is low. White dots are data. Orange dots are samples, which began as noise and wandered by Langevin dynamics, downhill with some shaking. Each line is an inference: it starts at the ring, anywhere, and goes downhill to the dot, a point that looks like data.")
        .prose(
            """
            Two numbers say how good this is. The first asks whether samples can be told from fresh data. The \
            second adds up the energy over the whole plane, which can be done only because a plane is small, and so turns it into a probability \
            of points never seen in training.\
            """);
  }
}
