package org.ebm4j.api.weights;

import java.util.Map;
import java.util.SortedMap;
import org.ebm4j.api.graph.Shape;

/// What the JSON at the front of a safetensors file says.
///
/// @param metadata words about the tensors
/// @param entries where and how each tensor lies, by name
record SafetensorsHeader(Map<String, String> metadata, SortedMap<String, Entry> entries) {
  /// The most bytes a header may take; the reference implementation has the same limit.
  static final int MAX_BYTES = 100_000_000;

  /// One tensor's place.
  ///
  /// @param type how its numbers are stored
  /// @param shape the extents
  /// @param begin its first byte, counted from the end of the header
  /// @param end the byte after its last
  record Entry(StoredType type, Shape shape, long begin, long end) {
    /// How many numbers it has.
    int count() {
      return shape.size();
    }
  }
}
