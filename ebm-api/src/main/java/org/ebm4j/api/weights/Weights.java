package org.ebm4j.api.weights;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The values of a model's parameters: tensors by name, with some words about them. Immutable, and
/// so shared freely between threads.
///
/// ```java
/// Weights start = Weights.of(Map.of("w", Tensor.of(new float[6], 3, 2)));
/// Weights next = start.with("b", Tensor.of(new float[3], 3)).withMetadata("step", "1");
/// ```
///
/// Everything runs in the order of the names ([String#compareTo]), never in the order of insertion.
/// Equal weights therefore iterate, print and save alike, wherever they came from, and a training
/// run resumed from a file adds in the same order as one that never stopped.
///
/// Any name will do except `__metadata__`, which the file format keeps for itself; names and
/// metadata must be Unicode text (no unpaired surrogates).
public final class Weights {
  /// The name under which a safetensors header keeps its metadata.
  static final String METADATA = "__metadata__";

  private static final Weights EMPTY = new Weights(Map.of(), Map.of());

  private final Map<String, Tensor> tensors;
  private final Map<String, String> metadata;

  private Weights(Map<String, Tensor> tensors, Map<String, String> metadata) {
    this.tensors = Collections.unmodifiableMap(new TreeMap<>(tensors));
    this.metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
  }

  /// Weights without a tensor.
  public static Weights empty() {
    return EMPTY;
  }

  /// Weights without metadata.
  ///
  /// @param tensors tensors by name; copied
  public static Weights of(Map<String, Tensor> tensors) {
    return of(tensors, Map.of());
  }

  static Weights of(Map<String, Tensor> tensors, Map<String, String> metadata) {
    tensors.keySet().forEach(Weights::requireName);
    metadata.forEach(Weights::requireMetadata);
    return new Weights(tensors, metadata);
  }

  /// These weights with one tensor added, or put in place of the one of that name.
  public Weights with(String name, Tensor tensor) {
    requireName(name);
    Map<String, Tensor> changed = new TreeMap<>(tensors);
    changed.put(name, tensor);
    return new Weights(changed, metadata);
  }

  /// These weights with one word about them added, or put in place of the one under that key.
  public Weights withMetadata(String key, String value) {
    requireMetadata(key, value);
    Map<String, String> changed = new TreeMap<>(metadata);
    changed.put(key, value);
    return new Weights(tensors, changed);
  }

  /// The names in order; cannot be modified.
  public Set<String> names() {
    return tensors.keySet();
  }

  /// The tensor of a name. An unknown one is an [IllegalArgumentException] that lists the names
  /// there are and picks the nearest.
  public Tensor get(String name) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException(unknown(name));
    }
    return tensor;
  }

  private String unknown(String name) {
    String asked = "there is no tensor " + Names.quoted(name);
    if (tensors.isEmpty()) {
      return asked + " in these weights, which are empty; add it by with(name, tensor)";
    }
    return String.format(
        "%s among these %d: %s; the nearest name is %s",
        asked, tensors.size(), Names.listed(names()), Names.quoted(Names.nearest(name, names())));
  }

  /// The tensors by name, in order; cannot be modified.
  public Map<String, Tensor> tensors() {
    return tensors;
  }

  /// What was said about the weights (the energy they belong to, the step they were taken at), in
  /// the order of the keys; cannot be modified.
  public Map<String, String> metadata() {
    return metadata;
  }

  /// The number of parameters: the sum of the tensors' counts.
  public long count() {
    return tensors.values().stream().mapToLong(Tensor::count).sum();
  }

  /// A table with one line a tensor (name, type, shape, parameters) and their total:
  ///
  /// ```text
  /// name    type  shape   parameters
  /// 0.bias  F32   [3]              3
  /// 0.w     F32   [3, 2]           6
  /// total                          9
  /// ```
  public String describe() {
    return WeightsTable.of(this);
  }

  private static void requireName(String name) {
    requireText("tensor name", name);
    if (name.equals(METADATA)) {
      throw new IllegalArgumentException(
          "a tensor cannot be named \""
              + METADATA
              + "\", which the file format keeps for itself;"
              + " choose another name");
    }
  }

  private static void requireMetadata(String key, String value) {
    requireText("metadata key", key);
    requireText("metadata value", value);
  }

  private static void requireText(String what, String text) {
    int at = Names.unpairedSurrogate(text);
    if (at >= 0) {
      throw new IllegalArgumentException(
          String.format(
              "%s %s has an unpaired surrogate at character %d, which no file can keep;"
                  + " use whole Unicode characters",
              what, Names.quoted(text), at));
    }
  }

  /// Whether the other object is weights with the same names, tensors (bit for bit) and metadata.
  @Override
  public boolean equals(Object other) {
    return other instanceof Weights weights
        && tensors.equals(weights.tensors)
        && metadata.equals(weights.metadata);
  }

  @Override
  public int hashCode() {
    return 31 * tensors.hashCode() + metadata.hashCode();
  }

  /// `Weights[2 tensors, 9 parameters]`.
  @Override
  public String toString() {
    return String.format("Weights[%d tensors, %d parameters]", tensors.size(), count());
  }
}
