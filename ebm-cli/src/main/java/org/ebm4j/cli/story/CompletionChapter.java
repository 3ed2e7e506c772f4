package org.ebm4j.cli.story;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.ebm4j.api.weights.Tensor;
import org.ebm4j.api.weights.Weights;
import org.ebm4j.viz.figure.Axis;
import org.ebm4j.viz.figure.Bar;
import org.ebm4j.viz.figure.BarChart;
import org.ebm4j.viz.figure.Figure;
import org.ebm4j.viz.figure.ImageGrid;
import org.ebm4j.viz.report.Section;
import org.ebm4j.viz.report.Verdict;
import org.ebm4j.viz.report.Verdict.Outcome;

/// Digits: filling in hidden halves, and drawing new ones.
///
/// Arrays, each (images, height, width) with paper 0 and ink 1: `original`, `hidden` (1 where
/// hidden), `completed`, `neighbour`, `sampled`.
public record CompletionChapter() implements Chapter {
  public static final String NAME = "digits-completion";
  public static final String ERROR = "digits_completion.error";
  public static final String MEAN_IMAGE = "digits_completion.error.mean_image";
  public static final String NEIGHBOUR = "digits_completion.error.nearest_neighbour";
  public static final String COUNT = "digits_completion.digits";

  private static final String GRID = "digits-completion";
  private static final String BARS = "digits-completion-error";

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
    return Map.of(GRID, grid(told.arrays(NAME)), BARS, bars(told));
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
            error < Math.min(neighbour, mean) ? Outcome.REACHED : Outcome.MISSED));
  }

  @Override
  public Section section(Told told) {
    return Section.of("Handwritten digits: filling in what is hidden, drawing new ones")
        .prose(
            """
            The data are 1 797 real handwritten digits of 8 × 8 pixels. The energy is a network that gives every picture a number; it was trained to \
            slope from noisy pictures back to the clean ones (denoising score matching), and was never told which digit a picture shows, nor that it would have to complete any. Then half of \
            each unseen digit was hidden. Inference looks for the hidden pixels that make the energy of the whole picture least: \
            the answer is not computed by a network, it is searched for.\
            """)
        .figure(
            grid(told.arrays(NAME)),
            "From top to bottom: the digit as it is; what inference was shown (pale blue is hidden); what it filled in; what copying the most similar known digit fills in; and, unrelated to the columns above, new digits drawn from the energy by Langevin dynamics.")
        .figure(bars(told), errorsInWords(told));
  }

  private static String errorsInWords(Told told) {
    return "The error over %s unseen digits. A method that does not pass both others has not learned to complete."
        .formatted(Words.count(told.figure(COUNT)));
  }
}
