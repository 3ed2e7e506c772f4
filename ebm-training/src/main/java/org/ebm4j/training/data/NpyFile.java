package org.ebm4j.training.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;

/// The npy format: `\x93NUMPY`, a version, the header's length, a Python dictionary with the keys
/// descr, fortran_order and shape, then the numbers.
///
/// Source: [NumPy, numpy.lib.format, versions 1.0–3.0].
final class NpyFile {
  private static final Pattern DESCR = Pattern.compile("'descr':\\s*'([<>|=]?)([a-z]\\d+)'");
  private static final Pattern ORDER = Pattern.compile("'fortran_order':\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape':\\s*\\(([\\d, ]*)\\)");
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

  private NpyFile() {}

  static Dataset read(Path file) throws IOException {
    return parse(RawFile.read(file));
  }

  static Dataset parse(RawFile raw) throws IOException {
    var bytes = ByteBuffer.wrap(raw.bytes());
    String header = header(raw, bytes);
    if (found(raw, header, ORDER, "fortran_order")[0].equals("True")) {
      throw new IOException(
          "npy: "
              + raw.name()
              + " is stored column by column;"
              + " save it again as numpy.ascontiguousarray(array)");
    }
    String[] descr = found(raw, header, DESCR, "descr");
    var element = element(raw, descr[1]);
    int[] shape = shape(raw, found(raw, header, SHAPE, "shape")[0]);
    long asked = (long) raw.count("npy", shape) * element.bytes;
    if (asked != bytes.remaining()) {
      throw new IOException(
          "npy: "
              + raw.name()
              + " says its shape is "
              + Arrays.toString(shape)
              + ", which takes "
              + asked
              + " bytes, and holds "
              + bytes.remaining()
              + "; save the array again");
    }
    bytes.order(descr[0].equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    int[] row = shape.length == 1 ? new int[] {1} : Arrays.copyOfRange(shape, 1, shape.length);
    var data = Dataset.owning(element.decode(bytes), shape[0], row);
    raw.requireFinite("npy", data.values(), data.width());
    return data;
  }

  private static String header(RawFile raw, ByteBuffer bytes) throws IOException {
    byte[] all = raw.bytes();
    if (all.length < 12 || !Arrays.equals(all, 0, 6, MAGIC, 0, 6)) {
      throw new IOException(
          "npy: "
              + raw.name()
              + " does not begin as numpy.save writes;"
              + " an .npz archive holds .npy files, unpack it first");
    }
    bytes.position(8).order(ByteOrder.LITTLE_ENDIAN);
    long length = all[6] == 1 ? bytes.getShort() & 0xFFFF : bytes.getInt() & 0xFFFFFFFFL;
    if (all[6] < 1 || all[6] > 3 || length > bytes.remaining()) {
      throw new IOException(
          "npy: "
              + raw.name()
              + " has version "
              + all[6]
              + " and a header of "
              + length
              + " bytes in a file of "
              + all.length
              + "; known are versions 1 to 3");
    }
    byte[] text = new byte[(int) length];
    bytes.get(text);
    return new String(text, StandardCharsets.UTF_8);
  }

  private static String[] found(RawFile raw, String header, Pattern pattern, String key)
      throws IOException {
    var match = pattern.matcher(header);
    if (!match.find()) {
      throw new IOException(
          "npy: the header of "
              + raw.name()
              + " has no "
              + key
              + " that can be read; save one plain array of numbers");
    }
    String[] groups = new String[match.groupCount()];
    Arrays.setAll(groups, i -> match.group(i + 1));
    return groups;
  }

  private static int[] shape(RawFile raw, String text) throws IOException {
    try {
      int[] shape =
          Arrays.stream(text.split(","))
              .map(String::strip)
              .filter(s -> !s.isEmpty())
              .mapToInt(Integer::parseInt)
              .toArray();
      if (shape.length > 0) {
        return shape;
      }
    } catch (NumberFormatException e) { // the sentence below says it
    }
    throw new IOException(
        "npy: "
            + raw.name()
            + " has the shape ("
            + text.strip()
            + "), which has no rows that can be counted; save an array with at least one axis");
  }

  private static Element element(RawFile raw, String type) throws IOException {
    return switch (type) {
      case "b1" -> Element.BOOL;
      case "u1" -> Element.U8;
      case "i1" -> Element.I8;
      case "i2" -> Element.I16;
      case "i4" -> Element.I32;
      case "i8" -> Element.I64;
      case "f4" -> Element.F32;
      case "f8" -> Element.F64;
      default ->
          throw new IOException(
              "npy: "
                  + raw.name()
                  + " holds numbers of type "
                  + type
                  + "; save it as array.astype('float32')");
    };
  }
}
