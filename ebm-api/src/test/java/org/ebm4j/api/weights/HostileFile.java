package org.ebm4j.api.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file that looks like safetensors, with any claims.
///
/// @param claimedHeaderBytes the number its first eight bytes say
/// @param header what follows
/// @param data what follows the header
record HostileFile(long claimedHeaderBytes, byte[] header, byte[] data) {
  static HostileFile of(String header, byte[] data) {
    byte[] utf8 = header.getBytes(StandardCharsets.UTF_8);
    return new HostileFile(utf8.length, utf8, data);
  }

  byte[] bytes() {
    byte[] bytes = new byte[8 + header.length + data.length];
    ByteBuffer.wrap(bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(claimedHeaderBytes)
        .put(header)
        .put(data);
    return bytes;
  }

  void writeTo(Path file) throws IOException {
    Files.write(file, bytes());
  }
}
