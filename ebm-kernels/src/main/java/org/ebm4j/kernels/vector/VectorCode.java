package org.ebm4j.kernels.vector;

import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;
import static org.ebm4j.kernels.vector.Flavour.vectors;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Calls of the Vector API in one precision, appended to a method under construction: operands are
/// taken from the JVM's stack, results left there.
final class VectorCode {
  static final ClassDesc SEGMENT = ClassDesc.of(MemorySegment.class.getName());
  private static final ClassDesc INT = ClassDesc.of("java.lang.foreign.ValueLayout$OfInt");
  private static final ClassDesc SPECIES = ClassDesc.of(Species.class.getName());
  private static final ClassDesc ORDER = ClassDesc.of(ByteOrder.class.getName());
  private static final ClassDesc VECTOR = vectors("Vector");
  private static final ClassDesc VECTOR_SPECIES = vectors("VectorSpecies");
  private static final ClassDesc MASK = vectors("VectorMask");
  private static final ClassDesc OPERATORS = vectors("VectorOperators");
  private static final ClassDesc COMPARISON = vectors("VectorOperators$Comparison");
  private static final ClassDesc BINARY = vectors("VectorOperators$Binary");
  private static final ClassDesc ASSOCIATIVE = vectors("VectorOperators$Associative");
  private static final ClassDesc CONVERSION = vectors("VectorOperators$Conversion");

  final CodeBuilder code;
  final Flavour flavour;

  VectorCode(CodeBuilder code, Flavour flavour) {
    this.code = code;
    this.flavour = flavour;
  }

  VectorCode local(int slot) {
    code.aload(slot);
    return this;
  }

  /// A new local variable with what lies on the stack.
  int store() {
    int slot = code.allocateLocal(TypeKind.REFERENCE);
    code.astore(slot);
    return slot;
  }

  private void numberSpecies() {
    code.getstatic(SPECIES, flavour.numberSpecies(), VECTOR_SPECIES);
  }

  private void wordSpecies() {
    code.getstatic(SPECIES, flavour.wordSpecies(), VECTOR_SPECIES);
  }

  private void order() {
    code.getstatic(SPECIES, "ORDER", ORDER);
  }

  private void place(int segment, int at, int offset, int further) {
    code.aload(segment).lload(at).iload(offset).loadConstant(further).iadd().i2l().ladd();
    order();
  }

  /// A vector of numbers from memory.
  ///
  /// @param at local variable of a place in bytes, to which those in {@code offset} and {@code
  ///   further} are added
  void load(int segment, int at, int offset, int further) {
    numberSpecies();
    place(segment, at, offset, further);
    loaded();
  }

  /// A vector of numbers from the place in a local variable.
  void load(int segment, int at) {
    numberSpecies();
    code.aload(segment).lload(at);
    order();
    loaded();
  }

  private void loaded() {
    code.invokestatic(
        flavour.numbers(),
        "fromMemorySegment",
        MethodTypeDesc.of(flavour.numbers(), VECTOR_SPECIES, SEGMENT, CD_long, ORDER));
  }

  /// vector of numbers → memory
  void storeNumbers(int segment, int at) {
    code.aload(segment).lload(at);
    order();
    code.invokevirtual(
        flavour.numbers(),
        "intoMemorySegment",
        MethodTypeDesc.of(CD_void, SEGMENT, CD_long, ORDER));
  }

  /// vector of bits → memory
  void store(int segment, int at, int offset, int further) {
    place(segment, at, offset, further);
    code.invokevirtual(
        flavour.words(), "intoMemorySegment", MethodTypeDesc.of(CD_void, SEGMENT, CD_long, ORDER));
  }

  /// The number at a place of memory in all lanes.
  void spread(int segment, int at) {
    numberSpecies();
    code.aload(segment)
        .getstatic(SPECIES, flavour.isSingle() ? "FLOAT" : "DOUBLE", flavour.layout())
        .lload(at)
        .invokeinterface(
            SEGMENT, "get", MethodTypeDesc.of(flavour.number(), flavour.layout(), CD_long));
    code.invokestatic(
        flavour.numbers(),
        "broadcast",
        MethodTypeDesc.of(flavour.numbers(), VECTOR_SPECIES, flavour.number()));
  }

  /// The 32 bits at a place of memory.
  void bits(int segment, int at) {
    code.aload(segment).getstatic(SPECIES, "INT", INT).lload(at);
    code.invokeinterface(SEGMENT, "get", MethodTypeDesc.of(CD_int, INT, CD_long));
  }

  /// Reads the first bits of a segment for nothing: here the JVM's compiler sees that it is alive,
  /// and need not in the loops that follow. Large ones it would not free of such checks itself.
  void touch(int segment) {
    code.aload(segment).getstatic(SPECIES, "INT", INT).lconst_0();
    code.invokeinterface(SEGMENT, "get", MethodTypeDesc.of(CD_int, INT, CD_long)).pop();
  }

  /// A number in all lanes.
  void numbers(double value) {
    numberSpecies();
    if (flavour.isSingle()) {
      code.loadConstant((float) value);
    } else {
      code.loadConstant(value);
    }
    code.invokestatic(
        flavour.numbers(),
        "broadcast",
        MethodTypeDesc.of(flavour.numbers(), VECTOR_SPECIES, flavour.number()));
  }

  private void word(long bits) {
    if (flavour.isSingle()) {
      code.loadConstant((int) bits);
    } else {
      code.loadConstant(bits);
    }
  }

  /// Bits in all lanes.
  void words(long bits) {
    wordSpecies();
    word(bits);
    code.invokestatic(
        flavour.words(),
        "broadcast",
        MethodTypeDesc.of(flavour.words(), VECTOR_SPECIES, flavour.word()));
  }

  /// vector of numbers → the same bits
  void asWords() {
    code.invokevirtual(flavour.numbers(), flavour.asWords(), MethodTypeDesc.of(flavour.words()));
  }

  /// vector of bits → the same as numbers
  void asNumbers() {
    code.invokevirtual(flavour.words(), flavour.asNumbers(), MethodTypeDesc.of(flavour.numbers()));
  }

  /// One operand more than `others` → number, by the method of that name.
  void numbers(String method, int others) {
    code.invokevirtual(flavour.numbers(), method, operands(flavour.numbers(), others));
  }

  /// The same for bits.
  void words(String method, int others) {
    code.invokevirtual(flavour.words(), method, operands(flavour.words(), others));
  }

  private static MethodTypeDesc operands(ClassDesc result, int others) {
    ClassDesc[] operands = new ClassDesc[others];
    Arrays.fill(operands, VECTOR);
    return MethodTypeDesc.of(result, operands);
  }

  /// bits, bits → bits
  void exclusiveOr() {
    int other = store();
    code.getstatic(OPERATORS, "XOR", ASSOCIATIVE).aload(other);
    code.invokevirtual(
        flavour.words(), "lanewise", MethodTypeDesc.of(flavour.words(), BINARY, VECTOR));
  }

  /// bits → bits ⊕ those
  void exclusiveOr(long bits) {
    code.getstatic(OPERATORS, "XOR", ASSOCIATIVE);
    word(bits);
    code.invokevirtual(
        flavour.words(), "lanewise", MethodTypeDesc.of(flavour.words(), BINARY, flavour.word()));
  }

  /// bits, and the same number for all lanes → bits
  void words(String method, long other) {
    word(other);
    code.invokevirtual(flavour.words(), method, MethodTypeDesc.of(flavour.words(), flavour.word()));
  }

  /// bits → bits, shifted by the operator of that name
  void shift(String operator, int count) {
    code.getstatic(OPERATORS, operator, BINARY);
    word(count);
    code.invokevirtual(
        flavour.words(), "lanewise", MethodTypeDesc.of(flavour.words(), BINARY, flavour.word()));
  }

  /// bits → bits & mask
  void and(long bits) {
    words("and", bits);
  }

  /// bits → bits & mask where the mask in that local is set, else bits
  void and(long bits, int where) {
    code.getstatic(OPERATORS, "AND", ASSOCIATIVE);
    word(bits);
    code.aload(where);
    code.invokevirtual(
        flavour.words(),
        "lanewise",
        MethodTypeDesc.of(flavour.words(), BINARY, flavour.word(), MASK));
  }

  /// 32-bit integers → floats
  void toFloats() {
    code.getstatic(OPERATORS, "I2F", CONVERSION).iconst_0();
    code.invokevirtual(flavour.words(), "convert", MethodTypeDesc.of(VECTOR, CONVERSION, CD_int));
    code.checkcast(flavour.numbers());
  }

  /// numbers → mask of bits, against the numbers in a local
  void compareNumbers(String comparison, int other) {
    code.getstatic(OPERATORS, comparison, COMPARISON).aload(other);
    code.invokevirtual(flavour.numbers(), "compare", MethodTypeDesc.of(MASK, COMPARISON, VECTOR));
    wordSpecies();
    code.invokevirtual(MASK, "cast", MethodTypeDesc.of(MASK, VECTOR_SPECIES));
  }

  /// bits → mask, against the same number for all lanes
  void compareWords(String comparison, long other) {
    code.getstatic(OPERATORS, comparison, COMPARISON);
    word(other);
    code.invokevirtual(
        flavour.words(), "compare", MethodTypeDesc.of(MASK, COMPARISON, flavour.word()));
  }

  /// 32 bits → mask, against the number in a local variable
  void compareWith(String comparison, int local) {
    code.getstatic(OPERATORS, comparison, COMPARISON).iload(local);
    code.invokevirtual(flavour.words(), "compare", MethodTypeDesc.of(MASK, COMPARISON, CD_int));
  }

  /// mask, mask → mask
  void masks(String method) {
    code.invokevirtual(MASK, method, MethodTypeDesc.of(MASK, MASK));
  }

  /// mask → whether any lane is set
  void any() {
    code.invokevirtual(MASK, "anyTrue", MethodTypeDesc.of(CD_boolean));
  }

  /// bits, others → others where the mask in that local is set
  void blend(int where) {
    code.aload(where);
    code.invokevirtual(flavour.words(), "blend", MethodTypeDesc.of(flavour.words(), VECTOR, MASK));
  }

  /// bits → that word where the mask in that local is set
  void blend(long bits, int where) {
    word(bits);
    code.aload(where);
    code.invokevirtual(
        flavour.words(), "blend", MethodTypeDesc.of(flavour.words(), flavour.word(), MASK));
  }
}
