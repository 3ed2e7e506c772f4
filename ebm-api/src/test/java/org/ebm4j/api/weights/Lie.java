package org.ebm4j.api.weights;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A header that lies about its tensors, and the part of the sentence it earns that says what was
/// found. Eight bytes of data follow each.
record Lie(String header, String found) {
  private static Lie field(String field, String found) {
    return new Lie("{\"w\":{" + field + "}}", found);
  }

  static Lie tensor(String type, String shape, String offsets, String found) {
    return field(
        "\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":%s".formatted(type, shape, offsets), found);
  }

  private static Lie two(String first, String second, String found) {
    String entry = "\"%s\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[%s]}";
    return new Lie(
        "{" + entry.formatted("v", first) + "," + entry.formatted("w", second) + "}", found);
  }

  private static Stream<Lie> places() {
    return Stream.of(
        two(
            "0,4",
            "2,6",
            "tensor \"w\" begins at byte 2 of the data and the one before it ends at"
                + " byte 4, so they overlap"),
        two(
            "0,4",
            "0,4",
            "tensor \"w\" begins at byte 0 of the data and the one before it ends at"
                + " byte 4, so they overlap"),
        two("0,4", "5,9", "tensor \"w\" ends at byte 9 of the data and the file has 8"),
        tensor(
            "F32",
            "[1]",
            "[4,8]",
            "tensor \"w\" begins at byte 4 of the data and the one before"
                + " it ends at byte 0, which leaves a hole"),
        tensor("F32", "[1]", "[0,4]", "its tensors end at byte 4 of the data and the file has 8"),
        tensor(
            "F32", "[3]", "[0,12]", "tensor \"w\" ends at byte 12 of the data and the file has 8"),
        tensor(
            "F32",
            "[3]",
            "[0,8]",
            "tensor \"w\" needs 12 bytes for F32 [3] and its data_offsets" + " [0, 8] hold 8"),
        tensor(
            "F16",
            "[2, 3]",
            "[0,8]",
            "tensor \"w\" needs 12 bytes for F16 [2, 3] and its" + " data_offsets [0, 8] hold 8"),
        tensor(
            "F32",
            "[]",
            "[0,8]",
            "tensor \"w\" needs 4 bytes for F32 [] and its data_offsets" + " [0, 8] hold 8"),
        tensor(
            "F64",
            "[1]",
            "[8,0]",
            "the data_offsets of tensor \"w\" are [8, 0] and not a begin" + " and an end"),
        tensor(
            "F64",
            "[1]",
            "[0]",
            "the data_offsets of tensor \"w\" are [0] and not a begin and an" + " end"),
        tensor("F64", "[1]", "[0,8,8]", "the data_offsets of tensor \"w\" has more than 2 entries"),
        tensor(
            "F64",
            "[1]",
            "[-8,0]",
            "the data_offsets of tensor \"w\" holds \"-8\" where a whole"
                + " number from 0 belongs"),
        tensor(
            "F64",
            "[1]",
            "[0,9223372036854775807]",
            "tensor \"w\" ends at byte" + " 9223372036854775807 of the data and the file has 8"),
        tensor(
            "F64",
            "[1]",
            "[0,18446744073709551616]",
            "the data_offsets of tensor \"w\" holds"
                + " \"18446744073709551616\" where a whole number from 0 to 9223372036854775807 belongs"));
  }

  private static Stream<Lie> shapes() {
    String ones = IntStream.range(0, 65).mapToObj(i -> "1").collect(Collectors.joining(","));
    return Stream.of(
        tensor(
            "F64",
            "[-1]",
            "[0,8]",
            "the shape of tensor \"w\" holds \"-1\" where a whole number" + " from 0 belongs"),
        tensor(
            "F64",
            "[1.0]",
            "[0,8]",
            "the shape of tensor \"w\" holds \"1.0\" where a whole number" + " from 0 belongs"),
        tensor(
            "F64",
            "[1e0]",
            "[0,8]",
            "the shape of tensor \"w\" holds \"1e0\" where a whole number" + " from 0 belongs"),
        tensor(
            "F64",
            "[\"1\"]",
            "[0,8]",
            "the shape of tensor \"w\" holds \"1\" where a whole number" + " from 0 belongs"),
        tensor(
            "F64",
            "[[1]]",
            "[0,8]",
            "the shape of tensor \"w\" holds \"[\" where a whole number" + " from 0 belongs"),
        tensor(
            "F64",
            "[null]",
            "[0,8]",
            "the shape of tensor \"w\" holds \"null\" where a whole" + " number from 0 belongs"),
        tensor("F64", "1", "[0,8]", "the shape of tensor \"w\" is a number where an array belongs"),
        tensor(
            "F64", "{}", "[0,8]", "the shape of tensor \"w\" is an object where an array belongs"),
        tensor(
            "F64",
            "[" + ones + "]",
            "[0,8]",
            "the shape of tensor \"w\" has more than 64" + " entries"),
        tensor(
            "F64",
            "[9999999999999999999]",
            "[0,8]",
            "the shape of tensor \"w\" holds"
                + " \"9999999999999999999\" where a whole number from 0 to 9223372036854775807 belongs"));
  }

  private static Stream<Lie> fields() {
    return Stream.of(
        field("\"dtype\":\"F64\",\"shape\":[1]", "tensor \"w\" has no data_offsets"),
        field("\"dtype\":\"F64\",\"data_offsets\":[0,8]", "tensor \"w\" has no shape"),
        field("\"shape\":[1],\"data_offsets\":[0,8]", "tensor \"w\" has no dtype"),
        field("", "tensor \"w\" has no dtype"),
        field("\"dtype\":\"F64\",\"dtype\":\"F64\"", "the dtype of tensor \"w\" comes twice"),
        field("\"shape\":[1],\"shape\":[1]", "the shape of tensor \"w\" comes twice"),
        field(
            "\"data_offsets\":[0,8],\"data_offsets\":[0,8]",
            "the data_offsets of tensor \"w\"" + " comes twice"),
        field("\"strides\":[1]", "tensor \"w\" has a field \"strides\" unknown to the format"),
        field("\"dtype\":64", "the dtype of tensor \"w\" is a number where a string belongs"),
        field("\"dtype\":null", "the dtype of tensor \"w\" is null where a string belongs"),
        two("0,4", "4,8\"]},\"w\":{\"", "its header is not JSON"),
        new Lie("{\"w\":7}", "tensor \"w\" is a number where an object belongs"),
        new Lie("{\"w\":[[[[[[[[[", "tensor \"w\" is an array where an object belongs"));
  }

  private static Stream<Lie> headers() {
    String entry = "\"w\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8]}";
    return Stream.of(
        new Lie("", "its header of 0 bytes does not begin with {"),
        new Lie(" {" + entry + "}", "does not begin with {"),
        new Lie("\ufeff{" + entry + "}", "does not begin with {"),
        new Lie("[" + entry + "]", "does not begin with {"),
        new Lie("{" + entry, "its header is not JSON at character"),
        new Lie("{" + entry + "} x", "its header is not JSON at character"),
        new Lie("{" + entry + "}{}", "its header goes on after the closing brace"),
        new Lie("{" + entry + "}\0\0", "its header is not JSON at character"),
        new Lie("{" + entry + "," + entry + "}", "its header names \"w\" twice"),
        new Lie("{'w':{}}", "its header is not JSON at character"),
        new Lie("{\"w\":", "its header is not JSON at character"),
        new Lie("{/* */" + entry + "}", "its header is not JSON at character"),
        new Lie("{" + entry + ",}", "its header is not JSON at character"),
        new Lie("{\"a\nb\":{}}", "its header is not JSON at character"),
        new Lie("{\"\\ud800\":{}}", "its header is not JSON at character"),
        new Lie("{\"\\udc00\":{}}", "its header is not JSON at character"));
  }

  private static Stream<Lie> metadata() {
    return Stream.of(
        new Lie("{\"__metadata__\":[]}", "\"__metadata__\" is an array where an object belongs"),
        new Lie(
            "{\"__metadata__\":{\"a\":1}}",
            "the metadata \"a\" is a number where a string" + " belongs"),
        new Lie(
            "{\"__metadata__\":{\"a\":{\"b\":\"c\"}}}",
            "the metadata \"a\" is an object where a" + " string belongs"),
        new Lie(
            "{\"__metadata__\":{\"a\":\"b\",\"a\":\"b\"}}",
            "its metadata has the key \"a\"" + " twice"),
        new Lie(
            "{\"__metadata__\":{},\"__metadata__\":{}}",
            "its header names \"__metadata__\"" + " twice"),
        new Lie(
            "{\"__metadata__\":{\"a\":\"\\udc00\"}}",
            "the metadata \"a\" has an unpaired" + " surrogate at character 0"),
        new Lie(
            "{\"__metadata__\":{\"a\":true}}",
            "the metadata \"a\" is a truth value where a" + " string belongs"));
  }

  static Stream<Lie> all() {
    return Stream.of(places(), shapes(), fields(), headers(), metadata()).flatMap(lies -> lies);
  }
}
