package org.ebm4j.kernels.vector;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;

/// Prints the kernel of sums along the lanes, rows of A times one row B, both neighbours in memory:
///
///     for each few rows of A: for k: B loaded, A loaded and fused
///     sums added as a tree, its root stored
///
/// Term k goes to partial sum k mod 16, which a few vectors hold side by side. Nothing is flushed:
/// {@link Least} must have shown that nothing can be denormal.
final class DotPrinter {
  static final int PARTIALS = 16;

  private final Task task;
  private final Flavour flavour;
  private final FactorCode factors;
  private final CodeBuilder code;
  private final VectorCode vectors;
  private final LaneCode lanes;
  private final int[][] sums; // of each row the vectors with its partial sums
  private int a;
  private int b;
  private int aAt;

  /// What is printed.
  ///
  /// @param rows of A at a time
  /// @param rest terms that are left when groups of 16 are done
  record Task(Flavour flavour, int rows, int rest) {}

  private DotPrinter(Task task, FactorCode factors) {
    this.task = task;
    this.factors = factors;
    code = factors.code;
    vectors = factors.vectors;
    flavour = task.flavour();
    lanes = new LaneCode(code, flavour);
    sums = new int[task.rows()][PARTIALS * flavour.bytes() / Species.BYTES];
  }

  /// The class, for a hidden one of this package.
  static byte[] print(Task task) {
    return FactorCode.print(
        "DotKernel", task.flavour(), factors -> new DotPrinter(task, factors).method());
  }

  private void method() {
    Label end = code.newLabel();
    factors.count("terms").ifle(end);
    segments();
    aAt = factors.local(code.lconst_0());
    int cAt = factors.local(factors.distance("cAt"));
    int row = code.allocateLocal(TypeKind.INT);
    code.iconst_0().istore(row);
    Label next = code.newBoundLabel();
    code.iload(row);
    factors.count("rows").if_icmpge(end);
    rows();
    for (int[] partials : sums) {
      tree(partials);
      factors.segment("c");
      lanes.storeFirst(partials[0], cAt);
      code.lload(cAt);
      factors.distance("cRow").ladd().lstore(cAt);
    }
    code.lload(aAt);
    factors.distance("aRow").loadConstant((long) task.rows()).lmul().ladd().lstore(aAt);
    code.iinc(row, task.rows()).goto_(next).labelBinding(end).return_();
  }

  private void segments() {
    a = factors.slice("a", "aAt", this::bytesOfA);
    b = factors.slice("b", "bAt", this::bytes);
  }

  private void bytesOfA() {
    factors.distance("aRow");
    factors.count("rows").iconst_1().isub().i2l().lmul();
    bytes().ladd();
  }

  private CodeBuilder bytes() {
    return factors.count("terms").i2l().loadConstant((long) flavour.bytes()).lmul();
  }

  /// Partial sums of the next rows.
  private void rows() {
    vectors.numbers(0);
    int zero = vectors.store();
    for (int[] partials : sums) {
      for (int v = 0; v < partials.length; v++) {
        code.aload(zero);
        partials[v] = vectors.store();
      }
    }
    int k = factors.local(code.lconst_0()); // bytes
    int whole = factors.local(bytes().loadConstant((long) -PARTIALS * flavour.bytes()).land());
    Label next = code.newBoundLabel();
    Label done = code.newLabel();
    code.lload(k).lload(whole).lcmp().ifge(done);
    terms(k, PARTIALS);
    code.lload(k).loadConstant((long) PARTIALS * flavour.bytes()).ladd().lstore(k);
    code.goto_(next).labelBinding(done);
    terms(k, task.rest());
  }

  /// Adds so many terms, at most 16.
  private void terms(int k, int count) {
    int length = Species.BYTES / flavour.bytes();
    for (int v = 0; v * length < count; v++) {
      int fill = Math.min(length, count - v * length);
      int mask = fill < length ? lanes.first(fill) : LaneCode.ALL;
      int at = factors.local(code.lload(k).loadConstant((long) v * Species.BYTES).ladd());
      int y = lanes.load(b, at, mask);
      for (int r = 0; r < sums.length; r++) {
        code.lload(aAt).lload(at).ladd();
        factors.distance("aRow").loadConstant((long) r).lmul().ladd();
        int x = lanes.load(a, factors.local(code), mask);
        lanes.fuse(x, y, sums[r][v], mask);
        code.astore(sums[r][v]);
      }
    }
  }

  /// Adds partial sum i + 8 to i, then i + 4, i + 2 and i + 1.
  private void tree(int[] partials) {
    for (int half = partials.length / 2; half >= 1; half /= 2) {
      for (int v = 0; v < half; v++) {
        code.aload(partials[v]).aload(partials[v + half]);
        vectors.numbers("add", 1);
        code.astore(partials[v]);
      }
    }
    for (int half = Species.BYTES / flavour.bytes() / 2; half >= 1; half /= 2) {
      code.aload(partials[0]);
      lanes.down(partials[0], half);
      vectors.numbers("add", 1);
      code.astore(partials[0]);
    }
  }
}
