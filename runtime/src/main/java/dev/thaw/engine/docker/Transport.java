package dev.thaw.engine.docker;

import dev.thaw.engine.EngineException;
import dev.thaw.engine.Reply;
import dev.thaw.engine.Upload;

/** Carries HTTP requests to one address. Safe for use by many threads at once. */
interface Transport extends AutoCloseable {

  /** Returns the address as a user would write it. */
  String address();

  /**
   * Sends one request, once, and returns the reply when its head has come; the body comes while it
   * is read.
   *
   * @param target path and query, encoded
   * @param body the request's JSON text in UTF-8, or an archive for PUT; empty for none
   * @param deadline the end of the reply's body, too
   * @throws EngineException if no reply came; reading the body throws it likewise
   */
  Reply exchange(String method, String target, byte[] body, Deadline deadline)
      throws EngineException;

  /**
   * Sends one request, once, with an archive that is read while it goes out.
   *
   * @throws EngineException if no reply came, or the archive broke off
   */
  Reply exchange(String method, String target, Upload upload, Deadline deadline)
      throws EngineException;

  /** Returns the type of what requests of that method carry: archives are what is put. */
  static String type(String method) {
    return method.equals("PUT") ? "application/x-tar" : "application/json";
  }

  @Override
  void close();
}
