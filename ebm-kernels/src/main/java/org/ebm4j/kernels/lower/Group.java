package org.ebm4j.kernels.lower;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ebm4j.api.engine.Precision;
import org.ebm4j.api.graph.Binary;
import org.ebm4j.api.graph.Node;
import org.ebm4j.api.graph.Op;
import org.ebm4j.api.graph.Shape;
import org.ebm4j.kernels.elementary.CodeBuilder;
import org.ebm4j.kernels.elementary.Elementary;
import org.ebm4j.kernels.loop.Access;
import org.ebm4j.kernels.loop.Fold;
import org.ebm4j.kernels.loop.Primitive;
import org.jspecify.annotations.Nullable;

/// Nodes that share one nest: elementwise ones of one shape and reductions of them over the same
/// axes.
final class Group {
  /// Beyond this a nest's code would outgrow the first-level cache.
  static final int LIMIT = 48;

  private final Draft draft;
  private final Shape shape;
  private final List<Node> members = new ArrayList<>();
  private final Set<Node> values = Collections.newSetFromMap(new IdentityHashMap<>());
  private @Nullable List<Integer> folded;
  private int folds;

  Group(Draft draft, Shape shape) {
    this.draft = draft;
    this.shape = shape;
  }

  /// The shape of the loops a node would run in, or null if it does not run in a nest.
  static @Nullable Shape loops(Node node) {
    if (Levels.isElementwise(node)) {
      return node.shape();
    }
    return node.op() instanceof Op.Reduce ? node.input(0).shape() : null;
  }

  /// Their partial results stay in registers, of which there may be sixteen.
  private int mostFolds() {
    return draft.precision == Precision.F32 ? 4 : 2;
  }

  boolean isFull() {
    return members.size() >= LIMIT;
  }

  /// Whether a node whose other inputs are placed may join.
  boolean admits(Node node) {
    if (isFull() || !sameLoops(node)) {
      return false;
    }
    if (node.op() instanceof Op.Reduce(_, var axes)
        && folded != null
        && (folds == mostFolds() || !folded.equals(axes))) {
      return false;
    }
    for (Node input : node.inputs()) {
      if (!values.contains(input) && !draft.isPlaced(input) && Draft.literal(input) == null) {
        return false;
      }
    }
    return true;
  }

  boolean sameLoops(Node node) {
    Shape loops = loops(node);
    return loops != null && loops.equals(shape);
  }

  void join(Node node) {
    members.add(node);
    if (node.op() instanceof Op.Reduce(_, var axes)) {
      folded = axes;
      folds++;
    } else {
      values.add(node);
    }
  }

  List<Node> members() {
    return members;
  }

  /// Writes the nest. Values that somebody outside needs are stored.
  ///
  /// @param readers who reads a node
  /// @param kept nodes that are read after the last kernel
  /// @param over what its nodes may overwrite
  void close(Map<Node, List<Node>> readers, Set<Node> kept, Overwritten over) {
    new Writer(readers, kept, over).write();
  }

  /// The leaf that a member may overwrite, or null.
  @FunctionalInterface
  interface Overwritten {
    @Nullable Node by(Node member);
  }

  private final class Writer {
    private final Map<Node, List<Node>> readers;
    private final Set<Node> kept;
    private final Overwritten over;
    private final Set<Node> inside = Collections.newSetFromMap(new IdentityHashMap<>());
    private final CodeBuilder code = new CodeBuilder(draft.precision);
    private final Elementary functions = new Elementary(code);
    private final Map<Node, Integer> numbers = new IdentityHashMap<>();
    private final List<Fold> folds = new ArrayList<>();
    private final List<Node> foldNodes = new ArrayList<>();
    private final List<Integer> outerAxes = new ArrayList<>();
    private final List<Integer> axes = new ArrayList<>(); // axis of each loop, outer then inner

    Writer(Map<Node, List<Node>> readers, Set<Node> kept, Overwritten over) {
      this.readers = readers;
      this.kept = kept;
      this.over = over;
      inside.addAll(members);
      List<Integer> innerAxes = folded == null ? List.of() : folded;
      for (int axis = 0; axis < shape.rank(); axis++) {
        if (!innerAxes.contains(axis)) {
          outerAxes.add(axis);
        }
      }
      axes.addAll(outerAxes);
      axes.addAll(innerAxes);
    }

    void write() {
      for (Node node : members) {
        if (node.op() instanceof Op.Reduce(var kind, _)) {
          fold(node, kind);
        } else {
          value(node);
          if (isStored(node)) {
            code.store(access(place(node), axes), number(node));
          }
        }
      }
      boolean folding = folded != null;
      CodeBuilder tail = folding ? new CodeBuilder(draft.precision) : code;
      for (int i = 0; i < foldNodes.size(); i++) {
        View view = draft.store(foldNodes.get(i));
        tail.store(tailAccess(view), tail.folded(i));
      }
      draft.add(
          Loops.nest(
              extents(outerAxes),
              extents(axes.subList(outerAxes.size(), axes.size())),
              folding ? code.code() : List.of(),
              folds,
              tail.code(),
              draft.inChains(),
              term()));
    }

    /// Where a value goes. A leaf it overwrites is loaded before, as later members may read it.
    private View place(Node node) {
      Node leaf = over.by(node);
      if (leaf == null) {
        return draft.store(node);
      }
      if (readers.getOrDefault(leaf, List.of()).stream().anyMatch(inside::contains)) {
        number(leaf);
      }
      draft.overwrite(leaf, node);
      return draft.view(node);
    }

    private void fold(Node node, Op.Reduce.Kind kind) {
      Node input = node.input(0);
      folds.add(
          switch (kind) {
            case MAX -> new Fold(Fold.Kind.MAX, number(input), -1);
            case SUM ->
                isLazyProduct(input)
                    ? new Fold(
                        Fold.Kind.PRODUCT_SUM, number(input.input(0)), number(input.input(1)))
                    : new Fold(Fold.Kind.SUM, number(input), -1);
          });
      foldNodes.add(node);
    }

    private void value(Node node) {
      if (isLazyProduct(node)) {
        return;
      }
      numbers.put(
          node,
          switch (node.op()) {
            case Op.Map(var function) -> functions.map(function, number(node.input(0)));
            case Op.Zip(var function) -> zip(node, function);
            case Op.Where _ ->
                functions.where(
                    number(node.input(0)), number(node.input(1)), number(node.input(2)));
            default ->
                throw new IllegalStateException(
                    "not elementwise: " + node); // admits() lets no other in
          });
    }

    private int zip(Node node, Binary function) {
      Node a = node.input(0);
      Node b = node.input(1);
      if (function == Binary.ADD && isLazyProduct(a)) {
        return code.apply(Primitive.FMA, number(a.input(0)), number(a.input(1)), number(b));
      }
      if (function == Binary.ADD && isLazyProduct(b)) {
        return code.apply(Primitive.FMA, number(b.input(0)), number(b.input(1)), number(a));
      }
      if (function == Binary.SUBTRACT && isLazyProduct(b)) {
        return code.apply(Primitive.FNMA, number(b.input(0)), number(b.input(1)), number(a));
      }
      return functions.zip(function, number(a), number(b));
    }

    /// A product that only one sum of this nest needs is rounded together with it.
    private boolean isLazyProduct(Node node) {
      if (!(node.op() instanceof Op.Zip(var function)) || function != Binary.MULTIPLY) {
        return false;
      }
      List<Node> users = readers.getOrDefault(node, List.of());
      if (!inside.contains(node)
          || users.size() != 1
          || !inside.contains(users.getFirst())
          || kept.contains(node)) {
        return false;
      }
      Node user = users.getFirst();
      return switch (user.op()) {
        case Op.Reduce(var kind, _) -> kind == Op.Reduce.Kind.SUM;
        case Op.Zip(var f) -> takes(user, f, node);
        default -> false;
      };
    }

    /// Whether the user rounds this product itself: the first of a sum's two, the second of a
    /// difference.
    private boolean takes(Node user, Binary f, Node product) {
      if (f == Binary.ADD) {
        return user.input(0) == product || !isLazyProduct(user.input(0));
      }
      return f == Binary.SUBTRACT && user.input(1) == product && user.input(0) != product;
    }

    private boolean isStored(Node node) {
      List<Node> users = readers.getOrDefault(node, List.of());
      boolean needed =
          kept.contains(node) || users.stream().anyMatch(user -> !inside.contains(user));
      return needed && !isLazyProduct(node);
    }

    private int number(Node node) {
      Integer known = numbers.get(node);
      if (known != null) {
        return known;
      }
      Double literal = Draft.literal(node);
      int number =
          literal != null ? code.literal(literal) : code.load(access(draft.view(node), axes));
      numbers.put(node, number);
      return number;
    }

    private Access access(View view, List<Integer> loops) {
      return new Access(
          view.buffer(), view.offset(), loops.stream().map(view.strides()::get).toList());
    }

    /// A fold's result has the outer axes only.
    private Access tailAccess(View view) {
      List<Integer> strides = new ArrayList<>(view.strides());
      strides.addAll(Collections.nCopies(axes.size() - outerAxes.size(), 0));
      return new Access(view.buffer(), view.offset(), strides);
    }

    private List<Integer> extents(List<Integer> of) {
      return of.stream().map(shape::dim).toList();
    }

    private String term() {
      Set<String> terms = new LinkedHashSet<>();
      members.forEach(node -> terms.add(node.term()));
      terms.remove("");
      return String.join(", ", terms);
    }
  }
}
