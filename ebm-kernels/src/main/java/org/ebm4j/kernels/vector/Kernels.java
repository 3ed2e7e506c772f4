package org.ebm4j.kernels.vector;

import java.lang.invoke.MethodHandles;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Supplier;

/// The kernels that were asked for last, each a class of its own; one that nobody holds any more is
/// freed with its code.
final class Kernels {
  private static final int REMEMBERED = 512;
  private static final LinkedHashMap<Object, Object> RECENT = new LinkedHashMap<>(64, .75f, true);

  private Kernels() {}

  static RowKernel of(Formula formula) {
    return of(formula, List.of());
  }

  /// @param steps bytes from row to row of all operands and results, or none for any
  static RowKernel of(Formula formula, List<Long> steps) {
    List<Long> known = formula.isWhole() ? steps : List.of();
    FormulaPrinter.Task task = new FormulaPrinter.Task(formula, known);
    return (RowKernel) known(task, () -> FormulaPrinter.print(task));
  }

  static BlockKernel of(ProductPrinter.Block block) {
    return (BlockKernel) known(block, () -> ProductPrinter.print(block));
  }

  static BlockKernel of(DotPrinter.Task task) {
    return (BlockKernel) known(task, () -> DotPrinter.print(task));
  }

  private static Object known(Object key, Supplier<byte[]> code) {
    synchronized (RECENT) {
      Object kernel = RECENT.computeIfAbsent(key, _ -> make(code.get()));
      if (RECENT.size() > REMEMBERED) {
        RECENT.remove(RECENT.firstEntry().getKey());
      }
      return kernel;
    }
  }

  private static Object make(byte[] code) {
    try {
      MethodHandles.Lookup hidden = MethodHandles.lookup().defineHiddenClass(code, true);
      return hidden.lookupClass().getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a kernel's class was refused", e);
    }
  }
}
