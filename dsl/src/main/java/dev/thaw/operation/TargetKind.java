package dev.thaw.operation;

/** What an operation acts on; {@code then} joins only operations of one kind. */
public enum TargetKind {
  CONTAINER
}
