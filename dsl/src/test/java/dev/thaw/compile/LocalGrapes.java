package dev.thaw.compile;

import groovy.grape.Grape;
import groovy.grape.GrapeEngine;
import groovy.lang.GroovyClassLoader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.codehaus.groovy.control.CompilationUnit;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.control.Phases;

/**
 * Answers {@code @Grab} from a folder, in place of Ivy and the network: what was asked for goes to
 * the class path of the script, and only then.
 */
@SuppressWarnings("rawtypes") // GrapeEngine has it so
final class LocalGrapes implements GrapeEngine {
  private static final String LIBRARY = """
      package evil
      class Evil {
        static void strike(String file) { new File(file).text = 'struck' }
      }
      """;
  private final URL folder;

  private LocalGrapes(URL folder) {
    this.folder = folder;
  }

  /** Makes the library {@code evil:evil:1.0} and lets Groovy find it. */
  static void install(Path folder) {
    try {
      Files.createDirectories(folder);
      var configuration = new CompilerConfiguration();
      configuration.setTargetDirectory(folder.toFile());
      var unit = new CompilationUnit(configuration);
      unit.addSource("Evil.groovy", LIBRARY);
      unit.compile(Phases.OUTPUT);
      Known.use(new LocalGrapes(folder.toUri().toURL()));
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  @Override
  public Object grab(String endorsed) {
    throw new UnsupportedOperationException(endorsed);
  }

  @Override
  public Object grab(Map arguments) {
    return grab(arguments, arguments);
  }

  @Override
  public Object grab(Map arguments, Map... dependencies) {
    boolean known = Arrays.stream(dependencies).allMatch(each -> "evil".equals(each.get("module")));
    if (!known) {
      throw new IllegalArgumentException("not found: " + Arrays.toString(dependencies));
    }
    // The compiler gives the loader; the script, when it starts, asks again without.
    if (arguments.get("classLoader") instanceof GroovyClassLoader loader) {
      loader.addURL(folder);
    }
    return null;
  }

  @Override
  public Map<String, Map<String, List<String>>> enumerateGrapes() {
    return Map.of();
  }

  @Override
  public URI[] resolve(Map arguments, Map... dependencies) {
    return new URI[0];
  }

  @Override
  public URI[] resolve(Map arguments, List information, Map... dependencies) {
    return new URI[0];
  }

  @Override
  public Map[] listDependencies(ClassLoader loader) {
    return new Map[0];
  }

  @Override
  public void addResolver(Map<String, Object> arguments) {
    // The folder is the only repository there is.
  }

  /** What Groovy asks is a field that only a subclass may set. */
  private static final class Known extends Grape {
    static void use(GrapeEngine engine) {
      instance = engine;
    }
  }
}
