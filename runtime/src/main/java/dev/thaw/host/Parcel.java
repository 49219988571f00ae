package dev.thaw.host;

/**
 * What is to leave this machine, as it was when it was looked at.
 *
 * @param path below the host's directory
 * @param name its last part
 * @param folder whether it is one, else a file
 * @param files how many regular files
 * @param bytes how many bytes they have
 */
public record Parcel(String path, String name, boolean folder, long files, long bytes) {
  @Override
  public String toString() {
    return path + ": " + (files == 1 ? "1 file, " : files + " files, ")
        + (bytes == 1 ? "1 byte" : bytes + " bytes");
  }
}
