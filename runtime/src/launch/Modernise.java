import groovyjarjarasm.asm.ClassReader;
import groovyjarjarasm.asm.ClassVisitor;
import groovyjarjarasm.asm.ClassWriter;
import groovyjarjarasm.asm.Opcodes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/**
 * Rewrites jars in place so that their classes of Java 5 are ones of Java 8.
 *
 * <p>Class-data sharing keeps old classes unverified, and leaves out what is made of them; so every
 * start would verify them anew, the slow old way. Picocli and Groovy's parser are compiled so. Only
 * the version and the stack maps change. Run from source, with Groovy and the jars on the class path.
 */
final class Modernise {
  private static final int LAST_WITHOUT_STACK_MAPS = Opcodes.V1_5;

  private Modernise() {}

  public static void main(String[] jars) throws IOException {
    for (String jar : jars) {
      rewrite(Path.of(jar));
    }
  }

  private static void rewrite(Path jar) throws IOException {
    Path draft = Files.createTempFile(jar.getParent(), "modern", ".tmp");
    try (var from = new JarFile(jar.toFile());
        OutputStream file = Files.newOutputStream(draft);
        var to = new JarOutputStream(file)) {
      for (JarEntry entry : Collections.list(from.entries())) {
        var copy = new JarEntry(entry.getName());
        copy.setTime(entry.getTime());
        to.putNextEntry(copy);
        try (InputStream in = from.getInputStream(entry)) {
          byte[] bytes = in.readAllBytes();
          to.write(old(entry, bytes) ? modern(bytes) : bytes);
        }
        to.closeEntry();
      }
    }
    Files.setPosixFilePermissions(draft, Files.getPosixFilePermissions(jar));
    Files.setLastModifiedTime(draft, Files.getLastModifiedTime(jar));
    Files.move(draft, jar, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static boolean old(JarEntry entry, byte[] bytes) {
    return entry.getName().endsWith(".class")
        && ((bytes[6] & 255) << 8 | bytes[7] & 255) <= LAST_WITHOUT_STACK_MAPS;
  }

  private static byte[] modern(byte[] old) {
    var writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES);
    var raise = new ClassVisitor(Opcodes.ASM9, writer) {
      @Override
      public void visit(
          int version, int access, String name, String signature, String parent, String[] faces) {
        super.visit(Opcodes.V1_8, access, name, signature, parent, faces);
      }
    };
    new ClassReader(old).accept(raise, ClassReader.SKIP_FRAMES);
    return writer.toByteArray();
  }
}
