package dev.thaw.script

import dev.thaw.event.RunIdentity.Revision
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import java.time.Duration
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir

class RevisionsSpec extends Specification {
  @TempDir
  Path folder

  Path script

  def setup() {
    script = folder.resolve('run me.groovy')
    Files.writeString(script, 'pause where all')
  }

  private Optional<Revision> revision() {
    Revisions.of(script, Files.readAllBytes(script))
  }

  def "a script in git has a revision, dirty when it differs"() {
    given:
    git('init', '-q')

    expect: 'nothing committed yet'
    revision() == Optional.of(new Revision('(initial)', true))

    when:
    commit()
    def commit = git('rev-parse', 'HEAD').strip()

    then:
    revision() == Optional.of(new Revision(commit, false))

    when:
    Files.writeString(script, 'unpause where all')

    then:
    revision() == Optional.of(new Revision(commit, true))
  }

  def "a script below the top, one that git does not know, and a link to one"() {
    given:
    git('init', '-q')
    def below = Files.createDirectories(folder.resolve('a/b')).resolve('deep.groovy')
    Files.writeString(below, 'ps where all')
    commit()
    def unknown = Files.writeString(folder.resolve('new.groovy'), 'ps where all')
    def link = Files.createSymbolicLink(folder.resolve('link.groovy'), below)

    expect:
    !Revisions.of(below, 'ps where all'.bytes).get().dirty()
    Revisions.of(unknown, 'ps where all'.bytes).get().dirty()
    !Revisions.of(link, 'ps where all'.bytes).get().dirty()
  }

  def "what was run is judged, not what lies there by now"() {
    given:
    git('init', '-q')
    commit()

    expect:
    Revisions.of(script, 'stop where all'.bytes).get().dirty()
  }

  def "where names of objects are SHA-256"() {
    given:
    git('init', '-q', '--object-format=sha256')
    commit()

    expect:
    revision().get().commit() ==~ /[0-9a-f]{64}/
    !revision().get().dirty()
  }

  def "a script outside of git has none"() {
    expect:
    revision().empty
  }

  def "nothing that a repository names is run: #setting"() {
    given:
    git('init', '-q')
    def trap = program(folder.resolve('trap'), "touch '$folder/sprung'; cat")
    commit()
    Files.writeString(folder.resolve('.gitattributes'), '* filter=trap diff=trap\n')
    git('config', setting, trap.toString())
    // Git runs a filter where the file's time tells it to look again.
    Files.writeString(script, 'pause where all')

    expect:
    !revision().get().dirty()
    !Files.exists(folder.resolve('sprung'))

    where:
    setting << ['filter.trap.clean', 'filter.trap.process', 'core.fsmonitor', 'core.hooksPath',
                'diff.trap.textconv', 'diff.external', 'core.pager', 'core.sshCommand']
  }

  @Requires({ Files.getAttribute(Path.of('/proc/self'), 'unix:uid') == 0 })
  def "a repository of the user who called sudo is not asked"() {
    given:
    git('init', '-q')
    commit()
    run(folder, [:], 'chown', '-R', '4321:4321', folder.toString())

    when: 'as sudo leaves it'
    def java = Path.of(System.getProperty('java.home'), 'bin', 'java').toString()
    def told = run(folder, [SUDO_UID: '4321', SUDO_GID: '4321', GIT_CONFIG_COUNT: '1',
        GIT_CONFIG_KEY_0: 'safe.directory', GIT_CONFIG_VALUE_0: '*'],
        java, '-cp', System.getProperty('java.class.path'), Asking.name, script.toString())

    then:
    told == 'Optional.empty\n'
  }

  def "a git that does not answer is given up: #what"() {
    given:
    git('init', '-q')
    commit()
    def tools = Files.createDirectory(folder.resolve('tools'))
    program(tools.resolve('git'), body)
    def revisions = new Revisions("$tools:/usr/bin:/bin", Duration.ofMillis(300))
    def begin = System.nanoTime()

    expect:
    revisions.revision(script, 'pause where all'.bytes).empty
    Duration.ofNanos(System.nanoTime() - begin) < Duration.ofSeconds(20)

    where:
    what                            | body
    'it hangs'                      | 'exec sleep 60'
    'what it started hangs'         | 'sleep 60'
    'it leaves its output open'     | 'sleep 60 & exit 0'
    'it prints without end'         | 'exec yes'
    'it fails'                      | 'exit 3'
    'it does not read, nor print'   | 'exit 0'
  }

  def "git is looked for where the path says, in whole paths only"() {
    given:
    git('init', '-q')
    commit()

    expect:
    new Revisions(path, Duration.ofSeconds(5)).revision(script, [] as byte[]).empty

    where:
    path << ['', '.', '/no/such/folder', ':.:relative']
  }

  private void commit() {
    git('add', '.')
    git('-c', 'user.name=t', '-c', 'user.email=t@example.invalid', 'commit', '-qm', 'One')
  }

  private String git(String... words) {
    run(folder, [:], 'git', *words)
  }

  private static Path program(Path file, String body) {
    Files.writeString(file, "#!/bin/sh\n$body\n")
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString('rwxr-xr-x'))
  }

  private static String run(Path folder, Map<String, String> environment, String... words) {
    def builder = new ProcessBuilder(words as List).directory(folder.toFile())
        .redirectErrorStream(true)
    builder.environment().putAll(environment)
    def process = builder.start()
    def output = process.inputStream.text
    assert process.waitFor() == 0: output
    output
  }

  /** A process that asks, as it must be in surroundings that a test cannot give itself. */
  static final class Asking {
    static void main(String[] arguments) {
      def script = Path.of(arguments[0])
      println Revisions.of(script, Files.readAllBytes(script))
    }
  }
}
