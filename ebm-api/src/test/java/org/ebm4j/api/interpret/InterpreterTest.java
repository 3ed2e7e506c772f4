package org.ebm4j.api.interpret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.ebm4j.api.graph.Binary;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Nodes;
import org.ebm4j.api.graph.Op;
import org.ebm4j.api.graph.Shape;
import org.ebm4j.api.graph.Unary;
import org.junit.jupiter.api.Test;

/// Every operation against numbers worked out by hand, for two chains.
final class InterpreterTest {
  private static final double NAN = Double.NaN;
  private final Node x = Node.leaf(new Op.Input("x"), Shape.of(2, 3));
  private final Node s = Node.leaf(new Op.Setting("s"), Shape.of(2, 3));
  private final double[] xs = {1, 2, 3, 4, 5, 6, -1, -2, -3, -4, -5, -6};
  private final double[] ss = {10, 20, 30, 40, 50, 60};

  private double[] value(Node root) {
    return Interpreter.evaluate(List.of(root), 2, Map.of(x, xs, s, ss)).getFirst();
  }

  @Test
  void elementwiseMeetsSharedWithVarying() {
    assertThat(value(Nodes.add(x, s)))
        .containsExactly(11, 22, 33, 44, 55, 66, 9, 18, 27, 36, 45, 54);
    assertThat(value(Nodes.subtract(s, x))).startsWith(9, 18).endsWith(55, 66);
    assertThat(value(Nodes.divide(s, s))).containsExactly(1, 1, 1, 1, 1, 1);
    assertThat(value(Nodes.map(Unary.ABS, x))).startsWith(1, 2).endsWith(5, 6);
    assertThat(value(Nodes.zip(Binary.MAX, x, Nodes.filled(x.shape(), 0)))).endsWith(0, 0, 0);
  }

  @Test
  void whereChoosesAndPassesNanOn() {
    Node condition = Nodes.constant(Shape.of(3), 0, NAN, -2);
    Node a = Nodes.constant(Shape.of(3), 1, 2, 3);
    Node b = Nodes.constant(Shape.of(3), 4, 5, 6);
    assertThat(value(Nodes.where(condition, a, b))).containsExactly(4, NAN, 3);
  }

  @Test
  void movementPutsNumbersWhereTheyBelong() {
    assertThat(value(Nodes.transpose(s))).containsExactly(10, 40, 20, 50, 30, 60);
    assertThat(value(Nodes.transpose(x))).startsWith(1, 4, 2).endsWith(-5, -3, -6);
    assertThat(value(Nodes.slice(x, List.of(0, 1), Shape.of(2, 2))))
        .containsExactly(2, 3, 5, 6, -2, -3, -5, -6);
    assertThat(
            value(
                Nodes.pad(
                    Nodes.slice(x, List.of(1, 0), Shape.of(1, 2)), List.of(1, 2), Shape.of(2, 4))))
        .containsExactly(0, 0, 0, 0, 0, 0, 4, 5, 0, 0, 0, 0, 0, 0, -4, -5);
    assertThat(value(Nodes.concat(1, List.of(Nodes.slice(s, List.of(0, 2), Shape.of(2, 1)), s))))
        .containsExactly(30, 10, 20, 30, 60, 40, 50, 60);
    Node row = Nodes.constant(Shape.of(3), 1, 2, 3);
    assertThat(value(Nodes.broadcast(row, Shape.of(2, 3)))).containsExactly(1, 2, 3, 1, 2, 3);
    assertThat(value(Nodes.broadcast(row, Shape.of(3, 2), List.of(0))))
        .containsExactly(1, 1, 2, 2, 3, 3);
    assertThat(value(Nodes.reshape(s, Shape.of(3, 2)))).containsExactly(ss);
  }

  @Test
  void reductionsRunOverNamedAxes() {
    assertThat(value(Nodes.sum(x, List.of(0)))).containsExactly(5, 7, 9, -5, -7, -9);
    assertThat(value(Nodes.sum(x, List.of(1)))).containsExactly(6, 15, -6, -15);
    assertThat(value(Nodes.sum(x))).containsExactly(21, -21);
    assertThat(value(Nodes.max(x, List.of(1)))).containsExactly(3, 6, -1, -4);
    assertThat(value(Nodes.max(Nodes.constant(Shape.of(3), 1, NAN, 2), List.of(0))))
        .containsExactly(NAN);
    assertThat(value(Nodes.max(Nodes.constant(Shape.of(0)), List.of(0))))
        .containsExactly(Double.NEGATIVE_INFINITY);
    assertThat(value(Nodes.sum(Nodes.constant(Shape.of(0))))).containsExactly(0);
  }

  @Test
  void productsOfMatrices() {
    Node square = Nodes.constant(Shape.of(2, 2), 1, 2, 3, 4);
    assertThat(value(Nodes.matmul(square, s))).containsExactly(90, 120, 150, 190, 260, 330);
    assertThat(value(Nodes.matmul(x, Nodes.transpose(x))))
        .containsExactly(14, 32, 32, 77, 14, 32, 32, 77);
    assertThat(value(Nodes.matmul(x, Nodes.transpose(s))))
        .startsWith(140, 320)
        .endsWith(-320, -770);
  }

  @Test
  void acrossTheChains() {
    assertThat(value(Nodes.batchSum(x))).containsExactly(0, 0, 0, 0, 0, 0);
    assertThat(value(Nodes.batchSum(s))).containsExactly(20, 40, 60, 80, 100, 120);
    assertThat(value(Nodes.batchContract(x, x))).containsExactly(28, 64, 64, 154);
    assertThat(value(Nodes.batchSize())).containsExactly(2);
  }

  @Test
  void evaluatesAgainWithOtherNumbers() {
    Node sum = Nodes.sum(x);
    Interpreter graph = Interpreter.of(List.of(sum), 2);
    graph.set(x, xs);
    graph.evaluate();
    graph.set(x, new double[12]);
    graph.evaluate();
    assertThat(graph.values(sum)).containsExactly(0, 0);
  }

  @Test
  void refusesInOneSentence() {
    Node sum = Nodes.sum(x);
    Interpreter graph = Interpreter.of(List.of(sum), 2);
    assertThatThrownBy(() -> graph.set(x, 1, 2))
        .hasMessageContaining("for 2 chains: it needs 12 numbers, found 2");
    assertThatThrownBy(() -> graph.set(sum, 1, 2))
        .hasMessageContaining("it is computed, not a leaf");
    assertThatThrownBy(() -> graph.values(s)).hasMessageContaining("make it a root to read it");
    assertThatThrownBy(() -> Interpreter.of(List.of(sum), 0))
        .hasMessage("cannot evaluate for 0 chains; there must be at least 1");
    Node noise = Nodes.noise(Op.Noise.Law.NORMAL, 1, 0, Shape.SCALAR);
    assertThatThrownBy(() -> Interpreter.of(List.of(noise), 1).evaluate())
        .hasMessageContaining("no source of random numbers was given");
  }
}
