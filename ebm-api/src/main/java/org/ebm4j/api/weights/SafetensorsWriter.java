package org.ebm4j.api.weights;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// The bytes of weights as safetensors, in the one order that the reference implementation also
/// chooses: wide types first, so that every number is aligned to its own width, then names. The
/// header is compact JSON, filled up with spaces to a multiple of eight bytes.
final class SafetensorsWriter {
  private static final int ALIGNMENT = 8;
  private static final int CHUNK_BYTES = 1 << 16;

  private static final JsonFactory JSON = new JsonFactory();

  private final List<Map.Entry<String, Tensor>> inFileOrder;
  private final Map<String, String> metadata;

  SafetensorsWriter(Weights weights) {
    metadata = weights.metadata();
    inFileOrder =
        weights.tensors().entrySet().stream() // by name, and the sort is stable
            .sorted(Map.Entry.comparingByValue(Comparator.comparing(Tensor::type).reversed()))
            .toList();
  }

  void write(OutputStream out) throws IOException {
    out.write(head());
    byte[] bytes = new byte[CHUNK_BYTES];
    ByteBuffer chunk = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (Map.Entry<String, Tensor> entry : inFileOrder) {
      Tensor tensor = entry.getValue();
      for (int at = 0; at < tensor.count(); at += chunk.limit() / tensor.type().bytes()) {
        tensor.fill(chunk, at);
        out.write(bytes, 0, chunk.limit());
      }
    }
  }

  /// The length of the header and the header.
  private byte[] head() throws IOException {
    byte[] json = json().getBytes(StandardCharsets.UTF_8);
    int padded = Math.ceilDiv(json.length, ALIGNMENT) * ALIGNMENT;
    if (padded > SafetensorsHeader.MAX_BYTES) {
      throw new IOException(
          String.format(
              "names and metadata of %d tensors make a header of %d bytes and the format admits"
                  + " %d; shorten the metadata",
              inFileOrder.size(), padded, SafetensorsHeader.MAX_BYTES));
    }
    byte[] head = new byte[Long.BYTES + padded];
    Arrays.fill(head, (byte) ' ');
    ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).putLong(padded).put(json);
    return head;
  }

  private String json() throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      if (!metadata.isEmpty()) {
        json.writeObjectFieldStart(Weights.METADATA);
        for (Map.Entry<String, String> word : metadata.entrySet()) {
          json.writeStringField(word.getKey(), word.getValue());
        }
        json.writeEndObject();
      }
      long begin = 0;
      for (Map.Entry<String, Tensor> entry : inFileOrder) {
        begin = writeEntry(json, entry.getKey(), entry.getValue(), begin);
      }
      json.writeEndObject();
    }
    return text.toString();
  }

  /// Returns where the next tensor begins.
  private static long writeEntry(JsonGenerator json, String name, Tensor tensor, long begin)
      throws IOException {
    long end = begin + (long) tensor.count() * tensor.type().bytes();
    json.writeObjectFieldStart(name);
    json.writeStringField("dtype", tensor.type().name());
    json.writeFieldName("shape");
    json.writeArray(tensor.shape().dims(), 0, tensor.shape().rank());
    json.writeFieldName("data_offsets");
    json.writeArray(new long[] {begin, end}, 0, 2);
    json.writeEndObject();
    return end;
  }
}
