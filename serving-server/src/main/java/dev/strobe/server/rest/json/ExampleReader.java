package dev.strobe.server.rest.json;

import static dev.strobe.server.rest.json.RequestMembers.NONE;
import static dev.strobe.server.rest.json.RequestMembers.malformed;
import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.protobuf.ByteString;
import dev.strobe.protos.serving.SerializedExampleList;
import dev.strobe.protos.serving.SerializedExampleListWithContext;
import dev.strobe.protos.serving.SerializedInput;
import dev.strobe.protos.tensorflow.Example;
import dev.strobe.protos.tensorflow.Features;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the body of a classify or regress request: objects of features, and an object of those that
 * all have in common. Of members of the same name the first counts, of features the last.
 */
public final class ExampleReader {
  private static final byte[] CONTEXT = "context".getBytes(US_ASCII);
  private static final byte[] EXAMPLES = "examples".getBytes(US_ASCII);

  private ExampleReader() {}

  /**
   * Reads a body.
   *
   * @throws dev.strobe.server.status.ServingException INVALID_ARGUMENT if it is not a well-made
   *     request
   */
  public static ExampleInputs read(JsonText text) {
    var in = new JsonReader(text);
    int start = in.position();
    int[] members = RequestMembers.offsets(in, RequestMembers.SIGNATURE_NAME, CONTEXT, EXAMPLES);
    in.moveTo(start);
    String signatureName = RequestMembers.signatureName(in, members[0]);
    ByteString context = members[1] == NONE ? ByteString.EMPTY : exampleAt(in, members[1]);
    in.moveTo(start);
    requireExamples(in, members[2]);
    in.moveTo(members[2]);
    List<ByteString> examples = examples(in);
    return new ExampleInputs(signatureName, input(context, examples));
  }

  private static void requireExamples(JsonReader in, int offset) {
    int start = in.position();
    if (offset == NONE) {
      throw malformed(in, "When method is classify, key 'examples' is expected and was not found");
    }
    in.moveTo(offset);
    boolean isArray = in.peek() == '[';
    boolean isEmpty = isArray && !in.enterArray();
    in.moveTo(start);
    if (!isArray) {
      throw malformed(in, "Expecting 'examples' value to be an list/array");
    }
    if (isEmpty) {
      throw malformed(in, "'examples' value is an empty array");
    }
  }

  private static SerializedInput input(ByteString context, List<ByteString> examples) {
    var input = SerializedInput.newBuilder();
    if (context.isEmpty()) {
      input.setExampleList(SerializedExampleList.newBuilder().addAllExamples(examples));
    } else {
      input.setExampleListWithContext(
          SerializedExampleListWithContext.newBuilder()
              .setContext(context)
              .addAllExamples(examples));
    }
    return input.build();
  }

  private static List<ByteString> examples(JsonReader in) {
    List<ByteString> examples = new ArrayList<>();
    for (boolean more = in.enterArray(); more; more = in.nextElement()) {
      examples.add(example(in));
    }
    return examples;
  }

  private static ByteString exampleAt(JsonReader in, int offset) {
    in.moveTo(offset);
    return example(in);
  }

  /** The object here as a serialised {@code tensorflow.Example}. */
  private static ByteString example(JsonReader in) {
    JsonKind kind = in.kind();
    if (kind != JsonKind.OBJECT) {
      throw ElementErrors.invalid("Example must be JSON object but got JSON " + kind);
    }
    var features = Features.newBuilder();
    for (boolean more = in.enterObject(); more; more = in.nextMember()) {
      String name = in.key().toString();
      features.putFeature(name, FeatureReader.read(in, name));
    }
    return Example.newBuilder().setFeatures(features).build().toByteString();
  }
}
