package dev.thaw.sink;

import dev.thaw.durable.DurableLog;
import dev.thaw.event.Occurrence;
import dev.thaw.event.RunIdentity;
import dev.thaw.event.Sink;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
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

  /**
   * Opens the log for what must not be kept from happening: if it cannot be opened, every record
   * fails, and whoever makes them keeps them elsewhere.
   */
  public static AuditLog insistent(Path path, Supplier<RunIdentity> identity) {
    try {
      return open(path, identity);
    } catch (IOException unwritable) {
      return new AuditLog(new DurableLog(path, new Broken(unwritable)), identity);
    }
  }

  private record Broken(IOException why) implements DurableLog.Disk {
    @Override
    public void append(ByteBuffer lines) throws IOException {
      throw why;
    }

    @Override
    public void close() {}
  }

  @Override
  public void accept(Occurrence occurrence) throws IOException {
    Optional<byte[]> line = record().line(occurrence);
    if (line.isPresent()) {
      log.append(line.get());
    }
  }

  /** Returns the line that the log has for an event, if it has one. */
  public Optional<byte[]> line(Occurrence occurrence) throws IOException {
    return record().line(occurrence);
  }

  /** Appends a line that another run's log could not take. */
  public void append(byte[] line) throws IOException {
    log.append(line);
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
