package dev.strobe.server.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.util.JsonFormat;
import dev.strobe.protos.serving.GetModelMetadataRequest;
import dev.strobe.protos.serving.GetModelMetadataResponse;
import dev.strobe.protos.serving.GetModelStatusRequest;
import dev.strobe.protos.serving.SignatureDefMap;
import dev.strobe.server.description.ModelMetadata;
import dev.strobe.server.servable.ModelRef;
import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import dev.strobe.server.wire.ModelSpecs;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** Answers the questions about models: their versions' states, and their signatures. */
final class RestDescription {
  private static final JsonFormat.Printer PRINTER =
      JsonFormat.printer().preservingProtoFieldNames().alwaysPrintFieldsWithNoPresence();

  private final RestServices services;

  RestDescription(RestServices services) {
    this.services = services;
  }

  /**
   * The states of the versions, as JSON.
   *
   * @throws ServingException as the use case
   */
  ByteBuf status(ModelRef model) {
    var request = GetModelStatusRequest.newBuilder().setModelSpec(ModelSpecs.of(model)).build();
    return utf8(json(services.modelStatus().answer(request)));
  }

  /**
   * The signatures, as JSON.
   *
   * @throws ServingException as the use case
   */
  ByteBuf metadata(ModelRef model) {
    var request =
        GetModelMetadataRequest.newBuilder()
            .setModelSpec(ModelSpecs.of(model))
            .addMetadataField(ModelMetadata.SIGNATURE_DEF)
            .build();
    GetModelMetadataResponse response = services.modelMetadata().answer(request);
    String signatures = json(signatures(response));
    return utf8(
        "{\n\"model_spec\":%s,\n\"metadata\": {\"signature_def\": %s}\n}\n"
            .formatted(json(response.getModelSpec()), signatures));
  }

  /** All models, as JSON. */
  ByteBuf list() {
    return Unpooled.wrappedBuffer(ModelListJson.of(services.modelList().models()));
  }

  private static SignatureDefMap signatures(GetModelMetadataResponse response) {
    Any packed = response.getMetadataOrThrow(ModelMetadata.SIGNATURE_DEF);
    try {
      return packed.unpack(SignatureDefMap.class);
    } catch (InvalidProtocolBufferException e) {
      throw new ServingException(Code.INTERNAL, "The signatures cannot be read: " + packed, e);
    }
  }

  private static String json(MessageOrBuilder message) {
    try {
      return PRINTER.print(message);
    } catch (InvalidProtocolBufferException e) {
      throw new ServingException(Code.INTERNAL, "Failed to convert proto to json", e);
    }
  }

  private static ByteBuf utf8(String text) {
    return Unpooled.wrappedBuffer(text.getBytes(UTF_8));
  }
}
