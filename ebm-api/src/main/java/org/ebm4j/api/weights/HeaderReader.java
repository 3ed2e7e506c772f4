package org.ebm4j.api.weights;

import static org.ebm4j.api.weights.Names.quoted;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.ebm4j.api.graph.Shape;
import org.ebm4j.api.weights.SafetensorsHeader.Entry;
import org.jspecify.annotations.Nullable;

/// Reads the JSON of a safetensors header and believes none of it: names come once, every field is
/// there and of its kind, and each tensor's shape, type and bytes agree and lie inside the file.
/// Each place admits one kind of token, so nesting cannot be deep.
final class HeaderReader {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES) // names are not kept between files
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNameLength(SafetensorsHeader.MAX_BYTES)
                  .maxStringLength(SafetensorsHeader.MAX_BYTES)
                  .build())
          .build();

  private static final List<String> FIELDS = List.of("dtype", "shape", "data_offsets");

  private final Path file;
  private final JsonParser json;
  private final long dataBytes;
  private final long[] scratch = new long[Tensor.MAX_RANK];

  private HeaderReader(Path file, JsonParser json, long dataBytes) {
    this.file = file;
    this.json = json;
    this.dataBytes = dataBytes;
  }

  /// @param text the header
  /// @param dataBytes how many bytes the file has after the header
  static SafetensorsHeader read(Path file, String text, long dataBytes) throws IOException {
    try (JsonParser json = JSON.createParser(text)) {
      return new HeaderReader(file, json, dataBytes).header();
    } catch (JacksonException broken) {
      throw WeightsFormatException.damaged(
          file,
          String.format(
              "its header is not JSON at character %d (%s)",
              broken.getLocation() == null ? 0 : broken.getLocation().getCharOffset(),
              Names.visible(broken.getOriginalMessage())));
    }
  }

  private SafetensorsHeader header() throws IOException {
    @Nullable Map<String, String> metadata = null;
    SortedMap<String, Entry> entries = new TreeMap<>();
    require("the header", JsonToken.START_OBJECT);
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      boolean first;
      if (name.equals(Weights.METADATA)) {
        first = metadata == null;
        metadata = metadata();
      } else {
        first = entries.put(name, entry(name)) == null;
      }
      if (!first) {
        throw damaged("its header names " + quoted(name) + " twice");
      }
    }
    if (json.nextToken() != null) {
      throw damaged("its header goes on after the closing brace");
    }
    return new SafetensorsHeader(metadata == null ? Map.of() : metadata, entries);
  }

  private Map<String, String> metadata() throws IOException {
    Map<String, String> metadata = new TreeMap<>();
    require(quoted(Weights.METADATA), JsonToken.START_OBJECT);
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      String value = text("the metadata " + quoted(key));
      if (metadata.put(key, value) != null) {
        throw damaged("its metadata has the key " + quoted(key) + " twice");
      }
    }
    return metadata;
  }

  private Entry entry(String name) throws IOException {
    String tensor = "tensor " + quoted(name);
    String type = "";
    long[] shape = {};
    long[] offsets = {};
    Set<String> seen = new TreeSet<>();
    require(tensor, JsonToken.START_OBJECT);
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      if (!seen.add(field)) {
        throw damaged("the " + field + " of " + tensor + " comes twice");
      }
      switch (field) {
        case "dtype" -> type = text("the dtype of " + tensor);
        case "shape" -> shape = wholeNumbers("the shape of " + tensor, Tensor.MAX_RANK);
        case "data_offsets" -> offsets = wholeNumbers("the data_offsets of " + tensor, 2);
        default ->
            throw damaged(tensor + " has a field " + quoted(field) + " unknown to the format");
      }
    }
    for (String field : FIELDS) {
      if (!seen.contains(field)) {
        throw damaged(tensor + " has no " + field);
      }
    }
    return checked(tensor, storedType(tensor, type), shape, offsets);
  }

  private StoredType storedType(String tensor, String word) throws IOException {
    StoredType type = StoredType.named(word);
    if (type == null) {
      throw WeightsFormatException.of(
          file,
          tensor + " is of type " + quoted(word) + ", and F64, F32, F16 and BF16 can be read",
          "save it as one of them");
    }
    return type;
  }

  private Entry checked(String tensor, StoredType type, long[] shape, long[] offsets)
      throws IOException {
    int count = count(tensor, shape);
    if (offsets.length != 2 || offsets[0] > offsets[1]) {
      throw damaged(
          "the data_offsets of "
              + tensor
              + " are "
              + Arrays.toString(offsets)
              + " and not a begin and an end");
    }
    if (offsets[1] > dataBytes) {
      throw damaged(
          String.format(
              "%s ends at byte %d of the data and the file has %d", tensor, offsets[1], dataBytes));
    }
    long bytes = (long) count * type.bytes();
    if (offsets[1] - offsets[0] != bytes) {
      throw damaged(
          String.format(
              "%s needs %d bytes for %s %s and its data_offsets %s hold %d",
              tensor,
              bytes,
              type,
              Arrays.toString(shape),
              Arrays.toString(offsets),
              offsets[1] - offsets[0]));
    }
    int[] extents = Arrays.stream(shape).mapToInt(Math::toIntExact).toArray();
    return new Entry(type, Shape.of(extents), offsets[0], offsets[1]);
  }

  private int count(String tensor, long[] shape) throws IOException {
    long count = 1;
    for (long extent : shape) {
      // Both factors fit an int here, so the product is exact.
      count = extent > Tensor.MAX_COUNT ? Long.MAX_VALUE : count * extent;
      if (count > Tensor.MAX_COUNT) {
        throw WeightsFormatException.of(
            file,
            String.format(
                "%s has shape %s, more than the %d numbers of one array",
                tensor, Arrays.toString(shape), Tensor.MAX_COUNT),
            "split it before saving");
      }
    }
    return (int) count;
  }

  private long[] wholeNumbers(String what, int most) throws IOException {
    require(what, JsonToken.START_ARRAY);
    int count = 0;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (count == most) {
        throw damaged(what + " has more than " + most + " entries");
      }
      scratch[count++] = wholeNumber(what);
    }
    return Arrays.copyOf(scratch, count);
  }

  private long wholeNumber(String what) throws IOException {
    String digits = json.getText();
    if (json.currentToken() != JsonToken.VALUE_NUMBER_INT || digits.startsWith("-")) {
      throw damaged(what + " holds " + quoted(digits) + " where a whole number from 0 belongs");
    }
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException large) { // of at most 1000 digits: the parser's own limit
      throw damaged(
          String.format(
              "%s holds %s where a whole number from 0 to %d belongs",
              what, quoted(digits), Long.MAX_VALUE));
    }
  }

  private String text(String what) throws IOException {
    require(what, JsonToken.VALUE_STRING);
    String text = json.getText();
    int at = Names.unpairedSurrogate(text); // the parser refuses them in names, not in values
    if (at >= 0) {
      throw damaged(what + " has an unpaired surrogate at character " + at);
    }
    return text;
  }

  private void require(String what, JsonToken expected) throws IOException {
    JsonToken found = json.nextToken();
    if (found != expected) {
      throw damaged(what + " is " + kind(found) + " where " + kind(expected) + " belongs");
    }
  }

  private static String kind(@Nullable JsonToken token) {
    return switch (token) {
      case null -> "nothing";
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case VALUE_STRING -> "a string";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
      case VALUE_TRUE, VALUE_FALSE -> "a truth value";
      case VALUE_NULL -> "null";
      case END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE -> "a mark";
    };
  }

  private WeightsFormatException damaged(String found) {
    return WeightsFormatException.damaged(file, found);
  }
}
