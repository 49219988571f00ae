package dev.thaw.checkpoint

import spock.lang.Specification

class CriuDiagnosisSpec extends Specification {
  /** Of CRIU 4.1.1, of a container with an open connection. */
  static final DUMP = '''
(00.000000) Version: 4.1.1 (gitid 0)
(00.001080) Error (criu/util.c:1533): rlimit: Can't setup RLIMIT_NOFILE for self: Operation not permitted
(00.045717) Warn  (compel/arch/x86/src/lib/infect.c:418): Will restore 93210 with interrupted system call
(00.045974) Error (criu/sk-inet.c:191): inet: Connected TCP socket, consider using --tcp-established option.
(00.045982) Error (criu/cr-dump.c:1681): Dump files (pid: 93210) failed with -1
(00.102597) Error (criu/cr-dump.c:2111): Dumping FAILED.
'''

  /** Of a container without the file that its processes had open. */
  static final RESTORE = '''
(00.001823) Error (criu/util.c:1533): rlimit: Can't setup RLIMIT_NOFILE for self: Operation not permitted
(00.193269)      1: Error (criu/files-reg.c:2353): Can't open file tmp/openf on restore: No such file or directory
(00.193271)      1: Error (criu/files-reg.c:2267): Can't open file tmp/openf: No such file or directory
(00.193273)      1: Error (criu/files.c:1221): Unable to open fd=3 id=0x5
(00.195543) Error (criu/cr-restore.c:2320): Restoring FAILED.
(00.197451) Error (criu/cgroup.c:1998): cg: cgroupd: recv req error: No such file or directory
'''

  def "a log of a failed dump tells of the connection, and nothing that only follows"() {
    given:
    def diagnosis = CriuDiagnosis.of(DUMP).get()

    expect:
    diagnosis.lines() == ['inet: Connected TCP socket, consider using --tcp-established option.']
    diagnosis.reason().startsWith('It has established TCP connections')
    diagnosis.text().endsWith("CRIU says: ${diagnosis.lines()[0]}")
    CriuDiagnosis.version(DUMP).get() == '4.1.1'
  }

  def "a log of a failed restore tells which file is missing"() {
    given:
    def diagnosis = CriuDiagnosis.of(RESTORE).get()

    expect:
    diagnosis.reason() == 'A file that it had open is not there: /tmp/openf.'
    diagnosis.lines().size() == 2
    CriuDiagnosis.version(RESTORE).empty
  }

  def "it knows why: #line"() {
    given:
    def diagnosis = CriuDiagnosis.of("(00.1) Error (criu/x.c:1): $line\n").get()

    expect:
    diagnosis.reason().contains(reason)
    diagnosis.cure()

    where:
    line                                                               | reason
    'File var/log/app.log has bad size 12 (expect 10)'                 | 'has changed since the checkpoint: /var/log/app.log'
    "tty: Don't have tty to inherit session from, aborting"            | 'terminal'
    'seccomp: Can\'t dump seccomp filter'                              | 'seccomp'
    "unix: Can't dump half of stream unix connection."                 | 'unix socket'
    'Unable to freeze tasks: Operation not permitted'                  | 'control group'
    "mnt: 730:./etc/hosts doesn't have a proper root mount"            | 'mount'
    "Can't dump file 7 of that type [anon_inode:[io_uring]]: io_uring" | 'cannot save'
    'fsnotify: Can\'t dump that handle'                                | 'watches a file'
    'Kernel is too old'                                                | 'kernel lacks'
    'pages: write: No space left on device'                            | 'disk of the engine'
  }

  def "what is not known is told in CRIU's words alone, and no error is none"() {
    expect:
    CriuDiagnosis.of('(00.1) Error (criu/x.c:1): the moon is full').get().text() == 'CRIU says: the moon is full'
    CriuDiagnosis.of('(00.1) Warn (criu/x.c:1): a warning').empty
    CriuDiagnosis.of('').empty
  }
}
