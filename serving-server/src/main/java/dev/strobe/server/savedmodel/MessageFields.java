package dev.strobe.server.savedmodel;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.Map;

/** Walks through the fields of a serialised message and passes over those nobody asks for. */
final class MessageFields {

  private MessageFields() {}

  /** Reads the field that the stream stands at, all of it. */
  @FunctionalInterface
  interface Reader {
    void read(CodedInputStream in) throws IOException;
  }

  /** A reader for a field that is a message itself. */
  static Reader message(Map<Integer, Reader> readers) {
    return in -> {
      int outer = in.pushLimit(in.readRawVarint32());
      walk(in, readers);
      in.popLimit(outer);
    };
  }

  /** Reads on until the message ends. */
  static void walk(CodedInputStream in, Map<Integer, Reader> readers) throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      Reader reader = readers.get(WireFormat.getTagFieldNumber(tag));
      if (reader == null
          || WireFormat.getTagWireType(tag) != WireFormat.WIRETYPE_LENGTH_DELIMITED) {
        boolean unused = in.skipField(tag);
      } else {
        reader.read(in);
      }
    }
  }
}
