package org.ebm4j.kernels.vector;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;

/// Prints a register block of a product, some rows of C by some vectors, as the class of a kernel;
/// packed ones begin at zero:
///
///     sums begin; for k: b₀, b₁ … loaded; for each row: a spread, its sums fused; sums stored
final class ProductPrinter {
  private final Block block;
  private final Flavour flavour;
  private final FactorCode factors;
  private final CodeBuilder code;
  private final VectorCode vectors;
  private final int[] sums;

  /// What is printed.
  ///
  /// @param rows of C
  /// @param side vectors of a row; neighbours where the block is packed, else two
  /// @param term bytes from the numbers of a term to those of the next, where the block is packed:
  ///   the numbers of a term are neighbours, and the distances are known; else −1
  /// @param step the same for its vectors
  record Block(Flavour flavour, int rows, int side, int term, int step) {
    /// One for factors anywhere.
    static Block anywhere(Flavour flavour, int rows) {
      return new Block(flavour, rows, 2, -1, -1);
    }

    boolean packed() {
      return step >= 0;
    }
  }

  private ProductPrinter(Block block, FactorCode factors) {
    this.block = block;
    this.factors = factors;
    code = factors.code;
    vectors = factors.vectors;
    flavour = block.flavour();
    sums = new int[block.rows() * block.side()];
  }

  /// The class, for a hidden one of this package.
  static byte[] print(Block block) {
    return FactorCode.print(
        "ProductKernel", block.flavour(), factors -> new ProductPrinter(block, factors).method());
  }

  private void method() {
    int terms = code.allocateLocal(TypeKind.INT);
    factors.count("terms").istore(terms);
    Label end = code.newLabel();
    code.iload(terms).ifle(end);
    int a = factors.slice("a", "aAt", this::bytesOfA);
    int b = factors.slice("b", "bAt", this::bytesOfB);
    if (block.packed()) {
      zeros();
      packedLoop(a, b, terms);
    } else {
      sums("from", "fromAt", factors.local(factors.distance("fromRow")), true);
      loop(a, b, terms);
    }
    sums("c", "cAt", factors.local(factors.distance("cRow")), false);
    code.labelBinding(end).return_();
  }

  /// Every place is a multiple of k, of which the JVM's compiler need check the last alone. Two
  /// terms a turn would be more than it takes into one method.
  private void packedLoop(int a, int b, int terms) {
    int k = code.allocateLocal(TypeKind.INT);
    code.iconst_0().istore(k);
    Label next = code.newBoundLabel();
    Label done = code.newLabel();
    code.iload(k).iload(terms).if_icmpge(done);
    int[] vector = new int[block.side()];
    for (int v = 0; v < vector.length; v++) {
      vector[v] = vector(b, place(k, block.step(), v * Species.BYTES));
    }
    for (int row = 0; row < block.rows(); row++) {
      vectors.spread(a, place(k, block.term(), row * flavour.bytes()));
      fuse(row, vector);
    }
    code.iinc(k, 1).goto_(next).labelBinding(done);
  }

  private int place(int k, int each, int further) {
    code.iload(k).i2l().loadConstant((long) each).lmul().loadConstant((long) further);
    return factors.local(code.ladd());
  }

  private void loop(int a, int b, int terms) {
    int side = factors.local(factors.distance("bSide"));
    int bTerm = factors.local(factors.distance("bTerm"));
    int aRow = factors.local(factors.distance("aRow"));
    int aTerm = factors.local(factors.distance("aTerm"));
    int aAt = factors.local(code.lconst_0());
    int bAt = factors.local(code.lconst_0());
    int k = code.allocateLocal(TypeKind.INT);
    code.iconst_0().istore(k);
    Label next = code.newBoundLabel();
    Label done = code.newLabel();
    code.iload(k).iload(terms).if_icmpge(done);
    int b0 = vector(b, bAt);
    int b1 = vector(b, factors.local(code.lload(bAt).lload(side).ladd()));
    int place = factors.local(code.lload(aAt));
    for (int row = 0; row < block.rows(); row++) {
      vectors.spread(a, place);
      fuse(row, b0, b1);
      code.lload(place).lload(aRow).ladd().lstore(place);
    }
    code.lload(aAt).lload(aTerm).ladd().lstore(aAt);
    code.lload(bAt).lload(bTerm).ladd().lstore(bAt);
    code.iinc(k, 1).goto_(next).labelBinding(done);
  }

  private int vector(int segment, int at) {
    vectors.load(segment, at);
    return vectors.store();
  }

  /// number in all lanes →
  private void fuse(int row, int... vector) {
    int x = vectors.store();
    for (int v = 0; v < vector.length; v++) {
      int sum = sums[block.side() * row + v];
      code.aload(x).aload(vector[v]).aload(sum);
      vectors.numbers("fma", 2);
      code.astore(sum);
    }
  }

  private void bytesOfA() {
    if (block.packed()) {
      factors.count("terms").iconst_1().isub().i2l().loadConstant((long) block.term()).lmul();
      code.loadConstant((long) block.rows() * flavour.bytes()).ladd();
    } else {
      factors.count("terms").iconst_1().isub().i2l();
      factors.distance("aTerm").lmul();
      factors.distance("aRow").loadConstant(block.rows() - 1L).lmul().ladd();
      code.loadConstant((long) flavour.bytes()).ladd();
    }
  }

  private void bytesOfB() {
    if (block.packed()) {
      factors.count("terms").iconst_1().isub().i2l().loadConstant((long) block.step()).lmul();
      code.loadConstant((long) block.side() * Species.BYTES).ladd();
      return;
    }
    factors.count("terms").iconst_1().isub().i2l();
    factors.distance("bTerm").lmul();
    factors.distance("bSide").ladd().loadConstant((long) Species.BYTES).ladd();
  }

  private void zeros() {
    vectors.numbers(0);
    int zero = vectors.store();
    for (int i = 0; i < sums.length; i++) {
      code.aload(zero);
      sums[i] = vectors.store();
    }
  }

  /// Loads or stores the block of sums.
  ///
  /// @param step local variable with the bytes from a row to the next
  private void sums(String field, String at, int step, boolean loads) {
    int segment = factors.slice(field, at, () -> bytesOfSums(step));
    for (int row = 0; row < block.rows(); row++) {
      for (int side = 0; side < block.side(); side++) {
        code.lload(step).loadConstant((long) row).lmul();
        int place = factors.local(code.loadConstant((long) side * Species.BYTES).ladd());
        if (loads) {
          sums[block.side() * row + side] = vector(segment, place);
        } else {
          code.aload(sums[block.side() * row + side]);
          vectors.storeNumbers(segment, place);
        }
      }
    }
  }

  private void bytesOfSums(int step) {
    code.lload(step).loadConstant(block.rows() - 1L).lmul();
    code.loadConstant((long) block.side() * Species.BYTES).ladd();
  }
}
