package dev.thaw.it

import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** What only a process of its own can show: it needs no engine. */
@Timeout(300)
class ProcessSpec extends Specification {
  static final String SCRIPT = '''
    param 'tier', 'batch'
    def database = 'db-' + 1
    parallel {
      pause where { label.tier == tier && mem < 80% && name =~ 'İstanbul|ığ' }
      exec 'pg_dump -Fc', env: ['A=ß', 'B=\\u00e9'] where name == "$database" timeout 90.seconds then stop(grace: 1500.ms)
    }
    unpause where { label.auto_resume == 'true' } unless { cpu > 12.5% }  max 10
    logs where { label.tier in ['a', 'ı', 'I'] && exitCode != 137 } tail 5
  '''

  @TempDir
  Path folder

  private Path script(String where) {
    Files.writeString(Files.createDirectories(folder.resolve(where)).resolve('nightly.groovy'), SCRIPT)
  }

  def "a script's graph has the same bytes whatever the time zone, the locale, the environment and the place"() {
    given:
    def processes = [
      [env: [TZ: 'UTC', LC_ALL: 'C']],
      [env: [TZ: 'Asia/Kolkata', LC_ALL: 'tr_TR.UTF-8', DOCKER_HOST: 'tcp://nowhere:1', THAW: 'x'],
        jvm: ['-Duser.language=tr', '-Duser.country=TR', '-Duser.timezone=Asia/Kolkata']],
      [env: [TZ: 'America/St_Johns', LC_ALL: 'ar_EG', COLUMNS: '20'],
        jvm: ['-Duser.language=ar', '-Duser.country=EG', '-Duser.timezone=America/St_Johns', '-Dfile.encoding=ISO-8859-1', '-Dline.separator=\r\n']],
    ].withIndex().collect { how, index ->
      ThawProcess.start(how, folder.resolve("p$index"), 'graph', '--format', 'json', '-p', 'tier=Ii', script("at$index").toString())
    }

    expect:
    processes*.end() == [0, 0, 0]
    def graphs = processes.collect { it.out.stripTrailing() }
    graphs[0].startsWith('{"schema":2')
    graphs[1] == graphs[0]
    graphs[2] == graphs[0]
  }

  def "the second #command of a script loads no class of Groovy's"() {
    given:
    def log = folder.resolve('classes.log')
    def run = {
      def process = ThawProcess.start(folder.resolve('p'), jvm: ["-Xlog:class+load:file=$log"], *command.tokenize(' '), script('at').toString())
      assert process.end() == 0: process.err
      Files.readAllLines(log).count { it =~ /\b(groovy|org\.codehaus\.groovy|org\.apache\.groovy|groovyjarjar\w+)\.\w/ }
    }

    expect:
    run() > 100
    run() == 0

    where:
    command << ['graph', 'run --engine sim', 'plan --engine sim']
  }

  def "no command that compiles nothing loads a class of Groovy's: #command"() {
    given:
    def log = folder.resolve('classes.log')
    def process = ThawProcess.start(folder.resolve('p'), jvm: ["-Xlog:class+load:file=$log"], *command.tokenize(' '))

    expect:
    process.end() == 0
    !Files.readAllLines(log).any { it =~ /\b(groovy|org\.codehaus\.groovy|org\.apache\.groovy)\.\w/ }

    where:
    command << ['version', 'ops', '--help', 'pause --help']
  }
}
