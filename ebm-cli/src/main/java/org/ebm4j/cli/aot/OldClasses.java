package org.ebm4j.cli.aot;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.constant.ClassDesc;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/// Rewrites jars whose classes are older than Java 6 and bring no stack maps. Java keeps such
/// classes, and all that refer to them, out of its start-up cache, and checks them the slow way at
/// each start. Only the version and the stack maps change: what the classes do is the same.
public final class OldClasses {
  private static final int LAST_WITHOUT_STACK_MAPS = ClassFile.JAVA_6_VERSION;

  private OldClasses() {}

  /// Rewrites what is old in the folders named; each file is replaced whole or not at all.
  public static void main(String[] folders) throws IOException {
    for (String folder : folders) {
      for (Path jar : jars(Path.of(folder))) {
        if (old(jar)) {
          Path fresh = Path.of(jar + ".part");
          rewrite(jar, fresh);
          Files.move(fresh, jar, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }

  private static List<Path> jars(Path folder) throws IOException {
    List<Path> jars = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.jar")) {
      found.forEach(jars::add);
    }
    return jars;
  }

  /// Whether the jar's first class is old; a jar is compiled at once.
  static boolean old(Path jar) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        if (isClass(entry.getName())) {
          return isOld(bytes(zip, entry));
        }
      }
    }
    return false;
  }

  /// Copies a jar with its old classes written anew.
  static void rewrite(Path jar, Path fresh) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile());
        OutputStream file = Files.newOutputStream(fresh);
        ZipOutputStream out = new ZipOutputStream(file)) {
      ClassFile classes =
          ClassFile.of(
              StackMapsOption.GENERATE_STACK_MAPS,
              ClassHierarchyResolverOption.of(
                  ClassHierarchyResolver.ofResourceParsing(type -> open(zip, type))
                      .orElse(ClassHierarchyResolver.defaultResolver())));
      for (ZipEntry entry : zip.stream().toList()) {
        byte[] bytes = bytes(zip, entry);
        out.putNextEntry(new ZipEntry(entry.getName()));
        out.write(isClass(entry.getName()) && isOld(bytes) ? rewritten(classes, bytes) : bytes);
        out.closeEntry();
      }
    }
  }

  private static byte[] rewritten(ClassFile classes, byte[] bytes) {
    ClassModel model = classes.parse(bytes);
    return classes.transformClass(
        model,
        ClassTransform.dropping(ClassFileVersion.class::isInstance)
            .andThen(ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL))
            .andThen(
                ClassTransform.endHandler(
                    builder -> builder.withVersion(ClassFile.JAVA_8_VERSION, 0))));
  }

  private static boolean isClass(String name) {
    return name.endsWith(".class") && !name.endsWith("module-info.class");
  }

  /// Bytes 6 and 7 of a class are its version.
  private static boolean isOld(byte[] bytes) {
    return bytes.length > 7
        && (((bytes[6] & 0xff) << 8) | (bytes[7] & 0xff)) <= LAST_WITHOUT_STACK_MAPS;
  }

  private static byte[] bytes(ZipFile zip, ZipEntry entry) throws IOException {
    try (InputStream in = zip.getInputStream(entry)) {
      return in.readAllBytes();
    }
  }

  private static @Nullable InputStream open(ZipFile zip, ClassDesc type) {
    String name = type.descriptorString();
    ZipEntry entry = zip.getEntry(name.substring(1, name.length() - 1) + ".class");
    try {
      return entry == null ? null : zip.getInputStream(entry);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
