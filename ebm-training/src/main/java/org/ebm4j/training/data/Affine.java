package org.ebm4j.training.data;

import org.ebm4j.api.random.RandomStream;

/// Rotates, shears, stretches and moves an image, each by a random amount; bilinear between pixels.
///
///     new(p) = old(c + A⁻¹(p − c − t)),    A = R(θ)·(1 k; 0 1)·diag(s₁, s₂)
///
/// with p = (row, column), c the centre of the image, and, all independent and evenly distributed,
///
///     θ in ±rotation,  k in ±shear,  ln s₁ and ln s₂ in ±stretch,  t₁ and t₂ in ±shift
///
/// One resampling for all of them blurs less than one for each.
///
/// @param images how the row lies
/// @param background the value of what comes in from outside
/// @param rotation in radians, 0 or more
/// @param shear of one axis along the other, 0 or more
/// @param stretch the greatest |ln s|, 0 or more
/// @param shift in pixels, 0 or more
public record Affine(
    Images images, float background, double rotation, double shear, double stretch, double shift)
    implements Augmentation {
  public Affine {
    require("rotation", rotation);
    require("shear", shear);
    require("stretch", stretch);
    require("shift", shift);
  }

  private static void require(String what, double found) {
    if (!(found >= 0 && found < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "affine: the " + what + " should be 0 or more and finite, found " + found);
    }
  }

  /// No change yet; say what may happen to the image.
  public static Affine of(Images images, float background) {
    return new Affine(images, background, 0, 0, 0, 0);
  }

  public Affine rotation(double radians) {
    return new Affine(images, background, radians, shear, stretch, shift);
  }

  public Affine shear(double most) {
    return new Affine(images, background, rotation, most, stretch, shift);
  }

  public Affine stretch(double logarithm) {
    return new Affine(images, background, rotation, shear, logarithm, shift);
  }

  public Affine shift(double pixels) {
    return new Affine(images, background, rotation, shear, stretch, pixels);
  }

  @Override
  public void apply(float[] row, RandomStream random) {
    double angle = within(rotation, random);
    double k = within(shear, random);
    double s1 = Math.exp(within(stretch, random));
    double s2 = Math.exp(within(stretch, random));
    double t1 = within(shift, random);
    double t2 = within(shift, random);
    Picture old = Picture.copyOf(row, images, background);
    double c1 = (images.height() - 1) / 2.0;
    double c2 = (images.width() - 1) / 2.0;
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    double uu =
        (cos + k * sin) / s1; // A⁻¹ by columns: R(−θ), then the shear and the stretch undone
    double vu = -sin / s2;
    double uv = (sin - k * cos) / s1;
    double vv = cos / s2;
    for (int i = 0; i < images.height(); i++) {
      double u = i - c1 - t1;
      for (int j = 0; j < images.width(); j++) {
        double v = j - c2 - t2;
        row[images.index(i, j)] = old.between(c1 + uu * u + uv * v, c2 + vu * u + vv * v);
      }
    }
  }

  private static double within(double most, RandomStream random) {
    return most * (2 * random.uniformF64() - 1);
  }
}
