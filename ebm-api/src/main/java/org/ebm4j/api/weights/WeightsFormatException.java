package org.ebm4j.api.weights;

import java.io.IOException;
import java.nio.file.Path;

/// A file does not hold weights that can be read. The message is one sentence: which file, what was
/// found in it with numbers, and the way out.
public final class WeightsFormatException extends IOException {
  private static final long serialVersionUID = 1L;

  private WeightsFormatException(String sentence) {
    super(sentence);
  }

  static WeightsFormatException of(Path file, String found, String wayOut) {
    return new WeightsFormatException(
        "cannot read weights from " + file + ": " + found + "; " + wayOut);
  }

  /// What was found can only come from damage, or from a file of another kind.
  static WeightsFormatException damaged(Path file, String found) {
    return of(file, found, "it is damaged or no safetensors file, so fetch or save it again");
  }
}
