package org.ebm4j.cli.story;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.ebm4j.api.weights.Tensor;
import org.ebm4j.api.weights.Weights;
import org.ebm4j.training.objective.PersistentCd;
import org.ebm4j.viz.figure.Axis;
import org.ebm4j.viz.figure.Bar;
import org.ebm4j.viz.figure.BarChart;
import org.ebm4j.viz.figure.Figure;
import org.ebm4j.viz.figure.Floor;
import org.ebm4j.viz.figure.ImageGrid;
import org.ebm4j.viz.figure.LineChart;
import org.ebm4j.viz.figure.Series;
import org.ebm4j.viz.record.MetricsLog;
import org.ebm4j.viz.report.Section;
import org.ebm4j.viz.report.Verdict;
import org.ebm4j.viz.report.Verdict.Outcome;

/// Digits: filling in hidden halves, and drawing new ones.
///
/// Arrays, each (images, height, width) with paper 0 and ink 1: `original`, `hidden` (1 where
/// hidden), `completed`, `neighbour`, `walked`, `sampled`. Metrics of the run [#CONTRASTIVE].
public record CompletionChapter() implements Chapter {
  public static final String NAME = "digits-completion";
  public static final String ERROR = "digits_completion.error";
  public static final String MEAN_IMAGE = "digits_completion.error.mean_image";
  public static final String NEIGHBOUR = "digits_completion.error.nearest_neighbour";
  public static final String COUNT = "digits_completion.digits";
  public static final String DIFFERENCE = "digits_completion.energy.data_less_chains";
  public static final String GAP = "digits_completion.energy.gap";
  public static final String RANKING = "digits_completion.energy.ranking";
  public static final String MMD = "digits_completion.samples.squared_mmd";
  public static final String MMD_FLOOR = MMD + ".floor";
  public static final String MMD_START = MMD + ".start";
  public static final String CONTRASTIVE = NAME + ".contrastive";

  private static final String GRID = "digits-completion";
  private static final String BARS = "digits-completion-error";
  private static final String ENERGIES = "digits-completion-energies";
  private static final double MATCHED = 1; // energies are in nats: a factor e in probability

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean isIn(Told told) {
    return told.has(ERROR);
  }

  @Override
  public Map<String, Figure> pictures(Told told) {
    return Map.of(GRID, grid(told.arrays(NAME)), BARS, bars(told), ENERGIES, energies(told));
  }

  private static ImageGrid grid(Weights arrays) {
    Tensor original = arrays.get("original");
    List<boolean[]> hidden = new ArrayList<>();
    List<float[]> shown = new ArrayList<>();
    List<float[]> whole = images(original);
    for (float[] mask : images(arrays.get("hidden"))) {
      boolean[] covered = new boolean[mask.length];
      float[] seen = whole.get(hidden.size()).clone();
      for (int i = 0; i < mask.length; i++) {
        covered[i] = mask[i] > 0;
        seen[i] = covered[i] ? Float.NaN : seen[i];
      }
      hidden.add(covered);
      shown.add(seen);
    }
    return ImageGrid.of(
            "Unseen digits, completed by inference",
            original.shape().dim(1),
            original.shape().dim(2))
        .plus(ImageGrid.Row.of("original", whole))
        .plus(ImageGrid.Row.of("shown", shown).marking(hidden))
        .plus(ImageGrid.Row.of("completed", images(arrays.get("completed"))).marking(hidden))
        .plus(ImageGrid.Row.of("neighbour", images(arrays.get("neighbour"))).marking(hidden))
        .plus(ImageGrid.Row.of("walked", images(arrays.get("walked"))))
        .plus(ImageGrid.Row.of("sampled", images(arrays.get("sampled"))));
  }

  private static List<float[]> images(Tensor all) {
    int pixels = all.shape().dim(1) * all.shape().dim(2);
    float[] values = all.floats();
    List<float[]> images = new ArrayList<>();
    for (int from = 0; from < values.length; from += pixels) {
      images.add(Arrays.copyOfRange(values, from, from + pixels));
    }
    return images;
  }

  private static LineChart energies(Told told) {
    LineChart chart =
        LineChart.of(
                "Contrastive training: energy of data less that of the model's own chains",
                Axis.linear("training step"),
                Axis.linear("difference of mean energies"))
            .plus(new Floor("alike", 0));
    double[][] data = MetricsLog.series(told.metrics(), CONTRASTIVE, PersistentCd.DATA);
    double[][] chains = MetricsLog.series(told.metrics(), CONTRASTIVE, PersistentCd.SAMPLES);
    if (data[0].length == 0) {
      return chart;
    }
    double[] difference = new double[data[1].length];
    Arrays.setAll(difference, i -> data[1][i] - chains[1][i]);
    return chart.plus(Series.of("noisy digits less chains", data[0], difference));
  }

  private static BarChart bars(Told told) {
    return BarChart.of(
            "Error of the completed halves, lower is better",
            Axis.linear("mean squared error of a hidden pixel, paper 0 and ink 1"))
        .plus(Bar.of("inference on the learned energy", told.figure(ERROR)))
        .plus(Bar.of("nearest neighbour: the most similar known digit", told.figure(NEIGHBOUR)))
        .plus(Bar.of("mean image: the average of all known digits", told.figure(MEAN_IMAGE)));
  }

  @Override
  public List<Verdict> verdicts(Told told) {
    double error = told.figure(ERROR);
    double neighbour = told.figure(NEIGHBOUR);
    double mean = told.figure(MEAN_IMAGE);
    String meaning;
    if (error < Math.min(neighbour, mean)) {
      meaning =
          "Inference fills in better than the average digit and better than copying the most similar known one.";
    } else if (error < Math.max(neighbour, mean)) {
      meaning = "Inference beats only one of the two simple methods.";
    } else {
      meaning = "Two methods that understand nothing fill in better.";
    }
    return List.of(
        new Verdict(
            "Digits: error of hidden halves filled in",
            Words.fixed(error, 4),
            "%s mean image, %s nearest neighbour"
                .formatted(Words.fixed(mean, 4), Words.fixed(neighbour, 4)),
            meaning,
            error < Math.min(neighbour, mean) ? Outcome.REACHED : Outcome.MISSED),
        matched(told),
        told(told),
        drawn(told));
  }

  private static Verdict matched(Told told) {
    double off = told.figure(DIFFERENCE);
    boolean near = Math.abs(off) < MATCHED;
    return new Verdict(
        "Digits: mean energy of data less that of the model's chains",
        Words.fixed(off, 2),
        "0 where the model's own samples are like the data; within 1 holds",
        near
            ? "Training held: the chains sit where the data sits."
            : "The chains and the data drifted apart.",
        near ? Outcome.REACHED : Outcome.MISSED);
  }

  private static Verdict told(Told told) {
    double ranking = told.figure(RANKING);
    return new Verdict(
        "Digits: unseen digits below pictures with each pixel of another digit",
        Words.percent(ranking),
        "50.0 % for an energy that knows nothing; both with the noise of the training",
        "How often the energy of a digit is lower than that of a picture that has the same ink and no strokes.",
        ranking > .5 ? Outcome.REACHED : Outcome.MISSED);
  }

  private static Verdict drawn(Told told) {
    double mmd = told.figure(MMD);
    double start = told.figure(MMD_START);
    boolean near = mmd < start / 5;
    return new Verdict(
        "Digits: squared MMD of new digits to unseen ones",
        Words.fixed(mmd, 4),
        "%s known digits, %s where the chains began; all after noise is taken away in the same way"
            .formatted(Words.fixed(told.figure(MMD_FLOOR), 4), Words.fixed(start, 4)),
        near
            ? "Chains that begin in noise end among digits."
            : "Chains that begin in noise do not end among digits.",
        near ? Outcome.REACHED : Outcome.MISSED);
  }

  @Override
  public Section section(Told told) {
    return Section.of("Handwritten digits: filling in what is hidden, drawing new ones")
        .prose(
            """
            The data are 1 797 real handwritten digits of 8 × 8 pixels. The energy is a network that gives every picture a number. It was trained by \
            contrast: the energy of digits with noise was pushed down, the energy of pictures the model itself comes up with was pushed up, until the two were alike; \
            a short fit that only removes noise (denoising score matching) came before, to begin near. It \
            was never told which digit a picture shows, nor that it would have to complete any. Then half of \
            each unseen digit was hidden. Inference looks for the hidden pixels that make the energy of the whole picture least: \
            the answer is not computed by a network, it is searched for.\
            """)
        .figure(
            grid(told.arrays(NAME)),
            "From top to bottom: the digit as it is; what inference was shown (pale blue is hidden); what it filled in; what copying the most similar known digit fills in; and, unrelated to the columns above, where Langevin chains that began in noise ended, and the new digits they stand for: one step down the energy takes the noise away.")
        .figure(bars(told), errorsInWords(told))
        .live(
            energies(told),
            "The gauge of training by contrast: at 0 the model's own chains have the energy of the data. Where it leaves 0 for good, the chains no longer keep up, and the fit means nothing.");
  }

  private static String errorsInWords(Told told) {
    return "The error over %s unseen digits. A method that does not pass both others has not learned to complete."
        .formatted(Words.count(told.figure(COUNT)));
  }
}
