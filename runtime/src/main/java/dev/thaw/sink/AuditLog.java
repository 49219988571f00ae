package dev.thaw.sink;

import dev.thaw.durable.DurableLog;
import dev.thaw.event.Occurrence;
import dev.thaw.event.RunIdentity;
import dev.thaw.event.Sink;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Records every change as a line of JSON before it is tried and another one after, each on the disk
 * before the run goes on. Thread safe.
 */
public final class AuditLog implements Sink, Closeable {
  private final DurableLog log;
  private final Supplier<RunIdentity> identity;
  private AuditRecord record;

  private AuditLog(DurableLog log, Supplier<RunIdentity> identity) {
    this.log = log;
    this.identity = identity;
  }

  /**
   * Opens the log at that place; its folder must exist.
   *
   * @param identity asked once, when the first record is due
   * @throws IOException if it cannot be written
   */
  public static AuditLog open(Path path, Supplier<RunIdentity> identity) throws IOException {
    return new AuditLog(DurableLog.open(path), identity);
  }

  @Override
  public void accept(Occurrence occurrence) throws IOException {
    Optional<byte[]> line = record().line(occurrence);
    if (line.isPresent()) {
      log.append(line.get());
    }
  }

  private synchronized AuditRecord record() {
    if (record == null) {
      record = new AuditRecord(identity);
    }
    return record;
  }

  @Override
  public void close() throws IOException {
    log.close();
  }
}
