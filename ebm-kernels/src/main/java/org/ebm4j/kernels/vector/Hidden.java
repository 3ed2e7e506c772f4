package org.ebm4j.kernels.vector;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.INIT_NAME;
import static java.lang.constant.ConstantDescs.MTD_void;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.function.Consumer;

/// Classes of this package that are printed while the program runs.
final class Hidden {
  private Hidden() {}

  /// The bytes of a class with one method {@code run} and no state.
  ///
  /// @param type the interface that has the method
  static byte[] kernel(
      String name, ClassDesc type, MethodTypeDesc run, Consumer<CodeBuilder> body) {
    return ClassFile.of()
        .build(
            ClassDesc.of(Hidden.class.getPackageName() + "." + name),
            builder ->
                builder
                    .withFlags(AccessFlag.FINAL, AccessFlag.SUPER)
                    .withInterfaceSymbols(type)
                    .withMethodBody(
                        INIT_NAME,
                        MTD_void,
                        0,
                        code ->
                            code.aload(0).invokespecial(CD_Object, INIT_NAME, MTD_void).return_())
                    .withMethodBody("run", run, ClassFile.ACC_PUBLIC, body));
  }
}
