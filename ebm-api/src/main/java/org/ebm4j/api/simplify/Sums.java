package org.ebm4j.api.simplify;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ebm4j.api.graph.Binary;
import org.ebm4j.api.graph.Graph;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Nodes;
import org.ebm4j.api.graph.Op;
import org.ebm4j.api.graph.Shape;
import org.ebm4j.api.graph.Terms;
import org.jspecify.annotations.Nullable;

/// Sums of padded slices as one array.
///
/// What is cut into slices gets its derivative back as a sum of pads, each as large as the whole.
/// Where these lie side by side along an axis they are joined, the gaps filled with zeros, and the
/// sum is left with one array for each axis in their place.
final class Sums {
  private final Map<Node, Node> onlyUser = new IdentityHashMap<>();
  private final Set<Node> usedOften = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Map<Node, Node> images = new IdentityHashMap<>();

  private Sums(List<Node> roots) {
    usedOften.addAll(roots);
    for (Node node : Graph.topological(roots)) {
      for (Node input : node.inputs()) {
        if (onlyUser.put(input, node) != null) {
          usedOften.add(input);
        }
      }
    }
  }

  static List<Node> joined(List<Node> roots) {
    Sums sums = new Sums(roots);
    return Graph.rewrite(roots, sums::image);
  }

  private Node image(Node node, List<Node> inputs) {
    Node own = Graph.on(node, inputs);
    if (isSum(node) && !isInner(node)) {
      own = Terms.declaring(node.term(), () -> withoutPads(node, Graph.on(node, inputs)));
    }
    images.put(node, own);
    return own;
  }

  private static boolean isSum(Node node) {
    return node.op() instanceof Op.Zip(var function) && function == Binary.ADD;
  }

  /// Whether a sum is nothing but a part of another one.
  private boolean isInner(Node node) {
    Node user = onlyUser.get(node);
    return isSum(node) && !usedOften.contains(node) && user != null && isSum(user);
  }

  private Node withoutPads(Node top, Node unchanged) {
    List<Node> parts =
        new ArrayList<>(List.of(top)); // the sum's own nodes, users first, and its terms
    for (int i = 0; i < parts.size(); i++) {
      if (i == 0 || isInner(parts.get(i))) {
        parts.addAll(parts.get(i).inputs());
      }
    }
    List<Node> joined = new ArrayList<>();
    Node sum = null;
    for (int axis = 0; axis < top.shape().rank(); axis++) {
      List<Node> pads = sideBySide(parts, axis);
      if (pads.size() >= 2) {
        joined.addAll(pads);
        Node whole = whole(pads, axis);
        sum = sum == null ? whole : Nodes.add(sum, whole);
      }
    }
    if (sum == null) {
      return unchanged;
    }
    Node others = without(joined, parts, top);
    return others == null ? sum : Nodes.add(others, sum);
  }

  /// The sum with some of its terms left out; null if none remains.
  private @Nullable Node without(List<Node> left, List<Node> parts, Node top) {
    Set<Node> dropped = Collections.newSetFromMap(new IdentityHashMap<>());
    dropped.addAll(left);
    Map<Node, Node> rest = new IdentityHashMap<>();
    for (Node part : parts.reversed()) {
      Node image = dropped.contains(part) ? null : remaining(part, part == top, rest);
      if (image != null) {
        rest.put(part, image);
      }
    }
    return rest.get(top);
  }

  /// What is left of a part of the sum; null if nothing is.
  private @Nullable Node remaining(Node part, boolean isTop, Map<Node, Node> rest) {
    if (!isTop && !isInner(part)) {
      return images.get(part);
    }
    Node a = rest.get(part.input(0));
    Node b = rest.get(part.input(1));
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return Graph.on(part, List.of(a, b));
  }

  /// Pads along an axis that do not overlap, in order of place.
  private List<Node> sideBySide(List<Node> parts, int axis) {
    List<Node> pads = parts.stream().filter(part -> axisOf(part) == axis).toList();
    List<Node> taken = new ArrayList<>();
    int end = 0;
    for (Node pad :
        pads.stream().sorted(Comparator.comparingInt(pad -> start(pad, axis))).toList()) {
      if (start(pad, axis) >= end) {
        taken.add(pad);
        end = start(pad, axis) + pad.input(0).shape().dim(axis);
      }
    }
    return taken;
  }

  /// The one axis along which a pad adds zeros; −1 if it is no pad, or adds along several, or is
  /// needed elsewhere too.
  private int axisOf(Node node) {
    int found = -1;
    if (node.op() instanceof Op.Pad && !usedOften.contains(node)) {
      for (int axis = 0; axis < node.shape().rank(); axis++) {
        if (node.shape().dim(axis) != node.input(0).shape().dim(axis)) {
          if (found >= 0) {
            return -1;
          }
          found = axis;
        }
      }
    }
    return found;
  }

  private static int start(Node pad, int axis) {
    return ((Op.Pad) pad.op()).start().get(axis);
  }

  /// The pads' images side by side, with zeros where there is none.
  private Node whole(List<Node> pads, int axis) {
    Shape shape = pads.getFirst().shape();
    List<Node> parts = new ArrayList<>();
    int at = 0;
    for (Node pad : pads) {
      gap(shape, axis, start(pad, axis) - at, parts);
      Node part = images.get(pad.input(0));
      parts.add(part == null ? pad.input(0) : part);
      at = start(pad, axis) + pad.input(0).shape().dim(axis);
    }
    gap(shape, axis, shape.dim(axis) - at, parts);
    return Nodes.concat(axis, parts);
  }

  private static void gap(Shape shape, int axis, int extent, List<Node> parts) {
    if (extent > 0) {
      int[] dims = shape.dims();
      dims[axis] = extent;
      parts.add(Nodes.filled(Shape.of(dims), 0));
    }
  }
}
