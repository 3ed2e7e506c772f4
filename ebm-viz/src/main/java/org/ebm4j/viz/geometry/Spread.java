package org.ebm4j.viz.geometry;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Moves labels along a line just far enough that none overlaps.
public final class Spread {

  private Spread() {}

  /// Places each label as near to its wish as the others allow, in the wishes' order.
  ///
  /// Groups of labels that touch stand centred on the mean of their wishes; then everything is
  /// pushed inside [from, to], and where there are too many labels for that, past `to`.
  ///
  /// @param wishes where each would like its centre
  /// @param gap the least distance between two centres
  /// @return the centres, in the order of `wishes`
  public static double[] apart(double[] wishes, double gap, double from, double to) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < wishes.length; i++) {
      order.add(i);
    }
    order.sort(Comparator.comparingDouble(i -> wishes[i]));
    List<Group> groups = new ArrayList<>();
    for (int i : order) {
      Group next = new Group(wishes[i], 1);
      while (!groups.isEmpty() && groups.getLast().end(gap) > next.start(gap)) {
        next = groups.removeLast().with(next);
      }
      groups.add(next);
    }
    double[] placed = new double[wishes.length];
    int at = 0;
    double least = from;
    for (Group group : groups) {
      double highest = to - gap * (wishes.length - 1 - at); // room for all that follow
      double first =
          Math.max(least, Math.min(group.centre() - gap * (group.count() - 1) / 2, highest));
      for (int k = 0; k < group.count(); k++) {
        placed[order.get(at++)] = first + k * gap;
      }
      least = first + group.count() * gap;
    }
    return placed;
  }

  /// Touching labels: the mean of their wishes, and how many they are.
  private record Group(double centre, int count) {

    double start(double gap) {
      return centre - gap * count / 2;
    }

    double end(double gap) {
      return centre + gap * count / 2;
    }

    Group with(Group after) {
      int sum = count + after.count;
      return new Group((centre * count + after.centre * after.count) / sum, sum);
    }
  }
}
