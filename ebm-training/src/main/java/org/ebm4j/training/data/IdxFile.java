package org.ebm4j.training.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;

/// The idx format: two zero bytes, a type, the number of axes, their sizes as big-endian 32-bit
/// integers, then the numbers in row-major order, big-endian.
///
/// Source: [LeCun, Cortes & Burges 1998, the MNIST pages].
final class IdxFile {
  private IdxFile() {}

  static Dataset read(Path file) throws IOException {
    return parse(RawFile.read(file));
  }

  static Dataset parse(RawFile raw) throws IOException {
    var bytes = ByteBuffer.wrap(raw.bytes());
    if (bytes.remaining() < 4 || bytes.getShort() != 0) {
      throw new IOException(
          "idx: "
              + raw.name()
              + " does not begin with two zero bytes, so it is not an idx file; "
              + "read text with csv and numpy's arrays with npy");
    }
    var element = element(raw, bytes.get() & 0xFF);
    int[] shape = new int[bytes.get() & 0xFF];
    if (shape.length == 0 || bytes.remaining() < 4 * shape.length) {
      throw new IOException(
          "idx: "
              + raw.name()
              + " says it has "
              + shape.length
              + " axes and holds "
              + bytes.remaining()
              + " bytes after that; the file is cut short or not idx");
    }
    for (int i = 0; i < shape.length; i++) {
      shape[i] = bytes.getInt();
    }
    long asked = (long) raw.count("idx", shape) * element.bytes;
    if (asked != bytes.remaining()) {
      throw new IOException(
          "idx: "
              + raw.name()
              + " says its shape is "
              + Arrays.toString(shape)
              + ", which takes "
              + asked
              + " bytes, and holds "
              + bytes.remaining()
              + "; fetch the file again");
    }
    int[] row = shape.length == 1 ? new int[] {1} : Arrays.copyOfRange(shape, 1, shape.length);
    var data = Dataset.owning(element.decode(bytes), shape[0], row);
    raw.requireFinite("idx", data.values(), data.width());
    return data;
  }

  private static Element element(RawFile raw, int code) throws IOException {
    return switch (code) {
      case 0x08 -> Element.U8;
      case 0x09 -> Element.I8;
      case 0x0B -> Element.I16;
      case 0x0C -> Element.I32;
      case 0x0D -> Element.F32;
      case 0x0E -> Element.F64;
      default ->
          throw new IOException(
              "idx: "
                  + raw.name()
                  + " has the type code "
                  + code
                  + "; known are 8, 9, 11, 12, 13 and 14, so it is damaged or not idx");
    };
  }
}
