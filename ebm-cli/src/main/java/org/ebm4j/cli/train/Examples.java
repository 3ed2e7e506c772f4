package org.ebm4j.cli.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.ebm4j.cli.config.Configuration;
import org.ebm4j.cli.config.Key;
import org.ebm4j.cli.terminal.Refusal;
import org.ebm4j.training.data.Dataset;
import org.ebm4j.training.data.Digits;
import org.ebm4j.training.data.Split;
import org.ebm4j.training.data.TwoMoons;

/// The rows that a configuration names.
///
/// @param train to learn from
/// @param test held out; may be empty
record Examples(Dataset train, Dataset test) {
  private static final int MOST_POINTS = 10_000_000;

  /// Reads, cuts and scales them.
  ///
  /// @throws Refusal where they cannot be read, or are not as the configuration says
  static Examples of(Configuration asked, long seed) {
    double share = asked.number(Key.TEST, 0, 0.9);
    Dataset all = Refusal.unless(() -> rescaled(asked, shaped(asked, rows(asked, seed))));
    Split split = all.split(share, seed);
    if (split.train().size() < 2) {
      throw asked.wrong(
          "%d rows, %d of them held out, leave %d to learn from; give more rows or a smaller \"test\""
              .formatted(all.size(), split.test().size(), split.train().size()));
    }
    return new Examples(split.train(), split.test());
  }

  /// A number that tells these rows from others, for the record.
  String hash() {
    int hash = 31 * Arrays.hashCode(train.values()) + Arrays.hashCode(test.values());
    return "%d rows of %d, %08x".formatted(train.size() + test.size(), train.width(), hash);
  }

  private static Dataset rows(Configuration asked, long seed) throws IOException {
    String data = asked.text(Key.DATA);
    if (asked.says(Key.ROWS) && !data.equals("two-moons")) {
      throw asked.wrong("\"rows\" says how many points of the two moons are drawn; leave it out");
    }
    Dataset rows =
        switch (data) {
          case "two-moons" ->
              TwoMoons.standard().sample(asked.count(Key.ROWS, 2, MOST_POINTS), seed);
          case "digits" -> asked.goal().embeds() ? Digits.unit() : Digits.signed();
          default -> file(asked, data);
        };
    return labelled(asked, rows);
  }

  private static Dataset file(Configuration asked, String name) throws IOException {
    Path file = asked.file(name);
    String plain = name.toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
    if (plain.endsWith(".csv") || plain.endsWith(".txt") || plain.endsWith(".tsv")) {
      return Dataset.csv(file);
    }
    if (plain.endsWith(".npy")) {
      return Dataset.npy(file);
    }
    if (plain.endsWith(".idx") || plain.contains("-ubyte")) {
      return Dataset.idx(file);
    }
    throw asked.wrong(
        Key.DATA, "two-moons, digits, or a file that ends in .csv, .npy, .idx or -ubyte");
  }

  private static Dataset labelled(Configuration asked, Dataset rows) throws IOException {
    if (asked.isNull(Key.LABELS)) {
      return rows;
    }
    String labels = asked.text(Key.LABELS);
    return labels.matches("[0-9]{1,6}")
        ? rows.labelledBy(asked.count(Key.LABELS, 0, 999_999))
        : rows.withLabels(file(asked, labels));
  }

  private static Dataset shaped(Configuration asked, Dataset rows) {
    return asked.isNull(Key.SHAPE)
        ? rows
        : rows.shaped(asked.wholes(Key.SHAPE, 1 << 20, "extents, as in [28, 28]"));
  }

  private static Dataset rescaled(Configuration asked, Dataset rows) {
    if (asked.isNull(Key.RESCALE)) {
      return rows;
    }
    double[] map = asked.numbers(Key.RESCALE, 4, "four numbers: [low, high, to low, to high]");
    return rows.rescaled(map[0], map[1], map[2], map[3]);
  }
}
