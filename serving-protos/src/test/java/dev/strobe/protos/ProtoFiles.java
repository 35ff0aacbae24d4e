package dev.strobe.protos;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import dev.strobe.protos.inference.OpenInferenceProtos;
import dev.strobe.protos.serving.ModelServiceProtos;
import dev.strobe.protos.serving.MonitoringConfigProtos;
import dev.strobe.protos.serving.PredictionLogProtos;
import dev.strobe.protos.serving.PredictionServiceProtos;
import dev.strobe.protos.serving.SessionBundleConfigProtos;
import dev.strobe.protos.serving.SslConfigProtos;
import dev.strobe.protos.tensorflow.SavedModelProtos;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Every descriptor this module generates. */
final class ProtoFiles {
  private static final List<FileDescriptor> ROOTS =
      List.of(
          PredictionServiceProtos.getDescriptor(),
          ModelServiceProtos.getDescriptor(),
          PredictionLogProtos.getDescriptor(),
          MonitoringConfigProtos.getDescriptor(),
          SslConfigProtos.getDescriptor(),
          SessionBundleConfigProtos.getDescriptor(),
          SavedModelProtos.getDescriptor(),
          OpenInferenceProtos.getDescriptor());

  private ProtoFiles() {}

  static Set<FileDescriptor> files() {
    Set<FileDescriptor> files = new LinkedHashSet<>();
    ROOTS.forEach(root -> collect(root, files));
    return files;
  }

  /** Message types by full name, without the entries of maps. */
  static Map<String, Descriptor> messages() {
    Map<String, Descriptor> messages = new LinkedHashMap<>();
    files().forEach(file -> file.getMessageTypes().forEach(type -> collect(type, messages)));
    return messages;
  }

  private static void collect(FileDescriptor file, Set<FileDescriptor> files) {
    if (!file.getPackage().startsWith("google.") && files.add(file)) {
      file.getDependencies().forEach(dependency -> collect(dependency, files));
    }
  }

  private static void collect(Descriptor type, Map<String, Descriptor> messages) {
    if (!type.getOptions().getMapEntry()) {
      messages.put(type.getFullName(), type);
      type.getNestedTypes().forEach(nested -> collect(nested, messages));
    }
  }
}
