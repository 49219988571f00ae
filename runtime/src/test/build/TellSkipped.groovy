// The build's last words: which specs did not run for want of an engine, and how to have them run.
def skipped = new File(project.basedir, 'target/skipped-engine-specs.txt')
if (skipped.file && skipped.size() > 0) {
  println ''
  println 'Skipped for want of a real engine (Debian, as root: .ci/engine up && .ci/engine up bookworm):'
  skipped.eachLine('UTF-8') { println "  $it" }
  println ''
  // Told; the next build makes its own list.
  skipped.delete()
}
