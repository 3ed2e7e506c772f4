package org.ebm4j.training.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Reading people's own files, and what is said about the broken ones.
final class FilesTest {
  interface Reader {
    Dataset parse(RawFile raw) throws IOException;
  }

  @TempDir private Path folder;

  private static RawFile file(String text) {
    return new RawFile("d", text.getBytes(UTF_8));
  }

  private static void refused(Reader reader, byte[] bytes, String sentence) {
    assertThatThrownBy(() -> reader.parse(new RawFile("d", bytes)))
        .isInstanceOf(IOException.class)
        .hasMessage(sentence);
  }

  private static void csvRefused(String text, String sentence) {
    refused(CsvFile::parse, text.getBytes(UTF_8), sentence);
  }

  private static byte[] packed(byte[] bytes) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  // ---- csv

  @Test
  void csvComesInManyDresses() throws IOException {
    for (var text :
        new String[] {
          "1,2\n3,4\n",
          "1;2\r\n3;4",
          "1\t2\n3\t4\n\n",
          "a, b\n1, 2\n3, 4",
          " 1  2\n3 4 \n",
          "\"x\",\"y\"\n\"1\",\"2\"\n\"3\",\"4\"\n",
          "1.0,2e0\n+3,.4e1"
        }) {
      var data = CsvFile.parse(file(text));
      assertThat(data.width()).as(text).isEqualTo(2);
      assertThat(data.values()).as(text).containsExactly(1, 2, 3, 4);
    }
  }

  @Test
  void csvSaysWhere() {
    csvRefused(
        "1,2\n3\n", "csv: line 2 of d has 1 values, the lines before it 2; give every row as many");
    csvRefused(
        "1,2\n3,x\n",
        "csv: line 2, column 1 of d is \"x\", not a finite number; drop or fill such values"
            + " before");
    csvRefused(
        "a,b\n3,\n",
        "csv: line 2, column 1 of d is \"\", not a finite number; drop or fill such values before");
    csvRefused(
        "nan,1\n",
        "csv: line 1, column 0 of d is \"nan\", not a finite number; drop or fill such values"
            + " before");
    csvRefused(
        "1e39\n",
        "csv: line 1, column 0 of d is \"1e39\", not a finite number; drop or fill such values"
            + " before");
    csvRefused(
        "a,b\n",
        "csv: d holds no row of numbers in 1 lines; write one row a line, separated by commas");
    csvRefused(
        "1\n" + "z".repeat(99),
        "csv: line 2, column 0 of d is \""
            + "z".repeat(40)
            + "…\", not a finite number; drop or fill such values before");
  }

  // ---- files

  @Test
  void filesMayBeGzipped() throws IOException {
    var plain = Files.write(folder.resolve("a.csv"), "1,2\n".getBytes(UTF_8));
    var gz = Files.write(folder.resolve("a.csv.gz"), packed("1,2\n".getBytes(UTF_8)));
    assertThat(Dataset.csv(plain).values()).containsExactly(1, 2);
    assertThat(Dataset.csv(gz).values()).containsExactly(1, 2);
    var idx = Files.write(folder.resolve("i.gz"), packed(idx(0x08, new int[] {2}, 7, 9)));
    assertThat(Dataset.idx(idx).values()).containsExactly(7, 9);
    var npy = Files.write(folder.resolve("n.npy"), npy("<f4", "False", "(1, 2)", f32(5, 6)));
    assertThat(Dataset.npy(npy).row(0)).containsExactly(5, 6);
  }

  @Test
  void aMissingFileIsNamed() {
    var missing = folder.resolve("none.csv");
    assertThatThrownBy(() -> Dataset.csv(missing))
        .isInstanceOf(IOException.class)
        .hasMessage("data: there is no file " + missing + "; check the path");
  }

  @Test
  void aFileThatUnpacksWithoutEndIsCutOff() throws IOException {
    byte[] bomb = packed(new byte[100_000]);
    assertThat(bomb.length).isLessThan(1000);
    assertThatThrownBy(() -> RawFile.read("d", new ByteArrayInputStream(bomb), 1000))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "data: d holds 1000 bytes or more once unpacked, which is the most that is read; cut it"
                + " into parts");
  }

  // ---- idx

  private static byte[] idx(int type, int[] shape, int... bytes) {
    var out = ByteBuffer.allocate(4 + 4 * shape.length + bytes.length);
    out.putShort((short) 0).put((byte) type).put((byte) shape.length);
    for (int n : shape) {
      out.putInt(n);
    }
    for (int b : bytes) {
      out.put((byte) b);
    }
    return out.array();
  }

  @Test
  void idxKeepsShapeAndType() throws IOException {
    var images = IdxFile.parse(new RawFile("d", idx(8, new int[] {2, 1, 2}, 0, 127, 128, 255)));
    assertThat(images).hasToString("Dataset[2 rows of [1, 2]]");
    assertThat(images.values()).containsExactly(0, 127, 128, 255);
    var signed = IdxFile.parse(new RawFile("d", idx(9, new int[] {2}, 127, 128)));
    assertThat(signed.values()).containsExactly(127, -128);
    assertThat(signed.width()).isEqualTo(1);
    var shorts = IdxFile.parse(new RawFile("d", idx(0x0B, new int[] {1}, 1, 2)));
    assertThat(shorts.values()).containsExactly(258);
    var ints = IdxFile.parse(new RawFile("d", idx(0x0C, new int[] {1}, 255, 255, 255, 254)));
    assertThat(ints.values()).containsExactly(-2);
    var floats = IdxFile.parse(new RawFile("d", idx(0x0D, new int[] {1}, 0x3f, 0x80, 0, 0)));
    assertThat(floats.values()).containsExactly(1);
    var doubles =
        IdxFile.parse(new RawFile("d", idx(0x0E, new int[] {1}, 0xC0, 0, 0, 0, 0, 0, 0, 0)));
    assertThat(doubles.values()).containsExactly(-2);
  }

  @Test
  void idxSaysWhatIsWrong() {
    Reader idx = IdxFile::parse;
    refused(
        idx,
        "1,2,3".getBytes(UTF_8),
        "idx: d does not begin with two zero bytes, so it is not an idx file; read text with csv"
            + " and numpy's arrays with npy");
    refused(
        idx,
        idx(7, new int[] {1}, 1),
        "idx: d has the type code 7; known are 8, 9, 11, 12, 13 and 14, so it is damaged or not"
            + " idx");
    refused(
        idx,
        new byte[] {0, 0, 8, 3, 0},
        "idx: d says it has 3 axes and holds 1 bytes after that; the file is cut short or not idx");
    refused(
        idx,
        idx(8, new int[] {2, 2}, 1, 2, 3),
        "idx: d says its shape is [2, 2], which takes 4 bytes, and holds 3; fetch the file again");
    refused(
        idx,
        idx(8, new int[] {1 << 20, 1 << 20}, 1),
        "idx: d says its shape is [1048576, 1048576], which is empty or more than 2³⁰ values; check"
            + " the file");
    refused(
        idx,
        idx(8, new int[] {-1, -1}, 1),
        "idx: d says its shape is [-1, -1], which is empty or more than 2³⁰ values; check the"
            + " file");
    refused(
        idx,
        idx(0x0D, new int[] {1, 1}, 0x7f, 0xC0, 0, 0),
        "idx: row 0, column 0 of d is NaN in f32; drop or fill such values before");
  }

  // ---- npy

  private static byte[] f32(float... values) {
    var out = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float v : values) {
      out.putFloat(v);
    }
    return out.array();
  }

  /// As numpy writes version 1.0.
  private static byte[] npy(String descr, String fortran, String shape, byte[] data) {
    return npyHeader(
        "{'descr': '" + descr + "', 'fortran_order': " + fortran + ", 'shape': " + shape + ", }\n",
        data);
  }

  private static byte[] npyHeader(String header, byte[] data) {
    byte[] text = header.getBytes(UTF_8);
    var out = ByteBuffer.allocate(10 + text.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
    out.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    return out.putShort((short) text.length).put(text).put(data).array();
  }

  private static Dataset npyOf(String descr, String shape, int... bytes) throws IOException {
    byte[] data = new byte[bytes.length];
    for (int i = 0; i < data.length; i++) {
      data[i] = (byte) bytes[i];
    }
    return NpyFile.parse(new RawFile("d", npy(descr, "False", shape, data)));
  }

  @Test
  void npyKeepsShapeTypeAndByteOrder() throws IOException {
    assertThat(npyOf("|u1", "(2, 1, 2)", 0, 1, 254, 255)).hasToString("Dataset[2 rows of [1, 2]]");
    assertThat(npyOf("|b1", "(2,)", 0, 1).values()).containsExactly(0, 1);
    assertThat(npyOf("|i1", "(1,)", 255).values()).containsExactly(-1);
    assertThat(npyOf("<i2", "(1,)", 2, 1).values()).containsExactly(258);
    assertThat(npyOf(">i2", "(1,)", 1, 2).values()).containsExactly(258);
    assertThat(npyOf("<i4", "(1,)", 2, 1, 0, 0).values()).containsExactly(258);
    assertThat(npyOf("<i8", "(1,)", 2, 1, 0, 0, 0, 0, 0, 0).values()).containsExactly(258);
    assertThat(npyOf("<f4", "(1,)", 0, 0, 0x80, 0x3f).values()).containsExactly(1);
    assertThat(npyOf(">f8", "(1,)", 0xC0, 0, 0, 0, 0, 0, 0, 0).values()).containsExactly(-2);
  }

  @Test
  void npySaysWhatIsWrong() {
    Reader npy = NpyFile::parse;
    refused(
        npy,
        "PK and the rest of a zip".getBytes(UTF_8),
        "npy: d does not begin as numpy.save writes; an .npz archive holds .npy files, unpack it"
            + " first");
    refused(
        npy,
        npy("<f4", "True", "(1, 1)", f32(1)),
        "npy: d is stored column by column; save it again as numpy.ascontiguousarray(array)");
    refused(
        npy,
        npy("<c8", "False", "(1,)", f32(1, 1)),
        "npy: d holds numbers of type c8; save it as array.astype('float32')");
    refused(
        npy,
        npy("<f4", "False", "()", f32(1)),
        "npy: d has the shape (), which has no rows that can be counted; save an array with at"
            + " least one axis");
    refused(
        npy,
        npy("<f4", "False", "(99999999999, 2)", f32(1)),
        "npy: d has the shape (99999999999, 2), which has no rows that can be counted; save an"
            + " array with at least one axis");
    refused(
        npy,
        npy("<f4", "False", "(1048576, 1048576)", f32(1)),
        "npy: d says its shape is [1048576, 1048576], which is empty or more than 2³⁰ values; check"
            + " the file");
    refused(
        npy,
        npy("<f4", "False", "(2, 2)", f32(1)),
        "npy: d says its shape is [2, 2], which takes 16 bytes, and holds 4; save the array again");
    refused(
        npy,
        npy("<f4", "False", "(1, 2)", f32(1, Float.POSITIVE_INFINITY)),
        "npy: row 0, column 1 of d is Infinity in f32; drop or fill such values before");
    refused(
        npy,
        npyHeader("{'descr': [('a', '<f4')]}", f32(1)),
        "npy: the header of d has no fortran_order that can be read; save one plain array of"
            + " numbers");
    byte[] cut = npy("<f4", "False", "(1,)", f32(1));
    cut[8] = (byte) 0xFF;
    cut[9] = (byte) 0xFF;
    refused(
        npy,
        cut,
        "npy: d has version 1 and a header of 65535 bytes in a file of "
            + cut.length
            + "; known are versions 1 to 3");
  }
}
