package dev.thaw.host

import org.apache.commons.compress.archivers.tar.TarArchiveEntry
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream
import org.apache.commons.compress.archivers.tar.TarConstants

/** Writes archives entry by entry, also such as no engine would send. */
final class Tar {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream()
  private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, 512, 'UTF-8')

  Tar() {
    tar.longFileMode = TarArchiveOutputStream.LONGFILE_POSIX
    tar.addPaxHeadersForNonAsciiNames = true
  }

  static byte[] of(@DelegatesTo(Tar) Closure entries) {
    def made = new Tar()
    made.with(entries)
    made.tar.close()
    made.bytes.toByteArray()
  }

  void file(String name, String text = '', int mode = 0644) {
    def content = text.getBytes('UTF-8')
    def entry = entry(name, TarConstants.LF_NORMAL)
    entry.mode = mode
    entry.size = content.length
    tar.putArchiveEntry(entry)
    tar.write(content)
    tar.closeArchiveEntry()
  }

  void folder(String name, int mode = 0755) {
    def entry = entry(name, TarConstants.LF_DIR)
    entry.mode = mode
    put(entry)
  }

  void link(String name, String target) {
    other(name, TarConstants.LF_SYMLINK, target)
  }

  void hardLink(String name, String target) {
    other(name, TarConstants.LF_LINK, target)
  }

  void other(String name, byte type, String target = '') {
    def entry = entry(name, type)
    entry.linkName = target
    put(entry)
  }

  private void put(TarArchiveEntry entry) {
    tar.putArchiveEntry(entry)
    tar.closeArchiveEntry()
  }

  private static TarArchiveEntry entry(String name, byte type) {
    def entry = new TarArchiveEntry('x', type, true)
    entry.setName(name)
    // The name as it is, absolute or not.
    TarArchiveEntry.getDeclaredField('name').with {
      it.accessible = true
      it.set(entry, name)
    }
    entry
  }
}
