package org.ebm4j.kernels.x86;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.ebm4j.api.engine.Computation;
import org.ebm4j.api.engine.Computation.Carry;
import org.ebm4j.api.engine.Computation.Output;
import org.ebm4j.api.expr.Expr;
import org.ebm4j.api.expr.Maths;
import org.ebm4j.api.graph.Gradient;
import org.ebm4j.api.graph.Graph;
import org.ebm4j.api.graph.Init;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Nodes;
import org.ebm4j.api.graph.Op;
import org.ebm4j.api.graph.Shape;
import org.ebm4j.api.graph.Unary;
import org.ebm4j.api.random.Purpose;

/// One computation for every kernel form and lane form, small enough to run at every size that
/// straddles the lanes.
final class Cases {
  private Cases() {}

  static Stream<Computation> all() {
    List<Computation> cases = new ArrayList<>();
    cases.addAll(elementwise());
    cases.addAll(shapes());
    cases.addAll(products());
    cases.addAll(steps());
    cases.addAll(batches());
    return cases.stream();
  }

  static Expr input(String name, int... dims) {
    return Expr.of(Node.leaf(new Op.Input(name), Shape.of(dims)));
  }

  static Expr parameter(String name, int... dims) {
    return Expr.of(Node.leaf(new Op.Parameter(name, new Init.Normal(1)), Shape.of(dims)));
  }

  static Expr setting(String name) {
    return Expr.of(Node.leaf(new Op.Setting(name), Shape.SCALAR));
  }

  static Expr noise(Op.Noise.Law law, int draw, int size) {
    return Expr.of(Node.leaf(new Op.Noise(law, 1, draw), Shape.of(size)));
  }

  static Expr gradient(Expr energy, Expr of) {
    return Expr.of(Gradient.of(energy.node(), List.of(of.node())).getFirst());
  }

  /// Dense layers with SiLU between them.
  static Expr mlp(Expr x, int... widths) {
    Expr h = x;
    for (int i = 0; i + 1 < widths.length; i++) {
      h =
          parameter("w" + i, widths[i + 1], widths[i])
              .matmul(h)
              .plus(parameter("b" + i, widths[i + 1]));
      h = i + 2 < widths.length ? h.silu() : h;
    }
    return h;
  }

  private static Computation computation(String name, Object... namesAndValues) {
    List<Output> outputs = new ArrayList<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      outputs.add(new Output((String) namesAndValues[i], ((Expr) namesAndValues[i + 1]).node()));
    }
    return new Computation(name, List.of(), outputs);
  }

  private static List<Computation> elementwise() {
    List<Computation> cases = new ArrayList<>();
    Expr x = input("x", 5);
    Expr y = input("y", 5);
    cases.add(
        computation(
            "arithmetic",
            "a",
            x.plus(y).times(x).minus(y.times(2)),
            "b",
            x.over(y.squared().plus(1)),
            "c",
            x.max(y),
            "d",
            x.min(y).clip(-.5, .5)));
    for (Unary function : Unary.values()) {
      Expr v = input("x", 7);
      boolean positive = function == Unary.LOG || function == Unary.SQRT;
      cases.add(computation(function.symbol(), "f", (positive ? v.abs() : v).map(function)));
    }
    Expr w = input("x", 6);
    cases.add(
        computation(
            "choices",
            "w",
            w.lessThan(Expr.of(0)).choose(w.times(3), w.squared()),
            "h",
            Maths.huber(w, .7),
            "n",
            Maths.layerNorm(w, 1e-5)));
    cases.add(computation("many conditions", "m", manyConditions(w)));
    Expr nothing = input("none", 0);
    cases.add(computation("nothing", "n", nothing.exp(), "s", nothing.exp().sum().plus(w.sum())));
    return cases;
  }

  /// More conditions than there are registers for them, each read twice as a choice, as a number,
  /// and beside another.
  private static Expr manyConditions(Expr x) {
    List<Expr> conditions = new ArrayList<>();
    for (int i = 0; i < 11; i++) {
      Expr bound = Expr.of(.3 * i - 1.5);
      conditions.add(i % 3 == 0 ? x.lessThan(bound) : bound.lessThan(x.times(i)));
    }
    Expr sum = x;
    for (Expr condition : conditions) {
      sum = condition.choose(sum.plus(1), x.times(.5).minus(sum));
    }
    for (Expr condition : conditions.reversed()) {
      sum = condition.choose(sum.max(x), sum.times(.5)).plus(condition.times(sum.min(x)));
    }
    return sum.plus(conditions.get(1).choose(conditions.get(2), x));
  }

  private static List<Computation> shapes() {
    Expr a = input("x", 3, 5);
    Expr b = input("x", 37);
    Expr c = input("x", 4, 6);
    Expr lattice = input("lattice", 6, 5);
    return List.of(
        computation(
            "reductions",
            "s",
            a.sum(),
            "s0",
            a.sum(0),
            "s1",
            a.sum(1),
            "m",
            a.max(),
            "m0",
            a.max(0),
            "l",
            a.logSumExp(1),
            "p",
            a.softmax(0)),
        computation(
            "long sums", "s", b.squared().sum(), "m", b.max(), "n", b.norm(), "p", b.softmax(0)),
        manySums(b),
        manySums(c),
        computation(
            "views",
            "t",
            c.transpose().plus(1),
            "s",
            c.slice(1, 1, 4).times(2),
            "r",
            c.transpose().reshape(3, 8),
            "c",
            Expr.concat(1, c, c.times(3)),
            "p",
            gradient(Maths.sq(c.slice(0, 1, 3)), c),
            "at",
            c.at(2)),
        computation(
            "neighbours",
            "l",
            lattice.roll(0, 1).plus(lattice.roll(1, 1)),
            "g",
            gradient(Maths.dot(lattice, lattice.roll(0, 1).plus(lattice.roll(1, 2))), lattice),
            "c",
            turned(lattice.times(2).plus(1)),
            "j",
            turned(Expr.concat(1, lattice.exp().slice(1, 0, 2), lattice.squared())),
            "b",
            turned(lattice.roll(1, -1)),
            "f",
            turned(lattice.flat().sigmoid().reshape(6, 5)),
            "half",
            lattice.roll(0, 3).minus(lattice.roll(0, -2))));
  }

  /// The neighbours of every site.
  private static Expr turned(Expr a) {
    return a.roll(0, 1).plus(a.roll(0, -1)).times(a.roll(1, 1).minus(a.roll(1, -1)).plus(a));
  }

  /// More sums and maxima over the same loops than there are registers to gather them in.
  private static Computation manySums(Expr x) {
    List<Output> outputs = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      Expr term = x.times(i - 20).plus(x.squared());
      outputs.add(new Output("o" + i, (i % 3 == 0 ? term.max() : term.sum()).node()));
    }
    return new Computation("many sums", List.of(), outputs);
  }

  private static List<Computation> products() {
    Expr x = input("x", 9);
    Expr w = parameter("W", 13, 9);
    Expr left = input("X", 4, 9);
    Expr right = input("Y", 9, 3);
    Expr v = parameter("V", 9, 5);
    Expr u = parameter("U", 5, 4);
    Expr narrow = input("x", 2);
    Expr wide = input("x", 130);
    Expr small = mlp(narrow, 2, 33, 20, 1).sum();
    Expr large = mlp(wide, 130, 40, 17, 1).sum();
    return List.of(
        computation(
            "matrix times vector",
            "y",
            w.matmul(x),
            "z",
            w.transpose().matmul(w.matmul(x)),
            "g",
            gradient(Maths.sq(w.matmul(x)), x)),
        computation(
            "matrices",
            "a",
            left.matmul(v),
            "b",
            u.matmul(left),
            "c",
            left.matmul(right),
            "d",
            left.transpose().matmul(left),
            "e",
            v.matmul(u).plus(1)),
        computation("narrow net", "e", small, "g", gradient(small, narrow)),
        computation("wide net", "e", large, "g", gradient(large, wide)));
  }

  private static List<Computation> steps() {
    Expr x = input("x", 2);
    Expr energy = mlp(x, 2, 16, 8, 1).sum();
    Expr h = setting("h").abs();
    Expr next =
        x.minus(gradient(energy, x).times(h))
            .plus(noise(Op.Noise.Law.NORMAL, 0, 2).times(h.times(2).sqrt()));
    Expr a = input("a", 2);
    Expr b = input("b", 2);
    Expr n = input("x", 3);
    return List.of(
        new Computation(
            "langevin",
            List.of(new Carry(x.node(), next.node())),
            List.of(new Output("e", energy.node()))),
        new Computation(
            "swap",
            List.of(new Carry(a.node(), b.node()), new Carry(b.node(), a.node())),
            List.of(new Output("d", a.minus(b).node()))),
        computation(
            "noise",
            "n",
            noise(Op.Noise.Law.NORMAL, 0, 3).plus(n.times(0)),
            "u",
            noise(Op.Noise.Law.UNIFORM, 1, 5)));
  }

  /// Nothing but random numbers.
  static Computation noise(int size) {
    Op law = new Op.Noise(Op.Noise.Law.UNIFORM, Purpose.NOISE.code(), 0);
    return new Computation(
        "noise",
        List.of(),
        List.of(new Computation.Output("noise", Node.leaf(law, Shape.of(size)))));
  }

  /// Products over the chains of two arrays, of one array with itself, and a plain sum.
  static Computation sumsOverChains(int m, int n) {
    Expr x = input("x", m);
    Expr y = input("y", n);
    Expr column = y.reshape(n, 1);
    return new Computation(
        "sums over chains",
        List.of(),
        List.of(
            new Computation.Output(
                "cross", Nodes.batchContract(x.reshape(m, 1).node(), column.node())),
            new Computation.Output("square", Nodes.batchContract(column.node(), column.node())),
            new Computation.Output("sum", y.batchSum().node())));
  }

  private static List<Computation> batches() {
    Expr x = input("x", 6);
    Expr w = parameter("w", 4, 6);
    Expr z = w.matmul(x);
    Expr mean = z.batchMean();
    Expr centred = z.minus(mean).reshape(4, 1);
    Expr covariance =
        Expr.of(Nodes.batchContract(centred.node(), centred.node()))
            .over(Expr.of(Nodes.batchSize()));
    Expr loss = Maths.sq(covariance).plus(Maths.sq(mean)).plus(Maths.sq(z).batchMean());
    Expr slope = gradient(loss, w);
    Expr deep = Maths.sq(mlp(input("x", 21), 21, 18, 11)).batchMean();
    List<Output> gradients = new ArrayList<>();
    List<Node> parameters =
        Graph.topological(List.of(deep.node())).stream()
            .filter(n -> n.op() instanceof Op.Parameter)
            .toList();
    List<Node> slopes = Gradient.of(deep.node(), parameters);
    for (int i = 0; i < slopes.size(); i++) {
      gradients.add(new Output("g" + i, slopes.get(i)));
    }
    return List.of(
        new Computation(
            "covariance step",
            List.of(new Carry(w.node(), w.minus(slope.times(.01)).node())),
            List.of(new Output("loss", loss.node()), new Output("g", slope.node()))),
        new Computation("weight gradients", List.of(), gradients));
  }
}
