package org.ebm4j.kernels.vector;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import org.ebm4j.kernels.loop.Fold;

/// Prints the kernel that gathers one row from many, first to last, all its vectors side by side:
///
///     sums loaded; for each row: operands loaded, joined; sums stored
///
/// Operands are those of {@link Folding#byRow}. Where a sum may be denormal it stops before that
/// row.
final class FoldPrinter {
  private static final ClassDesc KERNEL = ClassDesc.of(RowKernel.class.getName());
  private static final ClassDesc OPERANDS = ClassDesc.of(Operands.class.getName());
  private static final ClassDesc ROWS = ClassDesc.of(Rows.class.getName());
  private static final int ARGUMENT = 1;
  private static final int COUNT = 2;

  private final Task task;
  private final Flavour flavour;
  private final CodeBuilder code;
  private final VectorCode vectors;
  private final int[] sums;
  private final int row;

  /// What is printed.
  record Task(Fold.Kind kind, Flavour flavour) {}

  /// Local variables of an operand.
  private record Place(int segment, int at, int step) {}

  private FoldPrinter(Task task, CodeBuilder code) {
    this.task = task;
    this.code = code;
    flavour = task.flavour();
    vectors = new VectorCode(code, flavour);
    sums = new int[flavour.row() / Species.BYTES];
    row = code.allocateLocal(TypeKind.INT);
  }

  /// The class, for a hidden one of this package.
  static byte[] print(Task task) {
    return Hidden.kernel(
        "FoldKernel",
        KERNEL,
        MethodTypeDesc.of(CD_int, OPERANDS, CD_int, CD_int),
        code -> new FoldPrinter(task, code).method());
  }

  private void method() {
    boolean isProduct = task.kind() == Fold.Kind.PRODUCT_SUM;
    Label end = code.newLabel();
    Label stop = code.newLabel();
    code.iconst_0().istore(row);
    code.iload(COUNT).ifle(end);
    Place out = place("out", 0, false);
    Place[] in =
        isProduct
            ? new Place[] {place("in", 0, true), place("in", 1, true)}
            : new Place[] {place("in", 1, true)};
    int limit = code.allocateLocal(TypeKind.INT);
    code.aload(ARGUMENT).getfield(OPERANDS, "limit", CD_int).istore(limit);
    for (int v = 0; v < sums.length; v++) {
      sums[v] = load(out, v);
    }
    Label next = code.newBoundLabel();
    code.iload(row).iload(COUNT).if_icmpge(stop);
    turn(in, limit, stop);
    code.iinc(row, 1).goto_(next);
    code.labelBinding(stop);
    for (int v = 0; v < sums.length; v++) {
      code.aload(sums[v]);
      vectors.storeNumbers(out.segment, at(out, v));
    }
    code.labelBinding(end).iload(row).loadConstant(flavour.row()).imul().ireturn();
  }

  private void turn(Place[] in, int limit, Label stop) {
    Smallness smallness = new Smallness(vectors);
    int[] joined = new int[sums.length];
    for (int v = 0; v < sums.length; v++) {
      joined[v] = join(in, v);
      if (flavour.isSingle() && task.kind() != Fold.Kind.MAX) {
        smallness.watch(joined[v]);
      }
    }
    if (smallness.isInDoubt()) {
      smallness.doubt(limit);
      code.ifne(stop);
    }
    for (int v = 0; v < sums.length; v++) {
      code.aload(joined[v]).astore(sums[v]);
    }
    for (Place place : in) {
      code.lload(place.at).lload(place.step).ladd().lstore(place.at);
    }
  }

  private int join(Place[] in, int v) {
    int a = load(in[0], v);
    switch (task.kind()) {
      case SUM -> {
        code.aload(sums[v]).aload(a);
        vectors.numbers("add", 1);
      }
      case PRODUCT_SUM -> {
        int b = load(in[1], v);
        code.aload(a).aload(b).aload(sums[v]);
        vectors.numbers("fma", 2);
      }
      case MAX -> larger(sums[v], a);
    }
    return vectors.store();
  }

  /// The second where it is larger or NaN, on the stack.
  private void larger(int most, int a) {
    code.aload(a);
    vectors.compareNumbers("GT", most);
    code.aload(a);
    vectors.compareNumbers("NE", a);
    vectors.masks("or");
    int where = vectors.store();
    code.aload(most);
    vectors.asWords();
    code.aload(a);
    vectors.asWords();
    vectors.blend(where);
    vectors.asNumbers();
  }

  private int load(Place place, int v) {
    vectors.load(place.segment, at(place, v));
    return vectors.store();
  }

  private int at(Place place, int v) {
    int at = code.allocateLocal(TypeKind.LONG);
    code.lload(place.at).loadConstant((long) v * Species.BYTES).ladd().lstore(at);
    return at;
  }

  /// @param many whether it is as many rows as are gathered, else one
  private Place place(String field, int number, boolean many) {
    int step = code.allocateLocal(TypeKind.LONG);
    int at = code.allocateLocal(TypeKind.LONG);
    code.aload(ARGUMENT).getfield(OPERANDS, field, ROWS.arrayType()).loadConstant(number).aaload();
    int rows = vectors.store();
    code.aload(rows).getfield(ROWS, "step", CD_long).lstore(step);
    code.aload(rows);
    (many ? code.iload(COUNT) : code.iconst_1()).loadConstant(flavour.row());
    code.invokevirtual(ROWS, "slice", MethodTypeDesc.of(VectorCode.SEGMENT, CD_int, CD_int));
    int segment = vectors.store();
    code.lconst_0().lstore(at);
    return new Place(segment, at, step);
  }
}
