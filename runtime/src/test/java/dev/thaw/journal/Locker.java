package dev.thaw.journal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A process that takes a journal's locks when it is told to. */
final class Locker {
  private Locker() {}

  /** Takes the lock that each line of its input names, and says whether it has it. */
  public static void main(String[] arguments) throws IOException {
    JournalFile file = JournalFile.open(Path.of(arguments[0])).orElseThrow();
    var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      System.out.println(
          switch (line) {
            case "own" -> file.own();
            case "guard" -> file.guard();
            default -> file.inherit();
          });
    }
  }
}
