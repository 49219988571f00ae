package dev.thaw.operation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/** What an operation sends for one target. */
public sealed interface Request {

  /** Returns the calls in their order; those that depend on a reply hold placeholders. */
  List<EngineCall> calls();

  /** Returns what is done to files of this machine, in words. */
  default List<String> here() {
    return List.of();
  }

  /** Returns what shows whether it was brought about, where the container itself does not. */
  default Optional<Evidence> proof() {
    if (this instanceof Proven proven) {
      return Optional.of(proven.evidence());
    }
    return this instanceof Staged staged ? Optional.of(staged.evidence()) : Optional.empty();
  }

  /** Nothing: the snapshot itself is the result, as for {@code ps}. */
  record Nothing() implements Request {
    @Override
    public List<EngineCall> calls() {
      return List.of();
    }
  }

  /** One call whose status decides. */
  record Once(EngineCall call) implements Request {
    @Override
    public List<EngineCall> calls() {
      return List.of(call);
    }
  }

  /**
   * Several questions whose answers are made sense of together. The last of them asks for what
   * happened up to {@code {Now}}, which is known only when it is asked.
   */
  record Examination(List<EngineCall> calls, int lines) implements Request {
    /** The placeholder for the present moment. */
    public static final String NOW = "{Now}";

    public Examination {
      calls = List.copyOf(calls);
    }
  }

  /** One call whose reply is a stream of output. */
  record Stream(EngineCall call) implements Request {
    @Override
    public List<EngineCall> calls() {
      return List.of(call);
    }
  }

  /**
   * One call whose reply is an archive that comes to this machine.
   *
   * @param inside the path in the container, as the script has it
   * @param to where it goes, as the script has it: a path on this machine
   * @param overwrite whether what is there already may be replaced
   */
  record Download(EngineCall call, String inside, String to, boolean overwrite) implements Request {
    @Override
    public List<EngineCall> calls() {
      return List.of(call);
    }
  }

  /**
   * One call that carries an archive from this machine.
   *
   * @param call its parameter {@code path} is {@link #FOLDER} until a look has told the folder
   * @param inside where it goes in the container, as the script has it
   * @param from what is copied, as the script has it: a path on this machine
   * @param overwrite whether what is there already may be replaced
   * @param name what it is to be called in its folder; empty until a look has told
   */
  record Upload(EngineCall call, String inside, String from, boolean overwrite, String name)
      implements Request {
    /** The placeholder for the folder that the archive is unpacked in. */
    public static final String FOLDER = "{Folder}";

    /** Returns the look at what a path inside leads to. */
    public EngineCall look(String path) {
      return EngineCall.head(call.path(), Map.of("path", path));
    }

    /** Returns this one with its place. */
    public Upload into(String folder, String called) {
      var query = new TreeMap<>(call.query());
      query.put("path", folder);
      return new Upload(
          new EngineCall(call.method(), call.path(), query, call.body(), call.payload()),
          inside,
          from,
          overwrite,
          called);
    }

    @Override
    public List<EngineCall> calls() {
      return List.of(call);
    }
  }

  /**
   * Questions that must be answered before it can be said what is sent; they change nothing.
   *
   * @param questions asked in their order
   * @param next makes the request of the answers, which are in the same order
   */
  record Inquiry(List<EngineCall> questions, Function<List<JsonNode>, Request> next)
      implements Request {
    public Inquiry {
      questions = List.copyOf(questions);
    }

    @Override
    public List<EngineCall> calls() {
      return List.of();
    }
  }

  /**
   * Nothing, as it is known that it would fail.
   *
   * @param reason why, and what to do
   */
  record Impossible(String reason) implements Request {
    @Override
    public List<EngineCall> calls() {
      return List.of();
    }
  }

  /**
   * Nothing more: what was asked tells all there is to know.
   *
   * @param lines for people
   */
  record Told(List<String> lines) implements Request {
    public Told {
      lines = List.copyOf(lines);
    }

    @Override
    public List<EngineCall> calls() {
      return List.of();
    }
  }

  /**
   * Calls one after the other, each only if the one before it succeeded, and a look that shows
   * whether they brought about what they were to.
   *
   * @param calls none if it is so already
   * @param what what it brings about, for people: {@code as nightly.20261121T110559Z-4f3a2b1c}
   */
  record Proven(List<EngineCall> calls, Evidence evidence, String what) implements Request {
    public Proven {
      calls = List.copyOf(calls);
    }
  }

  /**
   * Several things one after the other, each only if the one before it succeeded.
   *
   * @param root the engine's data root
   * @param container the one whose folder there shows that its files are this machine's
   * @param stages where the first makes a container, {@link Command#ID} stands for it in the later
   * @param otherwise what takes back what was done, if not all of it is
   * @param made lists the container that the first stage makes; its reply may be lost
   * @param remarks what people should know of it
   */
  record Staged(
      String root,
      String container,
      List<Stage> stages,
      List<Stage> otherwise,
      Optional<EngineCall> made,
      Evidence evidence,
      List<String> remarks)
      implements Request {
    public Staged {
      stages = List.copyOf(stages);
      otherwise = List.copyOf(otherwise);
      remarks = List.copyOf(remarks);
    }

    @Override
    public List<EngineCall> calls() {
      return stages.stream().flatMap(stage -> stage.calls().stream()).toList();
    }

    @Override
    public List<String> here() {
      return stages.stream()
          .filter(Stage.OnDisk.class::isInstance)
          .map(stage -> ((Stage.OnDisk) stage).call().toString())
          .toList();
    }
  }

  /**
   * Nothing more than to tell which checkpoints there are.
   *
   * @param engine the engine's identifier
   * @param places of all of them by their names, the newest first
   * @param verify whether to read their files
   */
  record Checkpoints(
      String engine, String container, Map<String, CheckpointPlace> places, boolean verify)
      implements Request {
    @Override
    public List<EngineCall> calls() {
      return List.of();
    }
  }

  /**
   * What shows that something was brought about.
   *
   * @param look changes nothing
   * @param shown judges its answer
   * @param missing what to tell people if it is not so: {@code there is no such checkpoint}
   * @param early whether it shows as soon as the engine has begun, and so says nothing of the end
   *     where the engine's reply was lost
   */
  record Evidence(EngineCall look, Predicate<JsonNode> shown, String missing, boolean early) {
    /** What shows only when it is all done. */
    public Evidence(EngineCall look, Predicate<JsonNode> shown, String missing) {
      this(look, shown, missing, false);
    }
  }

  /**
   * A command inside the container: made, run with its output streamed, then asked for its exit
   * code. {@code {Id}} in the later paths stands for the {@code Id} of the first reply.
   */
  record Command(EngineCall create, EngineCall run, EngineCall outcome) implements Request {
    /** The placeholder for the identifier that the engine gives. */
    public static final String ID = "{Id}";

    /**
     * Returns this command with the identifier that the engine gave in its later paths.
     *
     * @return nothing if it is no identifier, and so has no place in a path
     */
    public Optional<Command> identified(String id) {
      return EngineCall.isIdentifier(id)
          ? Optional.of(new Command(create, with(id, run), with(id, outcome)))
          : Optional.empty();
    }

    private static EngineCall with(String id, EngineCall call) {
      return new EngineCall(call.method(), call.path().replace(ID, id), call.query(), call.body());
    }

    @Override
    public List<EngineCall> calls() {
      return List.of(create, run, outcome);
    }
  }

  /** Waits: looks, as often as it takes, and what a probe may send. */
  record Await(Wait what) implements Request {
    @Override
    public List<EngineCall> calls() {
      return what.probing().flatMap(Probing::command).map(Command::calls).orElse(List.of());
    }
  }
}
