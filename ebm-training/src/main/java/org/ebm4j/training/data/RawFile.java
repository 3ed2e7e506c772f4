package org.ebm4j.training.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/// The bytes of a data file, unpacked if gzipped, and never more than a bound.
///
/// @param name as it stands in messages
record RawFile(String name, byte[] bytes) {
  /// A gibibyte unpacked; with it a row of 4-byte values fits an array.
  static final int LIMIT = 1 << 30;

  static RawFile read(Path file) throws IOException {
    return read(file, LIMIT);
  }

  static RawFile read(Path file, int limit) throws IOException {
    String name = String.valueOf(file.getFileName());
    try (var in = Files.newInputStream(file)) {
      return read(name, in, limit);
    } catch (NoSuchFileException e) {
      throw new IOException("data: there is no file " + file + "; check the path", e);
    }
  }

  static RawFile read(String name, InputStream in, int limit) throws IOException {
    var head = new BufferedInputStream(in);
    head.mark(2);
    boolean packed = head.read() == 0x1f && head.read() == 0x8b;
    head.reset();
    byte[] bytes = (packed ? new GZIPInputStream(head) : head).readNBytes(limit);
    if (bytes.length == limit) {
      throw new IOException(
          "data: "
              + name
              + " holds "
              + limit
              + " bytes or more once unpacked, which is the most that is read; cut it into parts");
    }
    return new RawFile(name, bytes);
  }

  /// The size of an array, refused when it is nothing or cannot be held.
  int count(String format, int... shape) throws IOException {
    long count = 1;
    for (int n : shape) {
      count *= n; // stays below 2⁶² since it was below 2³⁰ before
      if (n < 1 || count > LIMIT) {
        throw new IOException(
            format
                + ": "
                + name
                + " says its shape is "
                + Arrays.toString(shape)
                + ", which is empty or more than 2³⁰ values; check the file");
      }
    }
    return (int) count;
  }

  /// Refuses a value that is not a finite number.
  void requireFinite(String format, float[] values, int width) throws IOException {
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new IOException(
            format
                + ": row "
                + i / width
                + ", column "
                + i % width
                + " of "
                + name
                + " is "
                + values[i]
                + " in f32; drop or fill such values before");
      }
    }
  }
}
