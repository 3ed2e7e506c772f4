package org.ebm4j.training.data;

import org.ebm4j.api.random.RandomStream;

/// A random change of a row that leaves what it shows.
///
/// Two views of one row are what joint embedding calls the same thing; which augmentations are used
/// says what the embedding shall not care about. Each reads its numbers from the stream it is given
/// and from nothing else, so a view is a function of (seed, row, step). Several threads may call it
/// at once, each with a row and a stream of its own.
@FunctionalInterface
public interface Augmentation {
  /// Changes a row in place.
  ///
  /// @param row the values; modified
  /// @param random read from where it stands
  void apply(float[] row, RandomStream random);

  /// This change, then another on its result.
  default Augmentation then(Augmentation next) {
    return (row, random) -> {
      apply(row, random);
      next.apply(row, random);
    };
  }

  /// No change.
  static Augmentation none() {
    return (row, random) -> {};
  }

  /// Moves the image by whole pixels, each of the (2·reach + 1)² moves equally likely.
  ///
  /// @param reach the most pixels moved along each axis
  /// @param background the value of pixels that come in from outside
  static Augmentation shift(Images images, int reach, float background) {
    require(reach >= 0, "shift", "the reach must not be negative", reach);
    return (row, random) -> {
      int down = random.below(2 * reach + 1) - reach;
      int right = random.below(2 * reach + 1) - reach;
      Picture old = Picture.copyOf(row, images, background);
      for (int i = 0; i < images.height(); i++) {
        for (int j = 0; j < images.width(); j++) {
          row[images.index(i, j)] = old.at(i - down, j - right);
        }
      }
    };
  }

  /// Enlarges the image about its centre by a factor s ~ U(low, high), bilinear between pixels:
  /// new(i, j) = old(c + ((i, j) − c)/s).
  ///
  /// @param low below 1 to shrink
  /// @param background the value outside the image
  static Augmentation zoom(Images images, double low, double high, float background) {
    require(low > 0 && high >= low, "zoom", "0 < low ≤ high must hold, high being " + high, low);
    return (row, random) -> {
      double s = low + (high - low) * random.uniformF64();
      Picture old = Picture.copyOf(row, images, background);
      double middleI = (images.height() - 1) / 2.0;
      double middleJ = (images.width() - 1) / 2.0;
      for (int i = 0; i < images.height(); i++) {
        for (int j = 0; j < images.width(); j++) {
          row[images.index(i, j)] =
              old.between(middleI + (i - middleI) / s, middleJ + (j - middleJ) / s);
        }
      }
    };
  }

  /// Scales the values about the background by s ~ U(low, high): v ↦ background + s·(v −
  /// background).
  static Augmentation contrast(double low, double high, float background) {
    require(high >= low, "contrast", "low ≤ high must hold, high being " + high, low);
    return (row, random) -> {
      double s = low + (high - low) * random.uniformF64();
      for (int k = 0; k < row.length; k++) {
        row[k] = (float) (background + s * (row[k] - background));
      }
    };
  }

  /// Adds N(0, sd²) to every value, independently. Nothing is clipped.
  static Augmentation noise(double sd) {
    require(sd >= 0, "noise", "the standard deviation must not be negative", sd);
    return (row, random) -> {
      float[] normals = new float[row.length];
      random.normals(normals);
      for (int k = 0; k < row.length; k++) {
        row[k] += (float) sd * normals[k];
      }
    };
  }

  /// Replaces every value, independently with this probability, by a fixed one.
  static Augmentation mask(double probability, float value) {
    require(
        probability >= 0 && probability <= 1,
        "mask",
        "the probability must lie between 0 and 1",
        probability);
    return (row, random) -> {
      float[] uniforms = new float[row.length];
      random.uniforms(uniforms);
      for (int k = 0; k < row.length; k++) {
        row[k] = uniforms[k] <= probability ? value : row[k];
      }
    };
  }

  private static void require(boolean holds, String what, String law, Number found) {
    if (!holds) {
      throw new IllegalArgumentException(what + ": " + law + ", found " + found);
    }
  }
}
