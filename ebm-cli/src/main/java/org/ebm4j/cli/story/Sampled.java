package org.ebm4j.cli.story;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ebm4j.api.weights.Tensor;
import org.ebm4j.api.weights.Weights;
import org.ebm4j.viz.figure.Field;
import org.ebm4j.viz.figure.Figure;
import org.ebm4j.viz.figure.ImageGrid;
import org.ebm4j.viz.figure.Landscape;
import org.ebm4j.viz.figure.Points;
import org.ebm4j.viz.report.Section;
import org.ebm4j.viz.report.Verdict;
import org.ebm4j.viz.report.Verdict.Outcome;

/// Draws that `ebm sample` made. Arrays: `draws` (draws, shape of an answer); in the plane `field`
/// (rows, columns) from the bottom and `area` (left, right, bottom, top).
public record Sampled() implements Chapter {
  public static final String NAME = "sampled";
  public static final String CHAINS = "chains";
  public static final String DRAWS = "draws";
  public static final String ACCEPTANCE = "acceptance";
  public static final String WORST_R_HAT = "worst_r_hat";
  public static final String EFFECTIVE = "least_effective_draws";
  public static final String FINITE = "finite";

  private static final String MEAN = "mean.";
  private static final double MIXED = 1.01;
  private static final double HIGH =
      20; // above the least energy, where exp(−E) is nothing any more
  private static final int SHOWN = 14; // images in a row
  private static final int ROWS = 4;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean isIn(Told told) {
    return told.has(WORST_R_HAT);
  }

  @Override
  public Map<String, Figure> pictures(Told told) {
    Map<String, Figure> all = new LinkedHashMap<>();
    Weights arrays = told.arrays(NAME);
    if (arrays.names().contains("field")) {
      all.put("draws", landscape(arrays));
    } else if (isImages(arrays)) {
      all.put("draws", images(arrays.get("draws")));
    }
    return all;
  }

  private static boolean isImages(Weights arrays) {
    return arrays.names().contains("draws") && arrays.get("draws").shape().rank() == 3;
  }

  private static Landscape landscape(Weights arrays) {
    Tensor field = arrays.get("field");
    double[] area = arrays.get("area").doubles();
    double least = Arrays.stream(field.doubles()).filter(Double::isFinite).min().orElse(Double.NaN);
    Landscape bare =
        Landscape.of(
                "Draws on the energy",
                Field.of(
                    new Field.Area(area[0], area[1], area[2], area[3]),
                    field.shape().dim(1),
                    field.shape().dim(0),
                    field.doubles()),
                "energy")
            .cloud(Points.of("draws", arrays.get("draws").floats()));
    return Double.isNaN(least) ? bare : bare.range(least, least + HIGH);
  }

  private static ImageGrid images(Tensor draws) {
    int count = draws.shape().dim(0);
    int pixels = draws.shape().dim(1) * draws.shape().dim(2);
    float[] values = draws.floats();
    double[] ends = {
      Arrays.stream(draws.doubles()).min().orElse(0), Arrays.stream(draws.doubles()).max().orElse(1)
    };
    ImageGrid grid =
        ImageGrid.of("Draws", draws.shape().dim(1), draws.shape().dim(2))
            .range(ends[0], ends[1] > ends[0] ? ends[1] : ends[0] + 1);
    for (int row = 0; row < ROWS && row * SHOWN < count; row++) {
      List<float[]> some = new ArrayList<>();
      for (int i = row * SHOWN; i < Math.min(count, (row + 1) * SHOWN); i++) {
        some.add(Arrays.copyOfRange(values, i * pixels, (i + 1) * pixels));
      }
      grid = grid.plus(ImageGrid.Row.of("draws", some));
    }
    return grid;
  }

  @Override
  public List<Verdict> verdicts(Told told) {
    double worst = told.figure(WORST_R_HAT);
    boolean mixed = worst < MIXED;
    return List.of(
        new Verdict(
            "How far the chains agree (R̂)",
            Words.fixed(worst, 3),
            "1 where all chains agree; at most 1.01 to be trusted",
            mixed
                ? "The chains tell the same story wherever they began."
                : "The chains have not mixed: draw longer, warm up longer, or start them closer.",
            mixed ? Outcome.REACHED : Outcome.MISSED),
        new Verdict(
            "Effective draws",
            Words.count(told.figure(EFFECTIVE)),
            Words.count(told.figure(CHAINS) * told.figure(DRAWS)) + " draws in all",
            "As many independent draws would tell the means as well; the least of all numbers.",
            Outcome.SHOWN),
        new Verdict(
            "Steps accepted",
            Words.percent(told.figure(ACCEPTANCE)),
            "57 % is best for MALA; a sampler that rejects nothing has 100 %",
            "Far less means steps that are too long, far more steps that are too short.",
            Outcome.SHOWN));
  }

  @Override
  public Section section(Told told) {
    Weights arrays = told.arrays(NAME);
    Section section =
        Section.of("The draws")
            .prose(
                "%s chains of %s draws each lie in `draws.csv` and `draws.safetensors`."
                    .formatted(Words.count(told.figure(CHAINS)), Words.count(told.figure(DRAWS))));
    if (arrays.names().contains("field")) {
      section =
          section.figure(
              landscape(arrays),
              "Dark is low. Draws lie densely where the energy is low, and nowhere else.");
    } else if (isImages(arrays)) {
      section = section.figure(images(arrays.get("draws")), "Draws, evenly chosen.");
    }
    List<List<String>> rows = rows(told);
    return rows.isEmpty()
        ? section
        : section.table(
            List.of("number", "mean", "± error", "standard deviation", "effective draws", "R̂"),
            rows);
  }

  private static List<List<String>> rows(Told told) {
    List<List<String>> rows = new ArrayList<>();
    told.recorded().record().figures().keySet().stream()
        .filter(name -> name.startsWith(MEAN))
        .map(name -> name.substring(MEAN.length()))
        .sorted()
        .forEach(name ->
            rows.add(
                List.of(
                    name,
                    Words.fixed(told.figure(MEAN + name), 4),
                    Words.fixed(told.figure("standard_error." + name), 4),
                    Words.fixed(told.figure("sd." + name), 4),
                    Words.count(told.figure("effective." + name)),
                    Words.fixed(told.figure("r_hat." + name), 3))));
    return rows;
  }
}
