package dev.thaw.fact;

import static dev.thaw.fact.FactCost.INSPECT;
import static dev.thaw.fact.FactCost.LIST;

import dev.thaw.value.Value;
import dev.thaw.value.ValueKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What a container is, whatever happens inside of it. */
final class ContainerFacts {
  private static final Pattern IDENTIFIER = Pattern.compile("sha256:.*|[0-9a-f]{12,64}");

  private ContainerFacts() {}

  static List<Fact> all() {
    return List.of(
        FactForms.text(
                "id",
                LIST,
                "the full identifier, 64 hexadecimal digits; id =~ /^abc/ asks for a beginning",
                Snapshot::id)
            .narrowing((key, value) -> FactForms.filter("id", value, true)),
        // The engine matches parts of names, and regular expressions at that.
        FactForms.text("name", LIST, "the name, without a leading slash", Snapshot::name),
        FactForms.one(
                "image",
                INSPECT,
                "the image, as the container was made from it; the list tells it, too, unless its"
                    + " tag has moved since",
                ValueKind.TEXT,
                ContainerFacts::image)
            .sayingItself(),
        new Fact(
                "label",
                LIST,
                "the label of that key: label.tier, label.a.b, label['auto-resume']; null if there"
                    + " is none",
                Map.of(ValueKind.TEXT, FactForms::label))
            .withKey()
            .orNull()
            .narrowing(FactForms::labelFilter),
        compose("project", "the Compose project that it belongs to, null if to none"),
        compose("service", "the Compose service that it belongs to, null if to none"),
        FactForms.one(
            "created",
            LIST,
            "when it was made, to the second: created < 2.days.ago",
            ValueKind.INSTANT,
            s -> s.listing().created().map(Value.Moment::new)),
        FactForms.one(
            "age",
            LIST,
            "how long ago it was made",
            ValueKind.TIME,
            s -> s.listing().created().flatMap(created -> FactForms.since(s, created))),
        FactForms.texts(
            "networks",
            "the names of its networks, also of those that a stopped one will be on",
            s -> Optional.of(Value.Members.ofTexts(s.listing().networks()))),
        FactForms.texts(
            "volumes",
            "the names of the volumes mounted into it; mounted folders have none",
            s -> Optional.of(Value.Members.ofTexts(s.listing().volumes()))),
        FactForms.one(
                "ports",
                LIST,
                "the machine's ports that lead to it, as numbers; the engine tells none of one that"
                    + " is neither running nor paused",
                ValueKind.SET,
                ContainerFacts::ports)
            .setOf(ValueKind.NUMBER),
        configured(
            "tty",
            "whether it has a terminal",
            ValueKind.FLAG,
            inspection -> new Value.Flag(inspection.tty())),
        configured(
                "restartPolicy",
                "when the engine starts it again by itself",
                ValueKind.TEXT,
                inspection -> new Value.Text(inspection.restartPolicy()))
            .oneOf(Inspection.RESTART_POLICIES));
  }

  /** Nothing that is done to a container changes what it was made with. */
  private static Fact configured(
      String name, String summary, ValueKind kind, Function<Inspection, Value> read) {
    return FactForms.one(
            name,
            INSPECT,
            summary,
            kind,
            s -> s.depth().covers(INSPECT)
                ? Optional.of(read.apply(s.inspection()))
                : Optional.empty())
        .sayingItself();
  }

  private static Fact compose(String name, String summary) {
    String label = "com.docker.compose." + name;
    return FactForms.one(name, LIST, summary, ValueKind.TEXT, s -> FactForms.label(s, label))
        .orNull()
        .narrowing((key, value) -> FactForms.labelFilter(label, value));
  }

  /** For a container whose image has lost its name, the list has the image's identifier instead. */
  private static Optional<Value> image(Snapshot snapshot) {
    return snapshot.depth().covers(INSPECT)
            || !IDENTIFIER.matcher(snapshot.image()).matches()
        ? Optional.of(new Value.Text(snapshot.image()))
        : Optional.empty();
  }

  /** Ports come and go with the processes behind them. */
  private static Optional<Value> ports(Snapshot snapshot) {
    return snapshot.assumed()
        ? Optional.empty()
        : Optional.of(Value.Members.ofNumbers(snapshot.listing().ports()));
  }
}
