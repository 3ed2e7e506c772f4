package org.ebm4j.api.space;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Optional;

/// The handles through which records are read and built.
///
/// @param lookup the user's own, where the record is not accessible from here
record RecordAccess(Optional<MethodHandles.Lookup> lookup) {

  /// (Object)Object.
  MethodHandle accessor(Class<?> type, RecordComponent component) {
    Method method = component.getAccessor();
    try {
      MethodHandle handle;
      if (lookup.isPresent()) {
        handle = lookup.get().unreflect(method);
      } else {
        method.setAccessible(true);
        handle = MethodHandles.lookup().unreflect(method);
      }
      return handle.asType(
          handle.type().changeParameterType(0, Object.class).changeReturnType(Object.class));
    } catch (IllegalAccessException | InaccessibleObjectException hidden) {
      throw inaccessible(type, hidden);
    }
  }

  /// (Object[])Object.
  MethodHandle constructor(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] parameters =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<?> canonical = type.getDeclaredConstructor(parameters);
      MethodHandle handle;
      if (lookup.isPresent()) {
        handle = lookup.get().unreflectConstructor(canonical);
      } else {
        canonical.setAccessible(true);
        handle = MethodHandles.lookup().unreflectConstructor(canonical);
      }
      MethodHandle spread = handle.asSpreader(Object[].class, parameters.length);
      return spread.asType(spread.type().changeReturnType(Object.class));
    } catch (IllegalAccessException | InaccessibleObjectException hidden) {
      throw inaccessible(type, hidden);
    } catch (NoSuchMethodException impossible) {
      throw new IllegalStateException(
          type + " is a record without its canonical constructor", impossible);
    }
  }

  private static IllegalArgumentException inaccessible(Class<?> type, Exception cause) {
    return new IllegalArgumentException(
        "the record "
            + type.getSimpleName()
            + " cannot be read from here; pass MethodHandles.lookup() first: Space.of(MethodHandles.lookup(), example)",
        cause);
  }

  /// Calls an accessor with a record.
  static Object call(MethodHandle handle, Object argument) {
    try {
      return handle.invokeExact(argument);
    } catch (RuntimeException | Error thrown) {
      throw thrown;
    } catch (Throwable thrown) {
      throw new IllegalArgumentException(
          "a record's accessor failed: " + thrown.getMessage(), thrown);
    }
  }

  /// Calls a constructor with the components' values.
  static Object call(MethodHandle handle, Object[] arguments) {
    try {
      return handle.invokeExact(arguments);
    } catch (RuntimeException | Error thrown) {
      throw thrown;
    } catch (Throwable thrown) {
      throw new IllegalArgumentException(
          "a record's constructor failed: " + thrown.getMessage(), thrown);
    }
  }
}
