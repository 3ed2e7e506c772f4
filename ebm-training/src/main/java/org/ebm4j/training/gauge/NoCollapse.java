package org.ebm4j.training.gauge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.ebm4j.training.data.Dataset;
import org.jspecify.annotations.Nullable;

/// Properties that a model which has not collapsed must have, for the tests of one's own models.
///
///     Dataset z = encoder.embed(rows);
///     NoCollapse.of(z).std(.1).rank(8).beside(untrained.embed(rows)).holds();
///     NoCollapse.ofEnergies(problem.energies(data), problem.energies(noise)).holds();
///
/// [#holds] throws an AssertionError that names every property that fails, with what was found and
/// what was asked, so it works in any test framework; [#violations] gives the same sentences to a
/// program. What is looked at without being asked for:
///
/// | of embeddings | least |
/// |---|---|
/// | numbers | all finite |
/// | deviation of every dimension | a thousandth of the mean one, and above 0 |
/// | mean deviation on the sphere, times √d | .1 |
/// | effective rank after centring | min(2, d) |
///
/// | of energies | least |
/// |---|---|
/// | numbers | no NaN |
/// | deviation of all energies together | above 0: a flat energy is the collapse of one |
/// | gap, mean off data less mean of data | above 0 |
/// | ranking, P(off data higher) | above ½ |
///
/// These are floors that only a broken model misses. Ask for what yours should reach. Immutable.
///
/// Source: [Jing, Vincent, LeCun & Tian 2022]; [LeCun et al. 2006, §2.2.3].
public final class NoCollapse {
  private static final double LEAST_SHARE = 1e-3;
  private static final double LEAST_ON_SPHERE = .1;
  private static final double LEAST_RANK = 2;

  private final @Nullable Dataset embeddings; // null where only energies are looked at
  private final List<String> violations;

  private NoCollapse(@Nullable Dataset embeddings, List<String> violations) {
    this.embeddings = embeddings;
    this.violations = List.copyOf(violations);
  }

  /// The properties of embeddings.
  ///
  /// @param z (n, d), n ≥ 2; not modified
  public static NoCollapse of(Dataset z) {
    Collapse found = Collapse.of(z);
    if (Double.isNaN(found.std())) {
      return new NoCollapse(z, List.of("some embeddings are not finite numbers"));
    }
    double share = Math.max(Double.MIN_NORMAL, LEAST_SHARE * found.std());
    return new NoCollapse(z, List.of())
        .std(share)
        .atLeast("the mean deviation on the sphere, times √d,", found.sphereStd(), LEAST_ON_SPHERE)
        .rank(Math.min(LEAST_RANK, z.width()));
  }

  /// The properties of energies.
  ///
  /// @param data energies of data, two or more; not modified
  /// @param off energies of points that are not data, two or more; not modified
  public static NoCollapse ofEnergies(double[] data, double[] off) {
    return new NoCollapse(null, List.of()).energies(data, off);
  }

  /// Every dimension deviates by at least this, in units of the embedding.
  public NoCollapse std(double least) {
    double[] std = Spread.of(embeddings()).std();
    int at = 0;
    for (int j = 1; j < std.length; j++) {
      at = std[j] < std[at] ? j : at;
    }
    return atLeast("the deviation of dimension " + at, std[at], least);
  }

  /// The rows, less their mean, use at least so many directions: [EffectiveRank#centred].
  ///
  /// @param least 1 … d
  public NoCollapse rank(double least) {
    if (!(least <= embeddings().width())) {
      throw new IllegalArgumentException(
          "no collapse: embeddings of "
              + embeddings().width()
              + " dimensions cannot have an effective rank of "
              + least
              + "; ask for at most "
              + embeddings().width());
    }
    double tolerance = 1e-9 * least; // the rank of d equal directions is d up to rounding
    return atLeast("the effective rank", EffectiveRank.centred(embeddings()), least - tolerance);
  }

  /// The effective rank is at least half of what the same encoder has untrained, on the same rows.
  ///
  /// @param untrained (n, d); not modified
  public NoCollapse beside(Dataset untrained) {
    return atLeast(
        "the effective rank, beside that of the untrained encoder,",
        EffectiveRank.centred(embeddings()),
        EffectiveRank.centred(untrained) / 2);
  }

  /// A linear probe on these embeddings, fitted and judged on their own halves (even and odd rows),
  /// is right at least so often; the embeddings need labels.
  ///
  /// @param least 0 … 1; chance is one over the number of classes, an untrained encoder above it
  public NoCollapse probe(double least) {
    Dataset all = embeddings();
    int n = all.size();
    int[] even = IntStream.range(0, n).filter(i -> i % 2 == 0).toArray();
    int[] odd = IntStream.range(0, n).filter(i -> i % 2 == 1).toArray();
    double accuracy = LinearProbe.fit(all.select(even)).accuracy(all.select(odd));
    return atLeast("the accuracy of a linear probe", accuracy, least);
  }

  /// Data is lower than the rest, and not everything the same: the table above.
  ///
  /// @param data energies of data, two or more; not modified
  /// @param off energies of points that are not data, two or more; not modified
  public NoCollapse energies(double[] data, double[] off) {
    EnergyGap found = EnergyGap.of(data, off);
    if (Double.isNaN(found.ranking())) {
      return with("some energies are NaN");
    }
    double highest = Math.max(Rows.greatest(data), Rows.greatest(off));
    double lowest = -Math.max(greatestNegated(data), greatestNegated(off));
    if (highest == lowest) {
      return with("the energy is %s everywhere: it is flat".formatted(number(highest)));
    }
    return above("the energy gap", found.gap(), 0)
        .above("the chance that a point off data is higher than data", found.ranking(), .5);
  }

  private static double greatestNegated(double[] values) {
    return Rows.greatest(Arrays.stream(values).map(v -> -v).toArray());
  }

  private Dataset embeddings() {
    if (embeddings == null) {
      throw new IllegalStateException(
          "no collapse: asked for a property of embeddings, found energies alone; begin with"
              + " NoCollapse.of(embeddings)");
    }
    return embeddings;
  }

  private NoCollapse atLeast(String what, double found, double least) {
    return found >= least
        ? this
        : with("%s is %s, asked for at least %s".formatted(what, number(found), number(least)));
  }

  private NoCollapse above(String what, double found, double floor) {
    return found > floor
        ? this
        : with("%s is %s, asked for more than %s".formatted(what, number(found), number(floor)));
  }

  private NoCollapse with(String violation) {
    List<String> all = new ArrayList<>(violations);
    all.add(violation);
    return new NoCollapse(embeddings, all);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }

  /// A sentence for each property that fails; empty if all hold.
  public List<String> violations() {
    return violations;
  }

  /// Does nothing if all properties hold.
  ///
  /// @throws AssertionError with every sentence of [#violations]
  public void holds() {
    if (!violations.isEmpty()) {
      throw new AssertionError("collapsed: " + String.join("; ", violations));
    }
  }

  @Override
  public String toString() {
    return violations.isEmpty() ? "not collapsed" : "collapsed: " + String.join("; ", violations);
  }
}
