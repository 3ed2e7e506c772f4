package org.ebm4j.api.weights;

import static org.ebm4j.api.weights.Names.quoted;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ebm4j.api.weights.SafetensorsHeader.Entry;

/// One reading of one safetensors file: the header, then whether the tensors tile the data, then
/// the tensors. Nothing is allocated before the file was seen to be large enough to fill it.
final class SafetensorsReader {
  private static final int CHUNK_BYTES = 1 << 16;

  private final Path file;
  private final SeekableByteChannel channel;
  private final long fileBytes;

  SafetensorsReader(Path file, SeekableByteChannel channel) throws IOException {
    this.file = file;
    this.channel = channel;
    this.fileBytes = channel.size();
  }

  Weights read() throws IOException {
    int headerBytes = headerBytes();
    long dataBytes = fileBytes - Long.BYTES - headerBytes;
    SafetensorsHeader header = HeaderReader.read(file, headerText(headerBytes), dataBytes);
    requireTiling(header, dataBytes);
    requireHeap(header);
    Map<String, Tensor> tensors = new TreeMap<>();
    for (Map.Entry<String, Entry> entry : header.entries().entrySet()) {
      tensors.put(entry.getKey(), tensor(entry.getValue(), fileBytes - dataBytes));
    }
    return Weights.of(tensors, header.metadata());
  }

  private int headerBytes() throws IOException {
    if (fileBytes < Long.BYTES) {
      throw damaged("it has " + fileBytes + " bytes and the length of its header alone takes 8");
    }
    ByteBuffer length = littleEndian(Long.BYTES);
    fill(length, 0);
    long claimed = length.getLong(0);
    if (Long.compareUnsigned(claimed, fileBytes - Long.BYTES) > 0) {
      throw damaged(
          String.format(
              "its header claims %s bytes and the file has %d after that number",
              Long.toUnsignedString(claimed), fileBytes - Long.BYTES));
    }
    if (claimed > SafetensorsHeader.MAX_BYTES) {
      throw damaged(
          String.format(
              "its header claims %d bytes and the format admits %d",
              claimed, SafetensorsHeader.MAX_BYTES));
    }
    return (int) claimed;
  }

  private String headerText(int bytes) throws IOException {
    ByteBuffer utf8 = ByteBuffer.allocate(bytes);
    fill(utf8, Long.BYTES);
    if (bytes == 0 || utf8.get(0) != '{') {
      throw damaged("its header of " + bytes + " bytes does not begin with {");
    }
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CharBuffer text = CharBuffer.allocate(bytes); // UTF-8 never has fewer bytes than characters
    CoderResult result = decoder.decode(utf8, text, true);
    if (result.isError()) {
      throw damaged("byte " + utf8.position() + " of its header is not UTF-8");
    }
    return text.flip().toString();
  }

  private static int inFileOrder(Entry one, Entry other) {
    return one.begin() == other.begin()
        ? Long.compare(one.end(), other.end())
        : Long.compare(one.begin(), other.begin());
  }

  /// Each tensor must begin where the one before it ended, and the last must end with the file.
  private void requireTiling(SafetensorsHeader header, long dataBytes) throws IOException {
    List<Map.Entry<String, Entry>> inFileOrder =
        header.entries().entrySet().stream()
            .sorted((one, other) -> inFileOrder(one.getValue(), other.getValue()))
            .toList();
    long covered = 0;
    for (Map.Entry<String, Entry> tensor : inFileOrder) {
      long begin = tensor.getValue().begin();
      if (begin != covered) {
        throw damaged(
            String.format(
                "tensor %s begins at byte %d of the data and the one before it ends at byte %d, %s",
                quoted(tensor.getKey()),
                begin,
                covered,
                begin < covered ? "so they overlap" : "which leaves a hole"));
      }
      covered = tensor.getValue().end();
    }
    if (covered != dataBytes) {
      throw damaged(
          String.format(
              "its tensors end at byte %d of the data and the file has %d", covered, dataBytes));
    }
  }

  private void requireHeap(SafetensorsHeader header) throws IOException {
    long needed = 0;
    for (Entry entry : header.entries().values()) {
      needed += (long) entry.count() * entry.type().bytesInMemory();
    }
    long heap = Runtime.getRuntime().maxMemory();
    if (needed > heap) {
      throw WeightsFormatException.of(
          file,
          String.format(
              "its tensors take %d bytes and the heap of this JVM ends at %d", needed, heap),
          String.format("start it with -Xmx%dm or more", 2 * (needed >> 20)));
    }
  }

  private Tensor tensor(Entry entry, long dataStart) throws IOException {
    Numbers numbers = entry.type().allocate(entry.count());
    int width = entry.type().bytes();
    ByteBuffer chunk = littleEndian((int) Math.min(CHUNK_BYTES, (long) entry.count() * width));
    for (int at = 0; at < entry.count(); at += chunk.limit() / width) {
      long rest = (long) (entry.count() - at) * width;
      chunk.clear().limit((int) Math.min(chunk.capacity(), rest));
      fill(chunk, dataStart + entry.begin() + (long) at * width);
      entry.type().decode(chunk, numbers, at);
    }
    return Tensor.over(numbers, entry.shape());
  }

  /// Fills the buffer from a place in the file and makes it ready to be read.
  private void fill(ByteBuffer buffer, long position) throws IOException {
    channel.position(position);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw damaged(
            String.format(
                "it ended at byte %d and had %d when it was opened",
                channel.position(), fileBytes));
      }
    }
    buffer.flip();
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private WeightsFormatException damaged(String found) {
    return WeightsFormatException.damaged(file, found);
  }
}
