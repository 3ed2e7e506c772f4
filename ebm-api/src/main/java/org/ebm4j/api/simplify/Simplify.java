package org.ebm4j.api.simplify;

import java.util.ArrayList;
import java.util.List;
import org.ebm4j.api.graph.Graph;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Nodes;

/// Rebuilds graphs so that they compute the same with less.
///
/// Constants are folded, equal operations shared, neutral elements dropped, movements (broadcast,
/// reshape, transpose, slice, pad) joined, cancelled, or moved behind elementwise operations where
/// these then work on less; silu(a) becomes a·sigmoid(a), so that value and derivative share the
/// sigmoid; sums of padded slices become one array. Named leaves stay the same objects, and a root
/// that varies still does, even where its value turns out to be the same for all chains.
/// Simplifying twice changes nothing. Linear in the number of nodes and edges.
public final class Simplify {
  private Simplify() {}

  /// @param roots simplified together, so that they share what they can
  /// @return the images of the roots, in order; they may be differentiated further
  public static List<Node> of(List<Node> roots) {
    return simplified(roots, true);
  }

  /// Simplifies what will be evaluated and not differentiated: stopped gradients vanish too.
  public static List<Node> forEvaluation(List<Node> roots) {
    return simplified(roots, false);
  }

  private static List<Node> simplified(List<Node> roots, boolean stops) {
    List<Node> once = swept(roots, stops);
    List<Node> joined = Sums.joined(once);
    List<Node> images = new ArrayList<>(joined.equals(once) ? once : swept(joined, stops));
    for (int i = 0; i < images.size(); i++) {
      if (roots.get(i).varies() && !images.get(i).varies()) {
        images.set(i, Nodes.perChain(images.get(i), varyingLeaf(roots.get(i))));
      }
    }
    return images;
  }

  /// A leaf for whose sake a node varies.
  private static Node varyingLeaf(Node node) {
    Node at = node;
    while (!at.inputs().isEmpty()) {
      at = at.inputs().stream().filter(Node::varies).findFirst().orElseThrow();
    }
    return at;
  }

  private static List<Node> swept(List<Node> roots, boolean stops) {
    Shared shared = new Shared(stops);
    return Graph.rewrite(roots, shared::image);
  }
}
