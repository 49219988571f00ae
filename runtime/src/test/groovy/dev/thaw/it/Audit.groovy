package dev.thaw.it

import com.fasterxml.jackson.databind.ObjectMapper
import java.nio.file.Files
import java.nio.file.Path

/** An audit log as a reader without Thaw has it: lines of JSON. */
final class Audit {
  private static final ObjectMapper MAPPER = new ObjectMapper()

  final List<Map> records

  private Audit(List<Map> records) {
    this.records = records
  }

  /** Reads a log; one that is not there has no records. */
  static Audit read(Path log) {
    new Audit(Files.exists(log) ? Files.readAllLines(log).findAll().collect { MAPPER.readValue(it, Map) } : [])
  }

  List<Map> phase(String phase) {
    records.findAll { it.phase == phase }
  }

  Map<String, List<Map>> byContainer() {
    records.groupBy { it.container as String }
  }

  /**
   * Returns the state in which each recorded container must be, going by the log alone; null where the log
   * leaves it open: an intent without result, or a result that says unknown.
   */
  Map<String, String> states() {
    byContainer().collectEntries { id, all ->
      def last = all.last()
      [id, last.phase == 'result' && last.changed != null && last.after != 'unknown' ? last.after : null]
    }
  }
}
