package org.ebm4j.api.interpret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.ebm4j.api.engine.Block;
import org.ebm4j.api.engine.Computation;
import org.ebm4j.api.engine.Computation.Carry;
import org.ebm4j.api.engine.Computation.Output;
import org.ebm4j.api.engine.Engine;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.engine.Program;
import org.ebm4j.api.engine.Run;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Nodes;
import org.ebm4j.api.graph.Op;
import org.ebm4j.api.graph.Shape;
import org.ebm4j.api.random.Purpose;
import org.ebm4j.api.random.RandomStream;
import org.junit.jupiter.api.Test;

final class ReferenceEngineTest {
  private final Node y = Node.leaf(new Op.Input("y"), Shape.of(3));
  private final Node h = Node.leaf(new Op.Setting("h"), Shape.SCALAR);

  private static Program compile(Precision precision, List<Carry> carries, Output... outputs) {
    return Engine.named("reference")
        .compile(new Computation("test", carries, List.of(outputs)), precision);
  }

  @Test
  void descendsAQuadratic() {
    Node energy = Nodes.scale(Nodes.sum(Nodes.multiply(y, y)), .5);
    Node next = Nodes.subtract(y, Nodes.multiply(Nodes.broadcast(h, y.shape()), y));
    Program program =
        compile(Precision.F64, List.of(new Carry(y, next)), new Output("energy", energy));
    try (Run run = program.start(2, 1)) {
      run.block("y").set(new double[] {1, 2, 3, 4, 5, 6});
      run.block("h").fill(.5);
      run.step(2);
      assertThat(run.block("y").toArray()).containsExactly(.25, .5, .75, 1, 1.25, 1.5);
      assertThat(run.block("energy").toArray())
          .as("before the last carry")
          .containsExactly(1.75, 9.625);
      assertThat(run.stepsDone()).isEqualTo(2);
      assertThat(run.block("h").rows()).isEqualTo(1);
    }
  }

  @Test
  void carriesHappenAllAtOnce() {
    Node a = Node.leaf(new Op.Input("a"), Shape.SCALAR);
    Node b = Node.leaf(new Op.Input("b"), Shape.SCALAR);
    try (Run run = compile(Precision.F64, List.of(new Carry(a, b), new Carry(b, a))).start(1, 0)) {
      run.block("a").fill(1);
      run.block("b").fill(2);
      run.step(1);
      assertThat(run.block("a").toArray()).containsExactly(2);
      assertThat(run.block("b").toArray()).containsExactly(1);
    }
  }

  @Test
  void aSharedNextIsRepeatedForEveryChain() {
    Carry carry = new Carry(y, Nodes.broadcast(h, y.shape()));
    try (Run run = compile(Precision.F64, List.of(carry)).start(2, 0)) {
      run.block("h").fill(7);
      run.step(1);
      assertThat(run.block("y").toArray()).containsExactly(7, 7, 7, 7, 7, 7);
    }
  }

  @Test
  void noiseIsTheStreamOfItsName() {
    int noise = Purpose.NOISE.code();
    Node normal = Nodes.noise(Op.Noise.Law.NORMAL, noise, 0, Shape.of(7));
    Node uniform = Nodes.noise(Op.Noise.Law.UNIFORM, Purpose.ACCEPT.code(), 0, Shape.of(7));
    Node other = Nodes.noise(Op.Noise.Law.NORMAL, noise, 3, Shape.of(7));
    for (Precision precision : Precision.values()) {
      Output[] outputs = {
        new Output("n", normal), new Output("u", uniform), new Output("o", other)
      };
      try (Run run = compile(precision, List.of(), outputs).start(2, 42)) {
        run.firstChain(5);
        run.stepsDone(8);
        run.step(2);
        assertThat(Arrays.copyOfRange(run.block("n").toArray(), 7, 14))
            .containsExactly(normals(precision, RandomStream.of(42, Purpose.NOISE, 6, 9)));
        assertThat(Arrays.copyOf(run.block("u").toArray(), 7))
            .containsExactly(uniforms(precision, RandomStream.of(42, Purpose.ACCEPT, 5, 9)));
        assertThat(run.block("o").toArray()).doesNotContain(run.block("n").toArray());
      }
    }
  }

  private static double[] normals(Precision precision, RandomStream stream) {
    double[] doubles = new double[7];
    float[] floats = new float[7];
    switch (precision) {
      case F32 -> {
        stream.normals(floats);
        Arrays.setAll(doubles, i -> floats[i]);
      }
      case F64 -> stream.normals(doubles);
    }
    return doubles;
  }

  private static double[] uniforms(Precision precision, RandomStream stream) {
    double[] doubles = new double[7];
    float[] floats = new float[7];
    switch (precision) {
      case F32 -> {
        stream.uniforms(floats);
        Arrays.setAll(doubles, i -> floats[i]);
      }
      case F64 -> stream.uniforms(doubles);
    }
    return doubles;
  }

  @Test
  void f32RoundsAtTheBlocksAndFlushesWhatIsTooSmall() {
    Node third = Nodes.divide(y, Nodes.filled(y.shape(), 3));
    try (Run run = compile(Precision.F32, List.of(), new Output("third", third)).start(1, 0)) {
      run.block("y").set(new double[] {1, .1, -1e-39});
      assertThat(run.block("y").toArray()).containsExactly(1, .1f, -0.0);
      run.step(1);
      assertThat(run.block("third").toArray())
          .containsExactly(1f / 3, (float) ((double) .1f / 3), -0.0);
    }
  }

  @Test
  void blocksReadAndWriteRows() {
    try (Run run =
        compile(Precision.F32, List.of(), new Output("twice", Nodes.add(y, y))).start(3, 0)) {
      Block block = run.block("y");
      block.setRows(1, 2, new float[] {9, 1, 2, 3, 4, 5, 6}, 1);
      assertThat(block.toFloats()).containsExactly(0, 0, 0, 1, 2, 3, 4, 5, 6);
      float[] row = new float[4];
      block.getRows(2, 1, row, 1);
      assertThat(row).containsExactly(0, 4, 5, 6);
      run.step(1);
      run.block("y").copyFrom(run.block("twice"));
      assertThat(block.toFloats()).containsExactly(0, 0, 0, 2, 4, 6, 8, 10, 12);
    }
  }

  @Test
  void refusesInOneSentence() {
    try (Run run =
        compile(Precision.F32, List.of(), new Output("twice", Nodes.add(y, y))).start(3, 0)) {
      assertThatThrownBy(() -> run.block("z"))
          .hasMessage("there is no array 'z' in this run; there are y, twice");
      assertThatThrownBy(() -> run.step(0))
          .hasMessage("cannot perform 0 steps; ask for at least 1");
      assertThatThrownBy(() -> run.block("y").set(new float[2]))
          .hasMessage(
              "a block of 3 rows of [3] holds 9 numbers, found an array of 2; pass rows · size numbers");
      assertThatThrownBy(() -> run.firstChain(-1))
          .hasMessageContaining("3 from -1 on leave that range");
    }
  }
}
