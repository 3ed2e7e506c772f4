package org.ebm4j.kernels.spin;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Sites of one block that lie evenly in two directions and see their neighbours in the same
/// places: site first + i·strides₀ + j·strides₁ for i < extents₀, j < extents₁.
///
/// @param ahead for every neighbour how many sites after the own it lies
record Patch(int first, List<Integer> extents, List<Integer> strides, List<Integer> ahead) {
  private static final int TRIED = 4; // distances from row to row

  int count() {
    return extents.get(0) * extents.get(1);
  }

  /// The sites, in order.
  IntStream sites() {
    return IntStream.range(0, count())
        .map(at ->
            first + at / extents.get(1) * strides.get(0) + at % extents.get(1) * strides.get(1));
  }

  /// The sites of a block.
  ///
  /// @param neighbours of all sites
  /// @param blocks of all sites
  static List<Patch> of(int[][] neighbours, int[] blocks, int block) {
    Map<List<Integer>, List<Integer>> alike = new LinkedHashMap<>();
    for (int site = 0; site < blocks.length; site++) {
      if (blocks[site] == block) {
        int own = site;
        List<Integer> ahead = Arrays.stream(neighbours[site]).map(n -> n - own).boxed().toList();
        alike.computeIfAbsent(ahead, _ -> new ArrayList<>()).add(site);
      }
    }
    List<Patch> patches = new ArrayList<>();
    alike.forEach((ahead, sites) -> patches.addAll(merged(rows(sites, ahead))));
    return List.copyOf(patches);
  }

  /// Ascending sites as even rows.
  private static List<Patch> rows(List<Integer> sites, List<Integer> ahead) {
    List<Patch> rows = new ArrayList<>();
    for (int begin = 0; begin < sites.size(); ) {
      int stride = begin + 1 < sites.size() ? sites.get(begin + 1) - sites.get(begin) : 1;
      int end = begin + 1;
      while (end < sites.size() && sites.get(end) - sites.get(end - 1) == stride) {
        end++;
      }
      rows.add(new Patch(sites.get(begin), List.of(1, end - begin), List.of(0, stride), ahead));
      begin = end;
    }
    return rows;
  }

  /// Rows that are alike and lie evenly, as one.
  private static List<Patch> merged(List<Patch> rows) {
    Map<List<Integer>, TreeMap<Integer, Patch>> alike = new LinkedHashMap<>();
    for (Patch row : rows) {
      List<Integer> form = List.of(row.extents.get(1), row.strides.get(1));
      alike.computeIfAbsent(form, _ -> new TreeMap<>()).put(row.first, row);
    }
    List<Patch> merged = new ArrayList<>();
    for (TreeMap<Integer, Patch> left : alike.values()) {
      while (!left.isEmpty()) {
        Patch found = longest(left);
        for (int row = 0; row < found.extents.get(0); row++) {
          left.remove(found.first + row * found.strides.get(0));
        }
        merged.add(found);
      }
    }
    return merged;
  }

  /// From the first row on as many as lie evenly, at a distance at which one of the next stands.
  private static Patch longest(TreeMap<Integer, Patch> rows) {
    Patch begin = rows.firstEntry().getValue();
    Patch longest = begin;
    for (int next : rows.keySet().stream().skip(1).limit(TRIED).toList()) {
      int stride = next - begin.first;
      int count = 1;
      while (rows.containsKey(begin.first + count * stride)) {
        count++;
      }
      if (count > longest.extents.get(0)) {
        longest =
            new Patch(
                begin.first,
                List.of(count, begin.extents.get(1)),
                List.of(stride, begin.strides.get(1)),
                begin.ahead);
      }
    }
    return longest;
  }
}
