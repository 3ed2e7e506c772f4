package org.ebm4j.benchmarks.own;

import java.lang.reflect.InvocationTargetException;
import java.util.function.Supplier;
import org.ebm4j.api.energy.Energy;
import org.ebm4j.api.energy.Given;
import org.ebm4j.api.energy.Method;

/// A class of the user's, named on the command line: public, with a public constructor without
/// arguments.
public final class OwnClass {
  private OwnClass() {}

  /// The energy that a `Supplier` hands out.
  ///
  /// @throws IllegalArgumentException in one sentence, if the class is not there, cannot be made,
  ///   or hands out something else
  public static Given<?, ?> energy(String name) {
    Object made = made(name);
    Object supplied = made instanceof Supplier<?> supplier ? supplier.get() : made;
    if (supplied instanceof Given<?, ?> given) {
      return given;
    }
    if (supplied instanceof Energy<?, ?, ?>) {
      throw new IllegalArgumentException(
          "%s supplies an energy that waits for an observation; let it return energy.given(x)"
              .formatted(name));
    }
    throw new IllegalArgumentException(
        "%s supplies no energy; let it implement Supplier<Given<Y, Z>>".formatted(name));
  }

  /// A `Method`, or what a `Supplier` of one hands out.
  ///
  /// @throws IllegalArgumentException in one sentence, if the class is not there, cannot be made,
  ///   or is something else
  public static Method solver(String name) {
    Object made = made(name);
    Object supplied = made instanceof Supplier<?> supplier ? supplier.get() : made;
    if (supplied instanceof Method method) {
      return method;
    }
    throw new IllegalArgumentException(
        "%s is no solver; let it implement Method, or Supplier<Method>".formatted(name));
  }

  private static Object made(String name) {
    try {
      return Class.forName(name).getConstructor().newInstance();
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException(
          "there is no class %s on the class path; say where it is with --class-path"
              .formatted(name),
          e);
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException(
          "%s could not be made: %s".formatted(name, e.getCause()), e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(
          "%s cannot be made; it needs to be public, with a public constructor without arguments"
              .formatted(name),
          e);
    }
  }
}
