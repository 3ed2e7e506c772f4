package org.ebm4j.cli.config;

import java.util.List;
import java.util.Locale;
import org.ebm4j.viz.record.Json;

/// Every key of a configuration, with its usual value and what it says.
public enum Key {
  DATA(
      "two-moons",
      "two-moons, digits, or a file beside this one: .csv, .npy or .idx, plain or .gz"),
  ROWS("20000", "points drawn; two-moons only"),
  LABELS("null", "class numbers: a column of the csv, from 0, or a file of their own"),
  SHAPE("null", "how a row lies, as in [28, 28]; said by .npy and .idx files themselves"),
  RESCALE("null", "[low, high, to low, to high]: maps values linearly, as in [0, 255, -1, 1]"),
  TEST("0.2", "the share of rows held out to measure on"),
  OBJECTIVE("pcd", "pcd, nce, denoising: an energy; vicreg, none: an encoder"),
  OBSERVED("0", "the first columns are an observation x, the others the answer y; pcd, denoising"),
  NET("[128, 128]", "widths of the hidden layers"),
  ACTIVATION("silu", "silu, relu, tanh, softplus or sigmoid"),
  PRIOR("0", "coefficient of ½|y|², added to the energy"),
  BOX("null", "[low, high]: values an answer may have"),
  LANGEVIN_STEPS("5", "steps of the model's chains for each step of training"),
  LANGEVIN_STEP("0.01", "their size"),
  ADJUSTED(
      "true", "whether these steps are accepted or refused, so that their size leaves no trace"),
  REPLAY("10000", "chains kept from step to step"),
  RESTART("0.01", "share of them started anew each time"),
  PENALTY("0", "of squared energies, which keeps them near 0"),
  NOISE("0.3", "standard deviation of the noise to be removed"),
  RATIO("1", "noise points for each example"),
  EMBEDDING("32", "width of the embedding"),
  EXPANDER("64", "width of the space in which the regulariser acts; 0 for none"),
  VICREG("[25, 25, 1]", "coefficients of invariance, variance, covariance"),
  SHIFT("1", "pixels an image may be moved along each axis; for images"),
  ZOOM("0.15", "share by which an image may grow or shrink; for images"),
  CONTRAST("0.2", "share by which values may be stronger or weaker"),
  JITTER("0.05", "standard deviation of the noise added to a view"),
  MASK("0.1", "share of values set to 0 in a view"),
  OPTIMIZER("adamw", "adamw, momentum or sgd"),
  RATE("0.001", "learning rate, its peak where it changes"),
  SCHEDULE("cosine", "cosine: down to 0 along half a cosine; or constant"),
  WARM_UP("0", "steps over which a cosine's rate rises first"),
  DECAY("0", "weight decay; adamw only"),
  CLIP("null", "the longest a gradient may be"),
  AVERAGE("0", "decay of the moving average that is kept instead of the last weights; 0 for none"),
  BATCH("256", "examples in a step; all of them where there are fewer"),
  STEPS("2000", "steps of training"),
  RECORD("50", "steps from one line of metrics.jsonl to the next"),
  GAUGE("250", "steps from one reading of the gauges to the next"),
  CHECKPOINT("500", "steps from one checkpoint to the next"),
  SEED("0", "of everything random");

  private static final List<String> WORDS_OF_JSON = List.of("null", "true", "false");

  private final String usual;
  private final String says;

  Key(String usual, String says) {
    this.usual = usual;
    this.says = says;
  }

  /// As it is written in a file.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The value where a file says nothing, as JSON but for words.
  public String usual() {
    return usual;
  }

  /// The usual value as JSON.
  Json value() {
    boolean word = usual.matches("[a-z-]{2,}") && !WORDS_OF_JSON.contains(usual);
    return word ? Json.of(usual) : Json.parse(usual);
  }

  /// What it says.
  public String says() {
    return says;
  }

  /// Whether it means anything to this goal.
  boolean concerns(Goal goal) {
    return switch (this) {
      case PRIOR, BOX -> !goal.embeds();
      case OBSERVED -> goal == Goal.PCD || goal == Goal.DENOISING;
      case LANGEVIN_STEPS, LANGEVIN_STEP, ADJUSTED, REPLAY, RESTART, PENALTY -> goal == Goal.PCD;
      case NOISE -> goal == Goal.DENOISING;
      case RATIO -> goal == Goal.NCE;
      case VICREG -> goal == Goal.VICREG;
      case EMBEDDING, EXPANDER, SHIFT, ZOOM, CONTRAST, JITTER, MASK -> goal.embeds();
      default -> true;
    };
  }
}
