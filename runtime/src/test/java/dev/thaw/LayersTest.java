package dev.thaw;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.io.File;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * States which package may know which: the layers of the design.
 *
 * <p>A new package under {@code dev.thaw} fails until it has its line in the table.
 */
@AnalyzeClasses(packages = "dev.thaw", importOptions = LayersTest.WithoutTests.class)
class LayersTest {
  private static final String[] DSL = {
    "dev.thaw.json..",
    "dev.thaw.value..",
    "dev.thaw.diagnostic..",
    "dev.thaw.fact..",
    "dev.thaw.checkpoint..",
    "dev.thaw.operation..",
    "dev.thaw.catalog..",
    "dev.thaw.graph..",
    "dev.thaw.prove..",
    "dev.thaw.check..",
    "dev.thaw.compile.."
  };

  @ArchTest
  static final ArchRule EACH_LAYER_KNOWS_ONLY_THOSE_BELOW = layers();

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching("dev.thaw.(*)..").should().beFreeOfCycles().allowEmptyShould(true);

  @ArchTest
  static final ArchRule THE_DSL_DOES_NO_INPUT_OR_OUTPUT = noClasses()
      .that()
      .resideInAnyPackage(DSL)
      .should()
      .dependOnClassesThat(doInputOrOutput())
      .allowEmptyShould(true);

  @ArchTest
  static final ArchRule THE_DSL_READS_NEITHER_CLOCK_NOR_ENVIRONMENT = noClasses()
      .that()
      .resideInAnyPackage(DSL)
      .should()
      .accessTargetWhere(readClockOrEnvironment())
      .allowEmptyShould(true);

  @ArchTest
  static final ArchRule ONLY_COMPILE_KNOWS_GROOVY = only(
      "dev.thaw.compile..",
      "groovy..",
      "org.codehaus.groovy..",
      "org.apache.groovy..",
      "groovyjarjarantlr4..");

  @ArchTest
  static final ArchRule ONLY_ENGINE_DOCKER_KNOWS_DOCKER_JAVA =
      only("dev.thaw.engine.docker..", "com.github.dockerjava..", "org.apache.hc..");

  @ArchTest
  static final ArchRule ONLY_CLI_KNOWS_PICOCLI = only("dev.thaw.cli..", "picocli..");

  private static ArchRule layers() {
    Table table = new Table();
    table.layer("value");
    table.layer("json", "value");
    table.layer("diagnostic");
    table.layer("fact", "value", "diagnostic");
    table.layer("checkpoint", "json");
    table.layer("operation", "fact");
    table.layer("catalog", "operation", "checkpoint");
    table.layer("graph", "catalog", "json");
    table.layer("prove", "graph");
    table.layer("check", "prove");
    table.layer("compile", "check");
    table.layer("engine", "operation", "json");
    table.layer("host", "operation");
    table.layer("policy", "engine");
    table.layer("plan", "graph", "policy", "engine", "host");
    table.layer("text", "value");
    table.layer("diagnose", "engine", "text");
    table.layer("doctor", "engine", "catalog", "text");
    table.layer("event", "graph", "engine", "host", "diagnose");
    table.layer("durable");
    table.layer("journal", "durable", "json");
    table.layer("await", "engine", "graph");
    table.layer("execute", "plan", "event", "engine", "host", "journal", "await");
    table.layer("guard", "execute", "journal");
    table.layer("sink", "event", "text", "durable");
    table.layer("render", "plan", "text");
    table.layer("explain", "compile", "text");
    table.layer("script", "compile", "event");
    table.layer("saved", "plan", "script");
    table.layer("lock", "script", "execute");
    table.layer("history", "sink", "lock");
    table.layer(
        "shell", "compile", "execute", "sink", "render", "explain", "script", "lock", "saved");
    table.layer("cli", "shell", "guard", "history", "doctor");
    return table.rule();
  }

  private static DescribedPredicate<JavaClass> doInputOrOutput() {
    DescribedPredicate<JavaClass> harmless = belongToAnyOf(Path.class, URI.class, URLEncoder.class);
    return resideInAnyPackage("java.net..", "java.nio.file..", "java.nio.channels..", "javax.net..")
        .and(are(not(harmless)))
        .or(belongToAnyOf(File.class, Process.class, ProcessBuilder.class, Runtime.class))
        .or(DescribedPredicate.describe(
            "java.io's files", type -> type.getName().matches("java\\.io\\.(File|Random).*")));
  }

  private static DescribedPredicate<JavaAccess<?>> readClockOrEnvironment() {
    DescribedPredicate<JavaAccess<?>> ofSystem = target(owner(type(System.class)))
        .and(target(nameMatching("getenv|getProperty|currentTimeMillis|nanoTime")));
    DescribedPredicate<JavaAccess<?>> ofTime =
        target(owner(resideInAPackage("java.time.."))).and(target(nameMatching("now|system.*")));
    return ofSystem.or(ofTime).as("reads the clock or the environment");
  }

  private static ArchRule only(String home, String... library) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(home)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(library)
        .allowEmptyShould(true);
  }

  /** ArchUnit's own option does not know the folder of the profile "quick". */
  static final class WithoutTests implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("/test-classes/");
    }
  }

  /** The packages, from the lowest up; one that may know another may know all below that too. */
  private static final class Table {
    private final Map<String, Set<String>> below = new LinkedHashMap<>();

    void layer(String name, String... known) {
      Set<String> all = new TreeSet<>();
      for (String lower : known) {
        all.add(lower);
        all.addAll(below.get(lower));
      }
      below.put(name, all);
    }

    ArchRule rule() {
      LayeredArchitecture rule =
          layeredArchitecture().consideringOnlyDependenciesInLayers().withOptionalLayers(true);
      for (String name : below.keySet()) {
        rule = rule.layer(name).definedBy("dev.thaw." + name + "..");
      }
      for (Map.Entry<String, Set<String>> entry : below.entrySet()) {
        String[] known = entry.getValue().toArray(String[]::new);
        rule = known.length == 0
            ? rule.whereLayer(entry.getKey()).mayNotAccessAnyLayer()
            : rule.whereLayer(entry.getKey()).mayOnlyAccessLayers(known);
      }
      return rule.ensureAllClassesAreContainedInArchitecture()
          .as("Each layer should know only those below it");
    }
  }
}
