package org.ebm4j.benchmarks.peer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.ebm4j.benchmarks.row.Array;

/// NumPy's file format, version 1.0, f32, row-major [NumPy, numpy.lib.format].
final class Npy {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
  private static final int ALIGNED = 64;

  private Npy() {}

  static void write(Path folder, Array array) throws IOException {
    String shape =
        Arrays.stream(array.dims()).mapToObj(dim -> dim + ",").collect(Collectors.joining(" "));
    String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (%s), }".formatted(shape);
    int before = MAGIC.length + Short.BYTES;
    int room = Math.ceilDiv(before + header.length() + 1, ALIGNED) * ALIGNED - before;
    header = header + " ".repeat(room - header.length() - 1) + "\n";
    ByteBuffer bytes =
        ByteBuffer.allocate(before + room + Float.BYTES * array.values().length)
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(MAGIC).putShort((short) room).put(header.getBytes(StandardCharsets.US_ASCII));
    bytes.asFloatBuffer().put(array.values());
    Files.write(folder.resolve(array.name() + ".npy"), bytes.array());
  }
}
