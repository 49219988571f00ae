package dev.thaw.event;

import java.util.Optional;

/**
 * Who runs what from where: told with every record of an audit log, so that each stands by itself.
 *
 * @param runId unique, and in order of time: {@code 20261121T110559Z-4f3a2b1c}
 * @param user the effective user's name
 * @param uid the effective user's number
 * @param loginUid the number of the user who once logged in, which sudo and su do not change
 * @param sudoUser the user who called sudo
 * @param terminal whether a person sits before it, as against cron
 * @param pid this process
 * @param host this machine
 * @param script the script as the user named it
 * @param scriptSha256 of the script's bytes, 64 hexadecimal digits
 * @param revision the script's place in git
 */
public record RunIdentity(
    String runId,
    String user,
    long uid,
    Optional<Long> loginUid,
    Optional<String> sudoUser,
    boolean terminal,
    long pid,
    String host,
    String script,
    String scriptSha256,
    Optional<Revision> revision) {

  /**
   * A script's place in git.
   *
   * @param commit the commit that is checked out
   * @param dirty whether the script differs from it, or is not in it
   */
  public record Revision(String commit, boolean dirty) {}
}
