package org.ebm4j.viz.canvas;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.IntBinaryOperator;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// An immutable image of `width` × `height` pixels.
public final class Raster {

  private final BufferedImage image;

  Raster(BufferedImage image) {
    this.image = image;
  }

  /// Computes every pixel as 0xAARRGGBB from its column and row, row 0 on top.
  public static Raster of(int width, int height, IntBinaryOperator argb) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, argb.applyAsInt(x, y));
      }
    }
    return new Raster(image);
  }

  public int width() {
    return image.getWidth();
  }

  public int height() {
    return image.getHeight();
  }

  /// The pixel as 0xAARRGGBB.
  public int argb(int column, int row) {
    return image.getRGB(column, row);
  }

  /// The image as a PNG file's bytes, without dates or names, so that equal pixels give equal
  /// bytes.
  public byte[] png() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (var out = new MemoryCacheImageOutputStream(bytes)) {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    return bytes.toByteArray();
  }

  BufferedImage image() {
    return image;
  }
}
