package dev.thaw.host;

/**
 * One thing to be done to the files of this machine, as data: it can be printed, compared and
 * carried out.
 *
 * @param path where, below the host's directory, its parts apart by slashes
 * @param overwrite whether what is there already may be replaced
 */
public record HostCall(String path, boolean overwrite) {
  @Override
  public String toString() {
    return "writes " + path;
  }
}
