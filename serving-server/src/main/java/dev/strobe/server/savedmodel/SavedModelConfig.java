package dev.strobe.server.savedmodel;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.tensorflow.proto.ConfigProto;

/**
 * How SavedModels are loaded and run.
 *
 * @param tags the tags of the graph to take from a SavedModel
 * @param interOpThreads threads that run the nodes of one graph side by side; -1 runs them on the
 *     caller's thread, which is the fastest for small graphs; 0 lets TensorFlow decide
 * @param intraOpThreads threads within one node; 0 lets TensorFlow decide. All models of a process
 *     share these, and the first one loaded decides
 * @param session everything else that TensorFlow can be told about its sessions
 * @param shapeChecks which requests' shapes are held against the signature
 */
public record SavedModelConfig(
    List<String> tags,
    int interOpThreads,
    int intraOpThreads,
    ConfigProto session,
    ShapeChecks shapeChecks) {

  /** Which requests' shapes are held against the signature. */
  public enum ShapeChecks {
    /** Those of graphs where a wrong shape could end the process; elsewhere the graph decides. */
    WHERE_UNSAFE,
    /** All. */
    ALWAYS
  }

  public SavedModelConfig {
    tags = List.copyOf(tags);
    requireNonNull(session, "session");
    requireNonNull(shapeChecks, "shapeChecks");
    if (interOpThreads < -1) {
      throw new IllegalArgumentException("interOpThreads must be >= -1 but was " + interOpThreads);
    }
    if (intraOpThreads < 0) {
      throw new IllegalArgumentException("intraOpThreads must be >= 0 but was " + intraOpThreads);
    }
  }

  /** The graph tagged {@code serve}, on the caller's thread, with up to four threads in a node. */
  public static SavedModelConfig defaults() {
    int cores = Runtime.getRuntime().availableProcessors();
    return new SavedModelConfig(
        List.of("serve"),
        -1,
        Math.min(cores, 4),
        ConfigProto.getDefaultInstance(),
        ShapeChecks.WHERE_UNSAFE);
  }

  public SavedModelConfig withTags(List<String> newTags) {
    return new SavedModelConfig(newTags, interOpThreads, intraOpThreads, session, shapeChecks);
  }

  public SavedModelConfig withThreads(int newInterOpThreads, int newIntraOpThreads) {
    return new SavedModelConfig(tags, newInterOpThreads, newIntraOpThreads, session, shapeChecks);
  }

  public SavedModelConfig withSession(ConfigProto newSession) {
    return new SavedModelConfig(tags, interOpThreads, intraOpThreads, newSession, shapeChecks);
  }

  public SavedModelConfig withShapeChecks(ShapeChecks newShapeChecks) {
    return new SavedModelConfig(tags, interOpThreads, intraOpThreads, session, newShapeChecks);
  }
}
