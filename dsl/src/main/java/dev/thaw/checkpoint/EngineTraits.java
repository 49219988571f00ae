package dev.thaw.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * What decides about checkpoints of an engine. A text that the engine does not tell is empty.
 *
 * @param product {@link #DOCKER} or {@link #PODMAN}
 * @param version the engine's, such as {@code 26.1.5+dfsg1}
 * @param apiVersion the newest API that it speaks
 * @param experimental whether its experimental features are on
 * @param storageDriver what keeps its images: {@code overlay2}, or {@code overlayfs} with the
 *     containerd image store
 * @param kernel the release of its host's kernel
 * @param cgroupVersion {@code 1} or {@code 2}
 * @param operatingSystem the name of its host's system
 * @param criu the version of CRIU on its host, if somebody has looked
 * @param criuProblem what speaks against that CRIU, or that there is none, if somebody has looked
 * @param containerd the version of containerd that it uses, if it tells
 * @param runtime the runtime that containers have if they do not say otherwise
 * @param rootless whether it runs without root's rights
 * @param containerdStore whether images are kept by containerd
 */
public record EngineTraits(
    String product,
    String version,
    String apiVersion,
    boolean experimental,
    String storageDriver,
    String kernel,
    String cgroupVersion,
    String operatingSystem,
    Optional<String> criu,
    Optional<String> criuProblem,
    Optional<String> containerd,
    String runtime,
    boolean rootless,
    boolean containerdStore) {
  public static final String DOCKER = "docker";
  public static final String PODMAN = "podman";

  /**
   * Reads what an engine says of itself. Nothing in either document is relied on to be there.
   *
   * @param info the reply to {@code GET /info}
   * @param version the reply to {@code GET /version}
   */
  public static EngineTraits of(JsonNode info, JsonNode version) {
    return new EngineTraits(
        component(version, "Podman Engine").isPresent() ? PODMAN : DOCKER,
        version.path("Version").asText(info.path("ServerVersion").asText("")),
        version.path("ApiVersion").asText(""),
        version.path("Experimental").asBoolean(info.path("ExperimentalBuild").asBoolean(false)),
        info.path("Driver").asText(""),
        info.path("KernelVersion").asText(version.path("KernelVersion").asText("")),
        info.path("CgroupVersion").asText(""),
        info.path("OperatingSystem").asText(""),
        Optional.empty(),
        Optional.empty(),
        component(version, "containerd"),
        info.path("DefaultRuntime").asText(""),
        rootless(info),
        driverStatus(info, "driver-type").startsWith("io.containerd."));
  }

  /**
   * Returns this with what was seen of CRIU on the engine's host. No version and a problem means
   * that there is none; a version without a problem that its own check was content.
   */
  public EngineTraits with(Optional<String> criuVersion, Optional<String> problem) {
    return new EngineTraits(
        product,
        version,
        apiVersion,
        experimental,
        storageDriver,
        kernel,
        cgroupVersion,
        operatingSystem,
        criuVersion,
        problem,
        containerd,
        runtime,
        rootless,
        containerdStore);
  }

  /** Returns whether it is Docker's engine. */
  public boolean docker() {
    return product.equals(DOCKER);
  }

  private static Optional<String> component(JsonNode version, String name) {
    for (JsonNode component : version.path("Components")) {
      if (component.path("Name").asText().equals(name)) {
        return Optional.of(component.path("Version").asText());
      }
    }
    return Optional.empty();
  }

  /** Docker says it among the security options, Podman in a field of its own. */
  private static boolean rootless(JsonNode info) {
    for (JsonNode option : info.path("SecurityOptions")) {
      if (option.asText().startsWith("name=rootless")) {
        return true;
      }
    }
    return info.path("Rootless").asBoolean(false);
  }

  private static String driverStatus(JsonNode info, String key) {
    for (JsonNode pair : info.path("DriverStatus")) {
      if (pair.path(0).asText().equals(key)) {
        return pair.path(1).asText();
      }
    }
    return "";
  }
}
