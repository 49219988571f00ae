package dev.thaw.diagnostic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LowerChars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class SuggestionsProperties {

  @Property
  void aSuggestionIsAWordOfTheVocabulary(
      @ForAll @AlphaChars @StringLength(max = 12) String typed,
      @ForAll @Size(max = 12) Set<@AlphaChars @StringLength(max = 12) String> vocabulary) {
    assertTrue(Suggestions.nearest(typed, vocabulary).stream().allMatch(vocabulary::contains));
  }

  @Property
  void theOrderOfTheVocabularyDoesNotMatter(
      @ForAll @AlphaChars @StringLength(max = 12) String typed,
      @ForAll @Size(max = 12) Set<@AlphaChars @StringLength(max = 12) String> vocabulary) {
    assertEquals(
        Suggestions.nearest(typed, new TreeSet<>(vocabulary)),
        Suggestions.nearest(typed, new TreeSet<>(vocabulary).descendingSet()));
  }

  @Property
  void oneSwapOfNeighboursIsForgiven(
      @ForAll @LowerChars @StringLength(min = 2, max = 12) String meant,
      @ForAll @IntRange(max = 10) int position) {
    int at = Math.min(position, meant.length() - 2);
    String typed = new StringBuilder(meant)
        .replace(at, at + 2, "" + meant.charAt(at + 1) + meant.charAt(at))
        .toString();
    assertEquals(Optional.of(meant), Suggestions.nearest(typed, List.of(meant)));
  }
}
