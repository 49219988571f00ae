package dev.thaw.script

import dev.thaw.catalog.OperationCatalog
import dev.thaw.cli.ExamplesSpec
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

/**
 * The same text, includes and parameters give the same bytes, wherever and by whom they are compiled. Another
 * process counts for more than another locale: the order of Java's immutable sets differs from process to process.
 */
class PuritySpec extends Specification {
  @TempDir
  @Shared
  Path folder

  private static List<String> scripts(Path folder) {
    def all = ExamplesSpec.scripts().collect { Files.readString(it) } +
        ExamplesSpec.blocks().collect { it[1] } +
        OperationCatalog.all()*.example() +
        ["include 'lib/x.groovy', n: 'Iıİi'", 'PAUSE where MEM < 5.MINUTES && Title == 1\nxyz where nmae in [1, 2]',
         "param 'a'\nparam 'b'\nstop where Iı == 'x' && sate == 'Running'"]
    Files.createDirectories(folder.resolve('lib'))
    Files.writeString(folder.resolve('lib/x.groovy'), "param 'n', 'db'\nstop where name == n && mem < 12.5%")
    all.indexed().collect { number, text ->
      Files.writeString(folder.resolve(String.format('%03d.groovy', number)), text).toString()
    }
  }

  private String compiled(Map<String, String> environment, Path work, List<String> flags, List<String> scripts) {
    def out = Files.createTempFile(folder, 'out', '')
    def builder = new ProcessBuilder(["${System.getProperty('java.home')}/bin/java".toString(), *flags,
        '-cp', System.getProperty('java.class.path'), Graphs.name, *scripts])
    builder.environment().clear()
    builder.environment().putAll(environment)
    def process = builder.directory(Files.createDirectories(work).toFile())
        .redirectErrorStream(true).redirectOutput(out.toFile()).start()
    assert process.waitFor(120, TimeUnit.SECONDS) && process.exitValue() == 0: Files.readString(out)
    Files.readString(out)
  }

  def "in processes with another language, time zone, environment and folder"() {
    given:
    def scripts = scripts(folder)

    when:
    def here = compiled([LC_ALL: 'C.UTF-8'], folder.resolve('a'), ['-Duser.language=en', '-Duser.timezone=UTC'], scripts)
    def there = compiled([LC_ALL: 'C', tier: 'etl', HOME: '/nowhere', TZ: 'Asia/Kathmandu', NO_COLOR: '1'],
        folder.resolve('b/c'), ['-Duser.language=tr', '-Duser.country=TR', '-Duser.timezone=Asia/Kathmandu',
        '-Duser.dir=/', '-Dfile.encoding=ISO-8859-9', '-XX:+UnlockExperimentalVMOptions', '-XX:hashCode=2'], scripts)

    then:
    here.readLines().count { it.startsWith('{"schema"') } > 20
    here == there
  }
}
