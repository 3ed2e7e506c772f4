package org.ebm4j.kernels.spin;

import java.util.List;
import java.util.stream.IntStream;
import org.ebm4j.api.graph.Values;

/// What numbers a site of each category is told by.
///
/// @param numbers of every category, all as many; read is the category whose are nearest
public record SiteCode(List<Values> numbers) {
  public SiteCode {
    numbers = List.copyOf(numbers);
  }

  /// Two values, of which high is category 0.
  public static SiteCode of(double high, double low) {
    return new SiteCode(List.of(Values.of(high), Values.of(low)));
  }

  /// As many numbers as categories, of which the category's is 1 and others are 0.
  public static SiteCode oneHot(int categories) {
    return new SiteCode(IntStream.range(0, categories).mapToObj(c -> unit(categories, c)).toList());
  }

  private static Values unit(int size, int one) {
    double[] numbers = new double[size];
    numbers[one] = 1;
    return Values.of(numbers);
  }

  /// How many categories.
  public int categories() {
    return numbers.size();
  }

  /// How many numbers a site has.
  public int width() {
    return numbers.getFirst().size();
  }

  double number(int category, int at) {
    return numbers.get(category).get(at);
  }

  /// Numbers of an array.
  interface Numbers {
    double at(int index);
  }

  /// The category whose numbers are nearest to those from an index on, the last if several are.
  int category(Numbers array, int from) {
    int nearest = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int c = 0; c < categories(); c++) {
      double distance = 0;
      for (int i = 0; i < width(); i++) {
        double gap = array.at(from + i) - number(c, i);
        distance += gap * gap;
      }
      if (!(distance > least)) {
        least = distance;
        nearest = c;
      }
    }
    return nearest;
  }
}
