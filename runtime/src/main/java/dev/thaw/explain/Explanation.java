package dev.thaw.explain;

import dev.thaw.diagnostic.SourceSpan;
import java.util.List;

/**
 * What a statement means, in words.
 *
 * @param span where it stands
 * @param id the node that it is in the graph; empty if it is none
 * @param title what it is, in a few words
 * @param points in the order in which people ask
 */
public record Explanation(SourceSpan span, String id, String title, List<Point> points) {
  public Explanation {
    points = List.copyOf(points);
  }
}
