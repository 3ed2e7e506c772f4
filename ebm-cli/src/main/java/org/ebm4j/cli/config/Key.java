package org.ebm4j.cli.config;

import java.util.Locale;

/// Every key of a configuration, with its usual value and what it says.
public enum Key {
  DATA("two-moons", "two-moons, digits, or a file: .csv, .npy or .idx, plain or .gz"),
  ROWS("20000", "points drawn; two-moons only"),
  LABELS("none", "the csv column, counted from 0, that holds class numbers and is not trained on"),
  RESCALE("none", "low high to-low to-high: maps values linearly, as in 0 255 -1 1"),
  TEST("0.2", "the share of rows held out to measure on"),
  OBJECTIVE("pcd", "pcd, nce, denoising (energies); vicreg, none (encoders)"),
  NET("128 128", "widths of the hidden layers"),
  ACTIVATION("silu", "silu, relu, tanh, softplus or sigmoid"),
  PRIOR("0", "coefficient of ½|y|², added to the energy"),
  BOX("none", "low high: values an answer may have"),
  LANGEVIN_STEPS("20", "steps of the model's chains for each step of training"),
  LANGEVIN_STEP("0.01", "their size"),
  TEMPERATURE("1", "of the chains; 1 samples exp(−E)"),
  REPLAY("10000", "chains kept from step to step"),
  RESTART("0.05", "share of them started anew each time"),
  PENALTY("0.001", "of squared energies, which keeps them near 0"),
  NOISE("0.1", "standard deviation of the noise to be removed"),
  RATIO("1", "noise points for each example"),
  EMBEDDING("32", "width of the embedding"),
  SHIFT("1", "pixels an image may be moved along each axis; 0 where rows are no images"),
  ZOOM("0.1", "share by which an image may grow or shrink; 0 where rows are no images"),
  JITTER("0.1", "standard deviation of the noise added to a view"),
  OPTIMIZER("adamw", "adamw, momentum or sgd"),
  RATE("0.001", "learning rate, its peak where it changes"),
  SCHEDULE("constant", "constant, or cosine: down to 0 along half a cosine"),
  WARM_UP("0", "steps over which a cosine's rate rises first"),
  DECAY("0", "weight decay; adamw only"),
  CLIP("none", "the longest a gradient may be"),
  AVERAGE("0", "decay of the moving average that is kept instead of the last weights; 0 for none"),
  BATCH("256", "examples in a step"),
  STEPS("2000", "steps of training"),
  RECORD("50", "steps from one line of metrics.jsonl to the next"),
  CHECKPOINT("500", "steps from one checkpoint to the next"),
  SEED("0", "of everything random");

  private final String usual;
  private final String says;

  Key(String usual, String says) {
    this.usual = usual;
    this.says = says;
  }

  /// As it is written in a file.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The value where a file says nothing.
  public String usual() {
    return usual;
  }

  /// What it says.
  public String says() {
    return says;
  }

  /// Whether it means anything to this goal.
  boolean concerns(Goal goal) {
    return switch (this) {
      case PRIOR, BOX -> !goal.embeds();
      case LANGEVIN_STEPS, LANGEVIN_STEP, TEMPERATURE, REPLAY, RESTART, PENALTY -> goal == Goal.PCD;
      case NOISE -> goal == Goal.DENOISING;
      case RATIO -> goal == Goal.NCE;
      case EMBEDDING, SHIFT, ZOOM, JITTER -> goal.embeds();
      default -> true;
    };
  }
}
