package dev.thaw.engine.sim;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The request for events: what is remembered, and what happens until the end that it names.
 *
 * @param settle lets everything happen that has come due by a moment
 */
record EventRoutes(EventBacklog backlog, SimClock clock, Consumer<Instant> settle) {
  private static final Pattern MOMENT = Pattern.compile("-?[0-9]{1,12}(\\.[0-9]{1,18})?");

  List<Route> routes() {
    return List.of(Route.of("GET", "/events", this::events));
  }

  /** Without a beginning or an end nothing is told of the past: moby, {@code events.go}. */
  private Answer events(SimRequest request) {
    Optional<Instant> since = moment(request, "since");
    Optional<Instant> until = moment(request, "until");
    if (since.isPresent() && until.filter(since.get()::isAfter).isPresent()) {
      throw new Refusal(
          400,
          "`since` time (" + request.text("since").orElseThrow()
              + ") cannot be after `until` time (" + request.text("until").orElseThrow() + ")");
    }
    EventFilters filters = EventFilters.parse(request.call().query().getOrDefault("filters", ""));
    settle.accept(request.now());
    var lines = new ByteArrayOutputStream();
    if (since.isPresent() || until.isPresent()) {
      backlog.all().stream()
          .filter(event -> since.filter(event.at()::isBefore).isEmpty())
          .filter(event -> until.filter(event.at()::isAfter).isEmpty())
          .filter(filters::match)
          .forEach(event -> lines.writeBytes(event.json()));
    }
    if (until.filter(request.now()::isAfter).isPresent()) {
      return Answer.of(200, "application/json", lines.toByteArray());
    }
    var feed = new EventFeed(filters, until, clock, settle);
    backlog.follow(feed);
    return Answer.following(lines.toByteArray(), feed);
  }

  /** Seconds since 1970, with a part of a second after the point. */
  private static Optional<Instant> moment(SimRequest request, String name) {
    Optional<String> text = request.text(name);
    if (text.isPresent() && !MOMENT.matcher(text.get()).matches()) {
      throw new Refusal(500, "strconv.ParseInt: parsing \"" + text.get() + "\": invalid syntax");
    }
    return text.map(BigDecimal::new)
        .map(seconds -> Instant.ofEpochSecond(
            seconds.longValue(),
            seconds.remainder(BigDecimal.ONE).movePointRight(9).longValue()));
  }
}
