package dev.thaw.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Tells the version that the build wrote down. */
final class Version {
  private Version() {}

  /** Returns it as the project file has it: {@code 0.1.0}. */
  static String current() {
    try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
      var properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException broken) {
      throw new UncheckedIOException("the build is broken: no version", broken);
    }
  }
}
