package dev.thaw.operation;

/**
 * The engine's way of speaking, which a lowering may depend on.
 *
 * @param apiMajor the negotiated API's major number, 1 so far
 * @param apiMinor the negotiated API's minor number: 41 for Docker 20.10, 45 for 26.1
 */
public record Dialect(int apiMajor, int apiMinor) {

  /** The oldest that Thaw speaks: Docker 20.10. */
  public static final Dialect OLDEST = new Dialect(1, 41);

  /** The newest that Thaw was tested with: Docker 28.5. */
  public static final Dialect NEWEST = new Dialect(1, 51);

  /**
   * Reads a version such as {@code 1.45}.
   *
   * @throws IllegalArgumentException if it is not two numbers with a dot between
   */
  public static Dialect parse(String version) {
    String[] parts = version.split("\\.", -1);
    if (parts.length != 2) {
      throw new IllegalArgumentException("not an API version: " + version);
    }
    return new Dialect(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
  }

  /** Returns whether this is {@code other} or newer. */
  public boolean atLeast(Dialect other) {
    return apiMajor > other.apiMajor || apiMajor == other.apiMajor && apiMinor >= other.apiMinor;
  }

  @Override
  public String toString() {
    return apiMajor + "." + apiMinor;
  }
}
