package org.ebm4j.api.expr;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ebm4j.api.expr.Maths.sq;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.ebm4j.api.energy.Energy;
import org.ebm4j.api.graph.Binary;
import org.ebm4j.api.graph.Init;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Nodes;
import org.ebm4j.api.graph.Op;
import org.ebm4j.api.graph.Shape;
import org.ebm4j.api.graph.ShapeException;
import org.ebm4j.api.graph.Unary;
import org.ebm4j.api.net.Linear;
import org.ebm4j.api.space.Space;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What operations refuse, in one sentence with both shapes and the way out.
class RefusalsTest {
  /// @param wrong builds what must be refused
  record Case(String sentence, Supplier<?> wrong) {
    @Override
    public String toString() {
      return sentence;
    }
  }

  private static final Expr X = Leaf.input("x", 2);
  private static final Expr Y = Leaf.input("y", 3);
  private static final Expr M = Leaf.input("M", 2, 3);
  private static final Expr W = Leaf.parameter("W", new Init.Normal(1), 4, 2);
  private static final Expr CUBE = Leaf.input("T", 2, 3, 4);

  static Stream<Case> expressions() {
    String equal = "; shapes must be equal: broadcast or reshape one side";
    return Stream.of(
        new Case("cannot add y [3] to x [2]" + equal, () -> X.plus(Y)),
        new Case("cannot subtract [3] from x [2]" + equal, () -> X.minus(Y.tanh())),
        new Case("cannot multiply x [2] by M [2, 3]" + equal, () -> X.times(M)),
        new Case("cannot divide x [2] by y [3]" + equal, () -> X.over(Y)),
        new Case("cannot take the min of x [2] and y [3]" + equal, () -> X.min(Y)),
        new Case("cannot take the max of x [2] and y [3]" + equal, () -> X.max(Y)),
        new Case("cannot compare y [3] with x [2]" + equal, () -> X.greaterThan(Y)),
        new Case("cannot compare x [2] with y [3]" + equal, () -> X.equalTo(Y)),
        new Case(
            "cannot choose by a condition of shape [2] between [3] and [2]; broadcast all three to one shape",
            () -> X.choose(Y, X)),
        new Case("clip: low should not lie above high, found 1.0 and -1.0", () -> X.clip(1, -1)),
        new Case("axis 2 of shape [2, 3]: it has 2 axes, numbered from 0", () -> M.sum(2)),
        new Case("axis -3 of shape [2, 3]: it has 2 axes, numbered from 0", () -> M.logSumExp(-3)),
        new Case(
            "cannot reduce axes [1, 1] of [2, 3]; name each of its 2 axes at most once",
            () -> M.sum(1, -1)),
        new Case(
            "cannot multiply matrices W [4, 2] and y [3]; the inner extents must agree: 2 ≠ 3",
            () -> W.matmul(Y)),
        new Case(
            "cannot multiply matrices y [3] and M [2, 3]; the inner extents must agree: 3 ≠ 2",
            () -> Y.matmul(M)),
        new Case(
            "cannot multiply matrices W [4, 2] and T [2, 3, 4]; each side is a matrix or a vector: reshape, or use times for a number",
            () -> W.matmul(CUBE)),
        new Case(
            "cannot multiply matrices W [4, 2] and []; each side is a matrix or a vector: reshape, or use times for a number",
            () -> W.matmul(Expr.of(2))),
        new Case(
            "cannot reshape [2, 3] with 6 elements to [4] with 4; the counts must agree",
            () -> M.reshape(4)),
        new Case(
            "cannot order the axes of [2, 3] as [0, 0]; name each of its 2 axes once",
            () -> M.transpose(0, 0)),
        new Case(
            "cannot order the axes of [2, 3] as [1]; name each of its 2 axes once",
            () -> M.transpose(1)),
        new Case(
            "cannot take elements 1 to 5 along axis 1 of [2, 3]; it has 3", () -> M.slice(1, 1, 5)),
        new Case("cannot take elements 2 to 3 along axis 0 of [2, 3]; it has 2", () -> M.at(2)),
        new Case(
            "cannot repeat [2] along [2, 3] with its axes at [1]; each axis must keep its extent and its order",
            () -> X.broadcast(Shape.of(2, 3))),
        new Case(
            "cannot repeat [3] along [2, 3] with its axes at [0]; each axis must keep its extent and its order",
            () -> Y.along(M.shape(), 1)),
        new Case(
            "cannot join [2, 3] and [4, 2] along axis 0; all other extents must agree",
            () -> Expr.concat(0, M, W)),
        new Case("axis 1 of shape [2]: it has 1 axes, numbered from 0", () -> Expr.concat(1, X, X)),
        new Case("cannot join no arrays; give at least one", () -> Expr.concat(0)),
        new Case(
            "a constant of shape [2] needs 2 numbers, found 3",
            () -> Expr.of(Shape.of(2), 1, 2, 3)),
        new Case(
            "cannot take the covariance of M [2, 3] and y [3]; both must be vectors: use flat()",
            () -> M.batchCovariance(Y)),
        new Case(
            "cannot contract [2, 3] with [4, 2] over the batch; both need two axes, the second of equal extent",
            () -> M.batchContract(Leaf.input("N", 4, 2))),
        new Case(
            "huber: d must be positive, found 0.0; 1 suits values of order 1",
            () -> Maths.huber(X, 0)),
        new Case(
            "shape [2, -1] has a negative extent -1; extents count elements",
            () -> Leaf.input("n", 2, -1)));
  }

  /// What only those meet who build nodes themselves: the same rules, and arities.
  static Stream<Case> nodes() {
    Node x = X.node();
    Node y = Y.node();
    return Stream.of(
        new Case(
            "cannot add [2] and [3]; shapes must be equal: broadcast or reshape one side",
            () -> Nodes.add(x, y)),
        new Case(
            "cannot compare [2] and [3]; shapes must be equal: broadcast or reshape one side",
            () -> Nodes.zip(Binary.LESS, x, y)),
        new Case(
            "cannot take the max of [2] and [3]; shapes must be equal: broadcast or reshape one side",
            () -> Nodes.zip(Binary.MAX, x, y)),
        new Case(
            "cannot divide [2] and [3]; shapes must be equal: broadcast or reshape one side",
            () -> Nodes.divide(x, y)),
        new Case(
            "cannot multiply matrices [2] and [3]; the inner extents must agree: both sides need two axes",
            () -> Nodes.matmul(x, y)),
        new Case(
            "cannot multiply matrices [2, 3] and [4, 2]; the inner extents must agree: 3 ≠ 4",
            () -> Nodes.matmul(M.node(), W.node())),
        new Case(
            "cannot slice: a box of [2] at [2] does not lie inside [3]",
            () -> Nodes.slice(y, List.of(2), Shape.of(2))),
        new Case(
            "cannot pad: a box of [3] at [-1] does not lie inside [5]",
            () -> Nodes.pad(y, List.of(-1), Shape.of(5))),
        new Case(
            "Map[function=TANH] takes 1 inputs, found 2",
            () -> Node.of(new Op.Map(Unary.TANH), x, x)),
        new Case(
            "Zip[function=ADD] takes 2 inputs, found 1", () -> Node.of(new Op.Zip(Binary.ADD), x)),
        new Case(
            "MatMul[] is not a leaf; apply it to its inputs",
            () -> Node.leaf(new Op.MatMul(), Shape.SCALAR)),
        new Case(
            "Map[function=EXP] is not a leaf; apply it to its inputs",
            () -> Node.leaf(new Op.Map(Unary.EXP), Shape.SCALAR)),
        new Case(
            "BatchSum[] is not a leaf; apply it to its inputs",
            () -> Node.leaf(new Op.BatchSum(), Shape.SCALAR)),
        new Case(
            "Input[name=q] is a leaf; it takes no inputs", () -> Node.of(new Op.Input("q"), x)),
        new Case(
            "a sum over the batch needs values that differ from chain to chain, found one of shape [4, 2] shared by all chains; multiply it by the batch size instead",
            () -> Node.of(new Op.BatchSum(), W.node())),
        new Case(
            "a contraction over the batch needs values that differ from chain to chain, found one of shape [4, 2] shared by all chains; multiply it by the batch size instead",
            () -> Node.of(new Op.BatchContract(), W.node(), W.node())),
        new Case(
            "cannot join along axis 3 of [2]; its axes are numbered from 0",
            () -> Node.of(new Op.Concat(3), x, x)),
        new Case(
            "cannot join along axis 0: 4294967294 elements are more than 2^31 - 1",
            () -> {
              Node wide = Nodes.filled(Shape.of(Integer.MAX_VALUE), 0);
              return Nodes.concat(0, List.of(wide, wide));
            }),
        new Case(
            "noise of shape [200000] needs 200000 numbers of one draw, which has 131072; join several draws",
            () -> Nodes.noise(Op.Noise.Law.NORMAL, 1, 0, Shape.of(200_000))),
        new Case(
            "noise is keyed by a draw below 65536 and a purpose below 256, found Noise[law=NORMAL, purpose=256, draw=0]",
            () -> Nodes.noise(Op.Noise.Law.NORMAL, 256, 0, Shape.of(2))));
  }

  @ParameterizedTest
  @MethodSource({"expressions", "nodes"})
  void isRefusedInThisSentence(Case c) {
    assertThatThrownBy(c.wrong::get)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(c.sentence);
  }

  /// The same mistakes inside an energy are told with the term they were made in.
  @Test
  void theTermIsNamed() {
    Energy<float[], float[], float[]> energy =
        Energy.over(Space.real(2), Space.real(3), Space.real(4));
    assertThatThrownBy(() -> energy.plus("fit", (x, y, z) -> sq(y.minus(x))))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "fit: cannot subtract x [2] from y [3]; shapes must be equal: broadcast or reshape one side");
    assertThatThrownBy(() -> energy.plus("fit", (x, y, z) -> sq(z.reshape(2, 2).matmul(y))))
        .hasMessage(
            "fit: cannot multiply matrices [2, 2] and y [3]; the inner extents must agree: 2 ≠ 3");
    assertThatThrownBy(() -> energy.plus("fit", (x, y, z) -> y.slice(0, 2, 5).sum()))
        .hasMessage("fit: cannot take elements 2 to 5 along axis 0 of [3]; it has 3");
    assertThatThrownBy(() -> energy.plus("fit", (x, y, z) -> y.sum(1)))
        .hasMessage("fit: axis 1 of shape [3]: it has 1 axes, numbered from 0");
    assertThatThrownBy(
            () -> energy.plus("fit", (x, y, z) -> sq(y.minus(Linear.of("map", 2, 5).of(x)))))
        .hasMessage(
            "fit: cannot subtract map(x) [5] from y [3]; map ends in 5 outputs, 3 are wanted");
  }
}
