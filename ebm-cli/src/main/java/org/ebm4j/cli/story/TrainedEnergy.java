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

/// An energy that `ebm train` learned.
///
/// Arrays: `data` and `samples` (rows, shape of a row), `moments of data` and `moments of samples`
/// (columns, 2); in the plane `field` (rows, columns) from the bottom and `area` (left, right,
/// bottom, top).
public record TrainedEnergy() implements Chapter {
  public static final String NAME = "trained-energy";
  public static final String PARAMETERS = "energy.parameters";
  public static final String ROWS = "energy.rows";
  public static final String ACCEPTANCE = "energy.samples.acceptance";
  public static final String RANKING = "energy.ranking";
  public static final String GAP = "energy.gap";
  public static final String MMD = "energy.samples.mmd_squared";
  public static final String MMD_FLOOR = "energy.samples.mmd_squared.floor";
  public static final String MMD_SHUFFLED = "energy.samples.mmd_squared.shuffled";

  private static final int SHOWN = 14; // images in a row
  private static final int MOST_COLUMNS = 24; // of the table of moments
  private static final double HIGH =
      20; // above the least energy, where exp(−E) is nothing any more

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean isIn(Told told) {
    return told.has(PARAMETERS);
  }

  @Override
  public Map<String, Figure> pictures(Told told) {
    Map<String, Figure> all = new LinkedHashMap<>();
    Weights arrays = told.arrays(NAME);
    if (arrays.names().contains("field")) {
      all.put("landscape", landscape(arrays));
    } else if (isImages(arrays)) {
      all.put("samples", images(arrays));
    }
    return all;
  }

  private static boolean isImages(Weights arrays) {
    return arrays.get("data").shape().rank() == 3;
  }

  private static Landscape landscape(Weights arrays) {
    Tensor field = arrays.get("field");
    double[] area = arrays.get("area").doubles();
    double least = Arrays.stream(field.doubles()).filter(Double::isFinite).min().orElse(Double.NaN);
    Landscape bare =
        Landscape.of(
                "The learned energy",
                Field.of(
                    new Field.Area(area[0], area[1], area[2], area[3]),
                    field.shape().dim(1),
                    field.shape().dim(0),
                    field.doubles()),
                "energy")
            .cloud(Points.of("data", arrays.get("data").floats()))
            .cloud(Points.of("samples", arrays.get("samples").floats()));
    return Double.isNaN(least) ? bare : bare.range(least, least + HIGH);
  }

  private static ImageGrid images(Weights arrays) {
    Tensor data = arrays.get("data");
    double low = Arrays.stream(data.doubles()).min().orElse(0);
    double high = Arrays.stream(data.doubles()).max().orElse(1);
    return ImageGrid.of("Data, and samples of the energy", data.shape().dim(1), data.shape().dim(2))
        .range(low, high > low ? high : low + 1)
        .plus(ImageGrid.Row.of("data", some(data, 0)))
        .plus(ImageGrid.Row.of("samples", some(arrays.get("samples"), 0)))
        .plus(ImageGrid.Row.of("samples", some(arrays.get("samples"), 1)));
  }

  /// One row of images, so many further on.
  private static List<float[]> some(Tensor all, int row) {
    int pixels = all.shape().dim(1) * all.shape().dim(2);
    int count = all.shape().dim(0);
    float[] values = all.floats();
    List<float[]> images = new ArrayList<>();
    for (int i = 0; i < Math.min(SHOWN, count); i++) {
      int at = (row * SHOWN + i) % count;
      images.add(Arrays.copyOfRange(values, at * pixels, (at + 1) * pixels));
    }
    return images;
  }

  @Override
  public List<Verdict> verdicts(Told told) {
    return told.has(MMD) ? List.of(ranking(told), distance(told)) : List.of();
  }

  private static Verdict ranking(Told told) {
    double ranking = told.figure(RANKING);
    boolean learned = ranking > .53;
    return new Verdict(
        "Held-out rows have less energy than shuffled ones",
        Words.percent(ranking),
        "50 % for a flat energy; 100 % at best",
        learned
            ? "It has learned how the columns of a row hang together."
            : "It hardly tells real rows from rows put together at random.",
        learned ? Outcome.REACHED : Outcome.MISSED);
  }

  private static Verdict distance(Told told) {
    double mmd = told.figure(MMD);
    boolean close = mmd < told.figure(MMD_SHUFFLED);
    return new Verdict(
        "Distance of samples from held-out rows (MMD²)",
        Words.fixed(mmd, 4),
        "%s for training rows; %s for shuffled rows"
            .formatted(
                Words.fixed(told.figure(MMD_FLOOR), 4), Words.fixed(told.figure(MMD_SHUFFLED), 4)),
        close
            ? "Samples are nearer to the data than rows put together column by column."
            : "Drawing every column by itself gives rows that are as near to the data.",
        close ? Outcome.REACHED : Outcome.MISSED);
  }

  @Override
  public Section section(Told told) {
    Weights arrays = told.arrays(NAME);
    Section section =
        Section.of("What it learned")
            .prose(
                "An energy with %s parameters, learned from %s rows. Samples come from chains that start at random and wander with more steps downhill than up; %s of their steps were accepted."
                    .formatted(
                        Words.count(told.figure(PARAMETERS)),
                        Words.count(told.figure(ROWS)),
                        Words.percent(told.figure(ACCEPTANCE))));
    if (arrays.names().contains("field")) {
      section =
          section.figure(
              landscape(arrays),
              "Dark is low. White dots are training rows, orange dots are samples of the energy: where both lie alike, it has learned the data.");
    } else if (isImages(arrays)) {
      section =
          section.figure(
              images(arrays),
              "Above training rows, below samples of the energy, drawn from noise.");
    } else {
      section = section.prose("Means and standard deviations, column by column:");
      section = section.table(List.of("column", "data", "samples"), moments(arrays));
    }
    return section.prose(whatNext(arrays));
  }

  private static List<List<String>> moments(Weights arrays) {
    Tensor data = arrays.get("moments of data");
    Tensor samples = arrays.get("moments of samples");
    List<List<String>> rows = new ArrayList<>();
    for (int j = 0; j < Math.min(MOST_COLUMNS, data.shape().dim(0)); j++) {
      rows.add(List.of(Integer.toString(j), both(data, j), both(samples, j)));
    }
    return rows;
  }

  private static String both(Tensor moments, int column) {
    return Words.fixed(moments.get(column, 0), 3) + " ± " + Words.fixed(moments.get(column, 1), 3);
  }

  private static String whatNext(Weights arrays) {
    boolean plane = arrays.names().contains("field");
    return """
    The energy lies in the folder `energy` beside this page. Ask it, with this page's folder for DIR:

    - `./ebm infer DIR` finds its lowest point from where the rows lie, `--minima 64` every valley that 64 random starts lead to;
    - `./ebm infer DIR --known %s` fills in what is null%s;
    - `./ebm sample DIR` draws from it, and says what the draws are worth.\
    """
        .formatted(plane ? "'[0.3, null]'" : "row.json", plane ? "" : " in that list of numbers");
  }
}
