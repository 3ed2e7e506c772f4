package org.ebm4j.kernels.vector;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.function.Consumer;

/// The kernel of a product under construction: what it takes from its {@link Factors}.
final class FactorCode {
  private static final ClassDesc KERNEL = ClassDesc.of(BlockKernel.class.getName());
  private static final ClassDesc FACTORS = ClassDesc.of(Factors.class.getName());
  private static final int ARGUMENT = 1;

  final CodeBuilder code;
  final VectorCode vectors;

  private FactorCode(CodeBuilder code, Flavour flavour) {
    this.code = code;
    vectors = new VectorCode(code, flavour);
  }

  /// The class of a kernel, for a hidden one of this package.
  static byte[] print(String name, Flavour flavour, Consumer<FactorCode> body) {
    return Hidden.kernel(
        name,
        KERNEL,
        MethodTypeDesc.of(CD_void, FACTORS),
        code -> body.accept(new FactorCode(code, flavour)));
  }

  /// A place or a distance in bytes, on the stack.
  CodeBuilder distance(String name) {
    return code.aload(ARGUMENT).getfield(FACTORS, name, CD_long);
  }

  /// A number of rows or terms, on the stack.
  CodeBuilder count(String name) {
    return code.aload(ARGUMENT).getfield(FACTORS, name, CD_int);
  }

  /// Where a factor is, on the stack.
  CodeBuilder segment(String name) {
    return code.aload(ARGUMENT).getfield(FACTORS, name, VectorCode.SEGMENT);
  }

  /// A new local variable with the distance on the stack.
  int local(CodeBuilder onStack) {
    int slot = onStack.allocateLocal(TypeKind.LONG);
    onStack.lstore(slot);
    return slot;
  }

  /// A local variable with a slice of a factor, whose bounds the JVM's compiler knows.
  ///
  /// @param at field with its first byte
  /// @param bytes leaves its size on the stack
  int slice(String name, String at, Runnable bytes) {
    segment(name);
    distance(at);
    bytes.run();
    code.invokeinterface(
        VectorCode.SEGMENT, "asSlice", MethodTypeDesc.of(VectorCode.SEGMENT, CD_long, CD_long));
    int slice = vectors.store();
    vectors.touch(slice);
    return slice;
  }
}
