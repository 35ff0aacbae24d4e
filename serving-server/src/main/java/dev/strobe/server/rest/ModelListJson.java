package dev.strobe.server.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.strobe.server.description.ModelList;
import dev.strobe.server.servable.VersionStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** The list of models as JSON; versions and their status as in the status of one model. */
final class ModelListJson {
  private static final JsonFactory JSON = new JsonFactory();

  private ModelListJson() {}

  static byte[] of(List<ModelList.Model> models) {
    var bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeArrayFieldStart("models");
      for (ModelList.Model model : models) {
        write(model, json);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  private static void write(ModelList.Model model, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", model.name());
    json.writeArrayFieldStart("model_version_status");
    for (VersionStatus version : model.versions()) {
      write(version, model.labels(), json);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(VersionStatus version, Map<String, Long> labels, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("version", Long.toString(version.version()));
    json.writeStringField("state", version.state().name());
    json.writeObjectFieldStart("status");
    json.writeStringField("error_code", version.code().name());
    json.writeStringField("error_message", version.message());
    json.writeEndObject();
    json.writeArrayFieldStart("labels");
    List<String> borne =
        labels.entrySet().stream()
            .filter(label -> label.getValue() == version.version())
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
    for (String label : borne) {
      json.writeString(label);
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
