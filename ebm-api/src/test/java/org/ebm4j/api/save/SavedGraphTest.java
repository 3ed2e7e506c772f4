package org.ebm4j.api.save;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.graph.Graph;
import org.ebm4j.api.graph.Init;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Nodes;
import org.ebm4j.api.graph.Op;
import org.ebm4j.api.graph.RandomGraphs;
import org.ebm4j.api.graph.RandomGraphs.Kind;
import org.ebm4j.api.graph.RandomGraphs.Sample;
import org.ebm4j.api.graph.Shape;
import org.ebm4j.api.graph.Terms;
import org.ebm4j.api.graph.Unary;
import org.ebm4j.api.graph.Values;
import org.ebm4j.api.interpret.Evaluations;
import org.ebm4j.api.print.Notation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SavedGraphTest {
  private static final int CHAINS = 2;

  private static final String HEAD = "{\"format\":\"ebm4j graph\",\"version\":1,\"nodes\":[";
  private static final String X = "{\"op\":\"input\",\"name\":\"x\",\"shape\":[2]}";

  private static Node energy() {
    Node x = Node.leaf(new Op.Input("x"), Shape.of(2));
    return Terms.declaring("fit", () -> Nodes.sum(Nodes.scale(Nodes.map(Unary.TANH, x), .1)));
  }

  @Test
  void isReadable() {
    assertThat(SavedGraph.write(List.of(energy())))
        .isEqualTo(
            HEAD
                + X
                + ",{\"op\":\"map\",\"function\":\"tanh\",\"in\":[0],\"term\":\"fit\"}"
                + ",{\"op\":\"constant\",\"shape\":[],\"values\":[0.1],\"term\":\"fit\"}"
                + ",{\"op\":\"broadcast\",\"shape\":[2],\"axes\":[],\"in\":[2],\"term\":\"fit\"}"
                + ",{\"op\":\"zip\",\"function\":\"multiply\",\"in\":[1,3],\"term\":\"fit\"}"
                + ",{\"op\":\"reduce\",\"kind\":\"sum\",\"axes\":[0],\"in\":[4],\"term\":\"fit\"}"
                + "],\"roots\":[5]}");
  }

  @Test
  void comesBackAsItWas() {
    for (int i = 0; i < 300; i++) {
      Sample sample =
          i % 2 == 0
              ? RandomGraphs.energy(i, Kind.WILD, 3 + i % 20)
              : RandomGraphs.loss(i, Kind.WILD, 3 + i % 20);
      List<Node> roots = List.of(sample.root(), sample.inner().getLast());
      String text = SavedGraph.write(roots);
      List<Node> back = SavedGraph.read(text);
      assertThat(SavedGraph.write(back)).as("graph %s", i).isEqualTo(text);
      assertThat(SavedGraph.hash(back)).isEqualTo(SavedGraph.hash(roots));
      assertThat(Notation.of(back.getFirst())).isEqualTo(Notation.of(roots.getFirst()));
      assertThat(Arrays.deepEquals(values(back, sample, i), values(roots, sample, i)))
          .as("bits of graph %s", i)
          .isTrue();
    }
  }

  /// Values at the sample's point; leaves are found by their names.
  private static double[][] values(List<Node> roots, Sample sample, int seed) {
    Map<String, double[]> named = new HashMap<>();
    sample.point(seed, CHAINS).forEach((leaf, values) -> named.put(leaf.op().toString(), values));
    Map<Node, double[]> point = new IdentityHashMap<>();
    for (Node node : Graph.topological(roots)) {
      double[] values = named.get(node.op().toString());
      if (values != null) {
        point.put(node, values);
      }
    }
    return Evaluations.of(roots, CHAINS, point, Precision.F64).toArray(double[][]::new);
  }

  @Test
  void numbersKeepTheirBits() {
    double[] hard = {
      0.1,
      -0.0,
      Double.MIN_VALUE,
      Double.MAX_VALUE,
      Double.NaN,
      Double.NEGATIVE_INFINITY,
      1e22,
      1.0 / 3
    };
    double[] many = new SplittableRandom(1).doubles(100, -1e3, 1e3).toArray();
    many[7] = Double.NaN;
    for (double[] numbers : List.of(hard, many, new double[0])) {
      Node constant = Nodes.constant(Shape.of(numbers.length), numbers);
      Node back = SavedGraph.read(SavedGraph.write(List.of(constant))).getFirst();
      assertThat(back.op()).isEqualTo(constant.op());
    }
  }

  @Test
  void parametersKeepTheirLaws() {
    for (Init init :
        List.of(
            new Init.Constant(.5),
            new Init.Normal(2),
            new Init.FanIn(1),
            new Init.Glorot(3),
            new Init.Given(Values.of(1, 2)))) {
      Node parameter = Node.leaf(new Op.Parameter("mlp.0.weight", init), Shape.of(2));
      assertThat(SavedGraph.read(SavedGraph.write(List.of(parameter))).getFirst().op())
          .isEqualTo(parameter.op());
    }
  }

  @Test
  void hashFollowsTheStructureNotTheMaking() {
    Node x = Node.leaf(new Op.Input("x"), Shape.of(2));
    Node late = Nodes.map(Unary.EXP, x);
    Node early = Nodes.map(Unary.TANH, x);
    Node one = Nodes.add(early, late);
    Node other = Nodes.add(Nodes.map(Unary.TANH, x), Nodes.map(Unary.EXP, x));
    assertThat(SavedGraph.hash(List.of(one)))
        .isEqualTo(SavedGraph.hash(List.of(other)))
        .hasSize(64);
    assertThat(SavedGraph.hash(List.of(one)))
        .isNotEqualTo(SavedGraph.hash(List.of(Nodes.add(late, early))));
    assertThat(SavedGraph.hash(List.of(energy())))
        .as("names the form for ever")
        .isEqualTo("a9024ed176656335303f2f3b6e223519bf96843ab412e74d4ed1c8afe2a27d1d");
  }

  @Test
  void refusesNamesThatUtf8CannotSay() {
    Node half = Node.leaf(new Op.Input("\ud800"), Shape.SCALAR);
    assertThatThrownBy(() -> SavedGraph.write(List.of(half)))
        .hasMessageContaining("holds half a character; rename it");
  }

  private static String graph(String... nodes) {
    return HEAD + String.join(",", nodes) + "],\"roots\":[" + (nodes.length - 1) + "]}";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"op":"map","function":"tanh","in":[1]}                  | node 1 takes node 1, which does not come before it
          {"op":"map","function":"tanh","in":[-1]}                 | node 1 should have a whole number from 0 to 2^31 - 1 in 'in', found -1.0
          {"op":"map","function":"cosh","in":[0]}                  | node 1 has 'cosh' as 'function', unknown to this version
          {"op":"map","in":[0]}                                    | node 1 has no field 'function'
          {"op":"map","function":"tanh"}                           | node 1 (map): Map[function=TANH] is not a leaf; apply it to its inputs
          {"op":"map","function":"tanh","in":[0,0]}                | node 1 (map): Map[function=TANH] takes 1 inputs, found 2
          {"op":"map","function":"tanh","in":[0],"fast":"yes"}     | node 1 has a field 'fast' unknown to this version
          {"op":"map","op":"map","function":"tanh","in":[0]}       | node 1 has two fields 'op'
          {"op":"map","function":{"a":1},"in":[0]}                 | node 1 has something other than words and numbers in 'function'
          {"op":"fft","in":[0]}                                    | node 1 has the operation 'fft', unknown to this version
          {"op":"matmul","in":[0,0]}                               | node 1 (matmul): cannot multiply matrices [2] and [2]; the inner extents must agree: both sides need two axes
          {"op":"reshape","shape":[3],"in":[0]}                    | node 1 (reshape): cannot reshape [2] with 2 elements to [3] with 3; the counts must agree
          {"op":"slice","start":[2147483647],"shape":[2],"in":[0]} | node 1 (slice): cannot slice: a box of [2] at [2147483647] does not lie inside [2]
          {"op":"concat","axis":7,"in":[0,0]}                      | node 1 (concat): cannot join along axis 7 of [2]; its axes are numbered from 0
          {"op":"transpose","order":[1],"in":[0]}                  | node 1 (transpose): cannot order the axes of [2] as [1]; name each of its 1 axes once
          {"op":"reduce","kind":"sum","axes":[0,0],"in":[0]}       | node 1 (reduce): cannot reduce axes [0, 0] of [2]; name each of its 1 axes at most once
          {"op":"input","name":"y","shape":[65536,65536]}          | node 1 (input): shape [65536, 65536] holds more than 2^31 - 1 numbers; split the array or move the long axis to the chains
          {"op":"input","name":"y","shape":[1.5]}                  | node 1 should have a whole number from 0 to 2^31 - 1 in 'shape', found 1.5
          {"op":"constant","shape":[3],"values":[1,2]}             | node 1 (constant): a constant of shape [3] needs 3 numbers, found 2
          {"op":"constant","shape":[1],"values":["one"]}           | node 1 has 'one' in place of a number in 'values'
          {"op":"constant","shape":[1],"values":[1e999]}           | node 1 should have a number of 64 bits as 'values'
          {"op":"constant","shape":[1],"values":"AAAA"}            | node 1 has 3 bytes as 'values', which is no multiple of 8
          {"op":"constant","shape":[1],"values":"!"}               | node 1 has damaged base64 as 'values'
          {"op":"batch sum","in":[0],"shape":[2]}                  | node 1 has a field 'shape' unknown to this version
          {"op":"noise","law":"normal","purpose":256,"draw":0,"shape":[]} | node 1 (noise): noise is keyed by a draw below 65536 and a purpose below 256, found Noise[law=NORMAL, purpose=256, draw=0]
          """)
  void damagedNodesAreRefusedInOneSentence(String node, String sentence) {
    assertThatThrownBy(() -> SavedGraph.read(graph(X, node)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cannot read the graph: " + sentence);
  }

  @Test
  void damagedFramesAreRefusedInOneSentence() {
    assertThatThrownBy(() -> SavedGraph.read(""))
        .hasMessage("cannot read the graph: it is no object; save it again");
    assertThatThrownBy(() -> SavedGraph.read("{\"format\":\"onnx\"}"))
        .hasMessage("cannot read the graph: its format is not 'ebm4j graph'; save it again");
    assertThatThrownBy(() -> SavedGraph.read("{\"format\":\"ebm4j graph\",\"version\":2}"))
        .hasMessageContaining("it is of version 2, but this program reads version 1");
    assertThatThrownBy(() -> SavedGraph.read(HEAD + X + "],\"roots\":[1]}"))
        .hasMessageContaining("a root names node 1 of 1");
    assertThatThrownBy(() -> SavedGraph.read(HEAD + X + "],\"roots\":[0]} x"))
        .hasMessageContaining("cannot read the graph");
    assertThatThrownBy(() -> SavedGraph.read(HEAD + X))
        .hasMessageContaining("cannot read the graph");
    assertThatThrownBy(() -> SavedGraph.read(HEAD + "[[[[[[[[[[[["))
        .hasMessageContaining("cannot read the graph");
  }

  /// Any cut and any changed byte is refused with a sentence, or read as another graph; nothing
  /// else.
  @Test
  void damageAnywhereIsASentence() {
    String text = SavedGraph.write(List.of(RandomGraphs.loss(5, Kind.WILD, 12).root()));
    SplittableRandom random = new SplittableRandom(9);
    for (int i = 0; i < 3000; i++) {
      int at = random.nextInt(text.length());
      String damaged =
          i % 3 == 0
              ? text.substring(0, at)
              : text.substring(0, at) + (char) (32 + random.nextInt(95)) + text.substring(at + 1);
      try {
        SavedGraph.read(damaged);
      } catch (IllegalArgumentException refused) {
        assertThat(refused).hasMessageStartingWith("cannot read the graph: ");
      }
    }
  }
}
