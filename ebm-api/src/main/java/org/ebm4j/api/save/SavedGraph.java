package org.ebm4j.api.save;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.ebm4j.api.graph.Node;

/// Writes and reads graphs.
///
///     {"format":"ebm4j graph","version":1,
///      "nodes":[{"op":"input","name":"y","shape":[2]},
///               {"op":"map","function":"tanh","in":[0],"term":"fit"},
///               {"op":"reduce","kind":"sum","axes":[0],"in":[1],"term":"fit"}],
///      "roots":[2]}
///
/// (one line, no spaces). An input is named by the place of its node, which comes before. Up to 16
/// numbers stand as digits, with "NaN", "Infinity" and "-Infinity" as words; more of them as base64 of
/// their 64 bits, lowest byte first. The values of parameters are not part of the graph.
public final class SavedGraph {
  static final String FORMAT = "ebm4j graph";
  static final int VERSION = 1;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES) // names are not kept between files
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(8)
                  .maxNameLength(64)
                  .maxNumberLength(64)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private SavedGraph() {}

  /// The canonical form, as text.
  ///
  /// @throws IllegalArgumentException if a name cannot be written in UTF-8
  public static String write(List<Node> roots) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    write(roots, bytes);
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /// Reads the roots back. Leaves are new nodes, known by their names.
  ///
  /// @throws IllegalArgumentException if the text is no graph that this version can read: one
  ///   sentence with the node and what is wrong with it. Memory stays in proportion to the text
  public static List<Node> read(String text) {
    try (var json = JSON.createParser(text)) {
      return new NodeReader(json).graph();
    } catch (IOException broken) {
      throw new IllegalArgumentException(
          "cannot read the graph: it is not JSON (" + broken.getMessage() + "); save it again",
          broken);
    }
  }

  /// SHA-256 of the canonical form, in hexadecimal digits.
  public static String hash(List<Node> roots) {
    MessageDigest digest = sha256();
    write(roots, new DigestOutputStream(OutputStream.nullOutputStream(), digest));
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void write(List<Node> roots, OutputStream out) {
    try (JsonGenerator json = JSON.createGenerator(out, JsonEncoding.UTF8)) {
      new NodeWriter(json).graph(roots);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible); // neither memory nor a digest refuses bytes
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible); // every Java platform has it
    }
  }
}
