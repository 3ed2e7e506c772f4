package org.ebm4j.inference.sample;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ebm4j.api.energy.Problem;
import org.ebm4j.api.space.Component;

/// Which numbers of an unknown are one site: a bit, a spin, or the k numbers of a site with k
/// categories. Sites are numbered as they lie.
final class Sites {
  private final List<Component> components;
  private final int[] begins; // of each site, then where the last ends
  private final int[] firsts; // of each component, its first site

  private Sites(List<Component> components, int[] begins, int[] firsts) {
    this.components = components;
    this.begins = begins;
    this.firsts = firsts;
  }

  static Sites of(Problem problem) {
    List<Component> components = problem.components();
    List<Integer> begins = new ArrayList<>();
    int[] firsts = new int[components.size() + 1];
    for (int c = 0; c < components.size(); c++) {
      Component one = components.get(c);
      for (int at = 0; at < one.size(); at += one.width()) {
        begins.add(one.offset() + at);
      }
      firsts[c + 1] = begins.size();
    }
    begins.add(problem.size());
    return new Sites(components, begins.stream().mapToInt(b -> b).toArray(), firsts);
  }

  /// How many sites.
  int count() {
    return begins.length - 1;
  }

  /// How many numbers.
  int numbers() {
    return begins[count()];
  }

  /// The first number of a site.
  int begin(int site) {
    return begins[site];
  }

  /// How many numbers it takes.
  int width(int site) {
    return begins[site + 1] - begins[site];
  }

  /// The arrays the sites are in.
  List<Component> components() {
    return components;
  }

  /// The numbers of some sites, in their order.
  IntStream numbers(int... sites) {
    return Arrays.stream(sites).flatMap(site -> IntStream.range(begins[site], begins[site + 1]));
  }

  /// Some ascending sites in pieces, those of every component.
  List<int[]> byComponent(int... ascending) {
    return IntStream.range(0, components.size())
        .mapToObj(c ->
            Arrays.stream(ascending).filter(s -> s >= firsts[c] && s < firsts[c + 1]).toArray())
        .filter(piece -> piece.length > 0)
        .toList();
  }

  /// The component a site is in.
  int owner(int site) {
    int c = 0;
    while (site >= firsts[c + 1]) {
      c++;
    }
    return c;
  }

  /// The first site of component c.
  int first(int c) {
    return firsts[c];
  }

  /// For every site its component.
  int[] owners() {
    int[] owners = new int[count()];
    for (int c = 0; c < components.size(); c++) {
      Arrays.fill(owners, firsts[c], firsts[c + 1], c);
    }
    return owners;
  }

  /// What a site is called.
  String label(Problem problem, int site) {
    String first = problem.labels().get(begins[site]);
    if (width(site) == 1) {
      return first;
    }
    int last = Math.max(first.lastIndexOf(", "), first.lastIndexOf('['));
    int end = first.lastIndexOf(']');
    boolean alone = first.charAt(last) == '[';
    return first.substring(0, last) + first.substring(alone ? end + 1 : end);
  }
}
