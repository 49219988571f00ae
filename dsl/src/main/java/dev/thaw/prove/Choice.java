package dev.thaw.prove;

import dev.thaw.value.Value;
import java.util.Map;
import java.util.Optional;

/** What a fact of a made-up container may be. */
sealed interface Choice {

  /** Nothing is known. */
  Choice NONE = new Known(Optional.empty(), "");

  /** Returns why there may be no such container after all; empty if there certainly is. */
  String doubt();

  /**
   * That value, or unknown.
   *
   * @param value nothing for unknown
   */
  record Known(Optional<Value> value, String doubt) implements Choice {}

  /**
   * Some value that is not at hand. It stands for all that no example was found of, so that nothing
   * is called impossible only because no example was found.
   *
   * @param matches which regular expressions match it, as far as that is told
   * @param open whether not even that is known that it equals none of the constants' neighbours
   */
  record Stranger(Map<Matching, Boolean> matches, boolean open, String doubt) implements Choice {}
}
