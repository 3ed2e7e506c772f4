package org.ebm4j.kernels.vector;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;
import static org.ebm4j.kernels.vector.Flavour.vectors;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.nio.ByteOrder;

/// Calls of the Vector API in which lanes differ, or change places, appended to a method under
/// construction.
final class LaneCode {
  /// In place of a mask's local variable.
  static final int ALL = -1;

  private static final ClassDesc SPECIES = ClassDesc.of(Species.class.getName());
  private static final ClassDesc ORDER = ClassDesc.of(ByteOrder.class.getName());
  private static final ClassDesc VECTOR = vectors("Vector");
  private static final ClassDesc VECTOR_SPECIES = vectors("VectorSpecies");
  private static final ClassDesc MASK = vectors("VectorMask");
  private static final ClassDesc SHUFFLE = vectors("VectorShuffle");

  private final CodeBuilder code;
  private final Flavour flavour;

  LaneCode(CodeBuilder code, Flavour flavour) {
    this.code = code;
    this.flavour = flavour;
  }

  private int store() {
    int slot = code.allocateLocal(TypeKind.REFERENCE);
    code.astore(slot);
    return slot;
  }

  private CodeBuilder species() {
    return code.getstatic(SPECIES, flavour.numberSpecies(), VECTOR_SPECIES);
  }

  /// A local variable with a mask of the first lanes.
  int first(int count) {
    species().iconst_0().loadConstant(count);
    code.invokeinterface(VECTOR_SPECIES, "indexInRange", MethodTypeDesc.of(MASK, CD_int, CD_int));
    return store();
  }

  /// A local variable with numbers from memory; 0 where the mask is not set.
  int load(int segment, int at, int mask) {
    species().aload(segment).lload(at).getstatic(SPECIES, "ORDER", ORDER);
    MethodTypeDesc call =
        MethodTypeDesc.of(flavour.numbers(), VECTOR_SPECIES, VectorCode.SEGMENT, CD_long, ORDER);
    if (mask != ALL) {
      code.aload(mask);
      call = call.insertParameterTypes(4, MASK);
    }
    code.invokestatic(flavour.numbers(), "fromMemorySegment", call);
    return store();
  }

  /// x·y + sum where the mask is set, else the sum; on the stack.
  void fuse(int x, int y, int sum, int mask) {
    if (mask != ALL) {
      code.aload(sum);
    }
    code.aload(x).aload(y).aload(sum);
    code.invokevirtual(
        flavour.numbers(), "fma", MethodTypeDesc.of(flavour.numbers(), VECTOR, VECTOR));
    if (mask != ALL) {
      code.aload(mask);
      code.invokevirtual(
          flavour.numbers(), "blend", MethodTypeDesc.of(flavour.numbers(), VECTOR, MASK));
    }
  }

  /// Lane i + count in lane i, on the stack.
  void down(int numbers, int count) {
    code.aload(numbers);
    code.getstatic(SPECIES, flavour.numberSpecies() + "_DOWN_" + count, SHUFFLE);
    code.invokevirtual(
        flavour.numbers(), "rearrange", MethodTypeDesc.of(flavour.numbers(), SHUFFLE));
  }

  /// segment → , the first lane stored
  void storeFirst(int numbers, int at) {
    code.getstatic(SPECIES, flavour.isSingle() ? "FLOAT" : "DOUBLE", flavour.layout()).lload(at);
    code.aload(numbers).iconst_0();
    code.invokevirtual(flavour.numbers(), "lane", MethodTypeDesc.of(flavour.number(), CD_int));
    code.invokeinterface(
        VectorCode.SEGMENT,
        "set",
        MethodTypeDesc.of(CD_void, flavour.layout(), CD_long, flavour.number()));
  }
}
