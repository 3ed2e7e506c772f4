package org.ebm4j.kernels.vector;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/// Prints a register block of a product, some rows of C by two vectors, as the class of a kernel;
/// packed ones begin at zero:
///
///     sums begin; for k: b₀, b₁ loaded; for each row: a spread, two sums fused; sums stored
final class ProductPrinter {
  private static final ClassDesc KERNEL = ClassDesc.of(BlockKernel.class.getName());
  private static final ClassDesc FACTORS = ClassDesc.of(Factors.class.getName());
  private static final int ARGUMENT = 1;
  private static final int SIDE = 2; // vectors

  private final Block block;
  private final Flavour flavour;
  private final CodeBuilder code;
  private final VectorCode vectors;
  private final int[] sums;

  /// @param rows of C
  /// @param step bytes from the vectors of a term to those of the next, where that is known and A
  ///   is packed: a term's numbers are neighbours, and those of the next term follow; else 0
  record Block(Flavour flavour, int rows, int step) {
    boolean packed() {
      return step > 0;
    }
  }

  private ProductPrinter(Block block, CodeBuilder code) {
    this.block = block;
    this.code = code;
    flavour = block.flavour();
    vectors = new VectorCode(code, flavour);
    sums = new int[block.rows() * SIDE];
  }

  /// The class, for a hidden one of this package.
  static byte[] print(Block block) {
    return Hidden.kernel(
        "ProductKernel",
        KERNEL,
        MethodTypeDesc.of(CD_void, FACTORS),
        code -> new ProductPrinter(block, code).method());
  }

  private CodeBuilder number(String field) {
    return code.aload(ARGUMENT).getfield(FACTORS, field, CD_long);
  }

  private int number(CodeBuilder onStack) {
    int slot = onStack.allocateLocal(TypeKind.LONG);
    onStack.lstore(slot);
    return slot;
  }

  private CodeBuilder terms() {
    return code.aload(ARGUMENT).getfield(FACTORS, "terms", CD_int);
  }

  private void method() {
    int terms = code.allocateLocal(TypeKind.INT);
    terms().istore(terms);
    Label end = code.newLabel();
    code.iload(terms).ifle(end);
    int a = segment("a", "aAt", this::bytesOfA);
    int b = segment("b", "bAt", this::bytesOfB);
    if (block.packed()) {
      zeros();
      packedLoop(a, b, terms);
    } else {
      sums("from", "fromAt", number(number("fromRow")), true);
      loop(a, b, terms);
    }
    sums("c", "cAt", number(number("cRow")), false);
    code.labelBinding(end).return_();
  }

  /// Every place is a multiple of k, of which the JVM's compiler need check the last alone. Two
  /// terms a turn would be more than it takes into one method.
  private void packedLoop(int a, int b, int terms) {
    int term = block.rows() * flavour.bytes();
    int k = code.allocateLocal(TypeKind.INT);
    code.iconst_0().istore(k);
    Label next = code.newBoundLabel();
    Label done = code.newLabel();
    code.iload(k).iload(terms).if_icmpge(done);
    int b0 = vector(b, place(k, block.step(), 0));
    int b1 = vector(b, place(k, block.step(), Species.BYTES));
    for (int row = 0; row < block.rows(); row++) {
      vectors.spread(a, place(k, term, row * flavour.bytes()));
      fuse(row, b0, b1);
    }
    code.iinc(k, 1).goto_(next).labelBinding(done);
  }

  private int place(int k, int each, int further) {
    code.iload(k).i2l().loadConstant((long) each).lmul().loadConstant((long) further);
    return number(code.ladd());
  }

  private void loop(int a, int b, int terms) {
    int side = number(number("bSide"));
    int bTerm = number(number("bTerm"));
    int aRow = number(number("aRow"));
    int aTerm = number(number("aTerm"));
    int aAt = number(code.lconst_0());
    int bAt = number(code.lconst_0());
    int k = code.allocateLocal(TypeKind.INT);
    code.iconst_0().istore(k);
    Label next = code.newBoundLabel();
    Label done = code.newLabel();
    code.iload(k).iload(terms).if_icmpge(done);
    int b0 = vector(b, bAt);
    int b1 = vector(b, number(code.lload(bAt).lload(side).ladd()));
    int place = number(code.lload(aAt));
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
  private void fuse(int row, int b0, int b1) {
    int x = vectors.store();
    fuse(x, b0, sums, SIDE * row);
    fuse(x, b1, sums, SIDE * row + 1);
  }

  private void fuse(int x, int y, int[] sums, int number) {
    code.aload(x).aload(y).aload(sums[number]);
    vectors.numbers("fma", 2);
    code.astore(sums[number]);
  }

  /// A slice, whose bounds the JVM's compiler knows.
  private int segment(String field, String at, Runnable bytes) {
    code.aload(ARGUMENT).getfield(FACTORS, field, VectorCode.SEGMENT);
    number(at);
    bytes.run();
    code.invokeinterface(
        VectorCode.SEGMENT, "asSlice", MethodTypeDesc.of(VectorCode.SEGMENT, CD_long, CD_long));
    return vectors.store();
  }

  private void bytesOfA() {
    if (block.packed()) {
      terms().i2l().loadConstant((long) block.rows() * flavour.bytes()).lmul();
    } else {
      terms().iconst_1().isub().i2l();
      number("aTerm").lmul();
      number("aRow").loadConstant(block.rows() - 1L).lmul().ladd();
      code.loadConstant((long) flavour.bytes()).ladd();
    }
  }

  private void bytesOfB() {
    if (block.packed()) {
      terms().iconst_1().isub().i2l().loadConstant((long) block.step()).lmul();
      code.loadConstant(2L * Species.BYTES).ladd();
      return;
    }
    terms().iconst_1().isub().i2l();
    number("bTerm").lmul();
    number("bSide").ladd().loadConstant((long) Species.BYTES).ladd();
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
    int segment = segment(field, at, () -> bytesOfSums(step));
    for (int row = 0; row < block.rows(); row++) {
      for (int side = 0; side < SIDE; side++) {
        code.lload(step).loadConstant((long) row).lmul();
        int place = number(code.loadConstant((long) side * Species.BYTES).ladd());
        if (loads) {
          sums[SIDE * row + side] = vector(segment, place);
        } else {
          code.aload(sums[SIDE * row + side]);
          vectors.storeNumbers(segment, place);
        }
      }
    }
  }

  private void bytesOfSums(int step) {
    code.lload(step).loadConstant(block.rows() - 1L).lmul();
    code.loadConstant((long) SIDE * Species.BYTES).ladd();
  }
}
