package org.ebm4j.api.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.ebm4j.api.print.Notation;
import org.ebm4j.api.save.SavedGraph;
import org.ebm4j.api.simplify.Simplify;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Deep and heavily shared graphs: work is linear in their size, counted in nodes and edges visited
/// and in nodes made, never in time.
final class ScaleTest {
  private static final int LARGE = 100_000;
  private static final Node X = Node.leaf(new Op.Input("x"), Shape.of(2));

  record Family(String name, int size, UnaryOperator<Node> next) {
    Node grown(int nodes) {
      Node node = X;
      for (long end = Node.made() + nodes; Node.made() < end; ) {
        node = next.apply(node);
      }
      return Nodes.sum(node);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /// Everything a graph goes through.
  private enum Work {
    WALK {
      @Override
      void on(Node root) {
        Graph.topological(List.of(root));
        Graph.canonical(List.of(root));
      }
    },
    DIFFERENTIATE {
      @Override
      void on(Node root) {
        Graph.topological(Gradient.of(root, List.of(X)));
      }
    },
    TWICE {
      @Override
      void on(Node root) {
        Graph.topological(Gradient.hessianTimes(root, List.of(X), List.of(X)));
      }
    },
    SIMPLIFY {
      @Override
      void on(Node root) {
        List<Node> roots = new ArrayList<>(Gradient.of(root, List.of(X)));
        roots.add(root);
        Simplify.of(roots);
      }
    },
    PRINT {
      @Override
      void on(Node root) {
        assertThat(Notation.of(root).length()).isLessThan(200 * LARGE);
      }
    },
    SAVE {
      @Override
      void on(Node root) {
        Graph.topological(SavedGraph.read(SavedGraph.write(List.of(root))));
      }
    };

    abstract void on(Node root);
  }

  static Stream<Family> families() {
    return Stream.of(
        new Family("deep", LARGE, a -> Nodes.map(Unary.TANH, a)),
        new Family("doubled", LARGE, a -> Nodes.add(a, a)),
        new Family("squared", LARGE / 5, a -> Nodes.map(Unary.SIGMOID, Nodes.multiply(a, a))),
        new Family("moved", LARGE / 5, ScaleTest::moved),
        new Family("cut", LARGE / 5, ScaleTest::cut),
        new Family("scaled", LARGE / 5, a -> Nodes.scale(Nodes.scale(Nodes.negate(a), 4), .5)));
  }

  /// Movements that do not cancel, pile up under elementwise operations.
  private static Node moved(Node a) {
    Node wide = Nodes.transpose(Nodes.broadcast(a, Shape.of(3, 2)));
    Node turned = Nodes.reshape(wide, Shape.of(3, 2));
    return Nodes.map(
        Unary.TANH, Nodes.reshape(Nodes.slice(turned, List.of(1, 0), Shape.of(1, 2)), Shape.of(2)));
  }

  private static Node cut(Node a) {
    Node first = Nodes.slice(a, List.of(0), Shape.of(1));
    Node second = Nodes.slice(a, List.of(1), Shape.of(1));
    return Nodes.concat(0, List.of(second, Nodes.map(Unary.TANH, Nodes.add(first, second))));
  }

  /// An array cut into as many slices as it has elements.
  @Test
  void manySlicesOfOneArrayAreLinear() {
    long tenth = sliced(1_000);
    assertThat(sliced(10_000)).isBetween(10_000L, tenth * 105 / 10);
  }

  private static long sliced(int n) {
    Node z = Node.leaf(new Op.Input("z"), Shape.of(n));
    Node sum = Nodes.constant(-0.0);
    for (int i = 0; i < n; i++) {
      sum =
          Nodes.add(sum, Nodes.sum(Nodes.map(Unary.TANH, Nodes.slice(z, List.of(i), Shape.of(1)))));
    }
    long before = Graph.visits() + Node.made();
    List<Node> simplified = Simplify.of(List.of(Gradient.of(sum, List.of(z)).getFirst(), sum));
    long after = Graph.visits() + Node.made();
    assertThat(simplified.getFirst().op()).isInstanceOf(Op.Concat.class);
    return after - before;
  }

  @ParameterizedTest
  @MethodSource("families")
  void isLinear(Family family) {
    for (Work work : Work.values()) {
      long tenth = cost(family, work, family.size() / 10);
      long whole = cost(family, work, family.size());
      assertThat(whole).as("%s, %s", family, work).isBetween(1L, tenth * 105 / 10);
      assertThat(whole).as("%s, %s", family, work).isLessThan(200L * family.size());
    }
  }

  private static long cost(Family family, Work work, int nodes) {
    Node root = family.grown(work == Work.TWICE ? nodes / 10 : nodes);
    long visits = Graph.visits();
    long made = Node.made();
    work.on(root);
    return Graph.visits() - visits + Node.made() - made;
  }
}
