package dev.thaw.fault

import dev.thaw.catalog.OperationCatalog
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.Callable
import java.util.concurrent.Executors
import java.util.concurrent.atomic.AtomicInteger
import spock.lang.Shared
import spock.lang.Specification

/**
 * Every verb with every fault of the connection, by seeds: {@code -Dthaw.seeds=200} for more of them,
 * {@code -Dthaw.seed=17} for one, {@code -Dthaw.verbs=checkpoint,restore} for some of the verbs. Statements of
 * the same verbs share the seeds.
 */
class FaultProxySpec extends Specification {
  static final List<Long> SEEDS =
      System.getProperty('thaw.seed') ? [Long.getLong('thaw.seed')] : (1L..Long.getLong('thaw.seeds', 20L)).toList()

  static final List<Statement> STATEMENTS = System.getProperty('thaw.verbs')
      ? Statement.ALL.findAll { it.verbs().any { verb -> verb in System.getProperty('thaw.verbs').tokenize(',') } }
      : Statement.ALL

  @Shared
  AtomicInteger cases = new AtomicInteger()

  @Shared
  Path folder = Files.createTempDirectory('thaw-fault')

  @Shared
  def threads = Executors.newFixedThreadPool(6)

  @Shared
  Set<Thread> before = Thread.allStackTraces.keySet()

  @Shared
  long began = System.nanoTime()

  def cleanupSpec() {
    threads.shutdown()
    Files.delete(folder)
    println "faults of the connection: ${cases.get()} cases, ${Fault.values().size()} faults, ${SEEDS.size()} seeds, " +
        "${(System.nanoTime() - began).intdiv(1_000_000_000)} s"
  }

  /** They need the engine's own files, or a second engine: their failures are shown by specs of their own. */
  static final Set<String> ON_ENGINES_ALONE = ['cloneFrom', 'tryRestore', 'migrate']

  def "every verb of the catalogue is among the statements"() {
    expect:
    OperationCatalog.all()*.name().toSet() == Statement.ALL*.verbs().flatten().toSet() + ON_ENGINES_ALONE
  }

  def "#fault: what is reported is true"() {
    expect:
    violations(fault) == []

    where:
    fault << Fault.values()
  }

  def "no thread is left of it"() {
    given:
    def until = System.nanoTime() + 10_000_000_000

    expect:
    while (left() && System.nanoTime() < until) {
      Thread.yield()
    }
    left() == []
  }

  private List<String> left() {
    Thread.allStackTraces.keySet().findAll {
      !(it in before) && it.name =~ /^(engine-|step|sim-|fault-proxy)/
    }*.name
  }

  private List<String> violations(Fault fault) {
    def tasks = [STATEMENTS.groupBy { it.verbs() }.values(), SEEDS].combinations().collect { statements, seed ->
      { ->
        def statement = statements[(int) (seed % statements.size())]
        def place = Files.createDirectory(folder.resolve("${cases.incrementAndGet()}"))
        def found = new FaultCase(statement, fault, seed).violations(place)
        place.toFile().deleteDir()
        found
      } as Callable<List<String>>
    }
    def found = threads.invokeAll(tasks).collectMany { it.get() }
    found.take(3).each { println it }
    if (found) {
      println "$fault: ${found.size()} violations"
    }
    found
  }
}
