package dev.strobe.server.rest.json;

import java.util.BitSet;

/**
 * A value as error messages show it: indented by four, lists on one line, cut when it gets long.
 */
public final class JsonExcerpt {
  private static final int ENOUGH = 256;
  private static final String INDENT = "    ";

  private final JsonReader in;
  private final StringBuilder out = new StringBuilder();

  private JsonExcerpt(JsonReader in) {
    this.in = in;
  }

  /** The beginning of the value that {@code in} stands at; does not move. */
  public static String of(JsonReader in) {
    int start = in.position();
    var excerpt = new JsonExcerpt(in);
    excerpt.value();
    in.moveTo(start);
    return excerpt.out.toString();
  }

  /**
   * One loop for all levels: methods that call one another for each are compiled into one another,
   * which takes the compiler seconds and tens of megabytes.
   */
  private void value() {
    BitSet objects = new BitSet();
    int depth = 0;
    boolean more;
    do {
      JsonKind kind = in.kind();
      if (kind == JsonKind.OBJECT || kind == JsonKind.ARRAY) {
        more = open(kind);
        objects.set(depth, kind == JsonKind.OBJECT);
        depth += more ? 1 : 0;
      } else {
        scalar();
        more = false;
      }
      while (!more && depth > 0 && !full()) {
        more = objects.get(depth - 1) ? nextMember(depth) : nextElement();
        depth -= more ? 0 : 1;
      }
      more = more && !full();
      if (more && objects.get(depth - 1)) {
        key(depth);
      }
    } while (more);
  }

  private boolean full() {
    return out.length() >= ENOUGH;
  }

  /** True if there is something in it; else it is also closed. */
  private boolean open(JsonKind kind) {
    boolean object = kind == JsonKind.OBJECT;
    out.append(object ? "{" : "[");
    boolean more = object ? in.enterObject() : in.enterArray();
    if (!more && !full()) {
      out.append(object ? "}" : "]");
    }
    return more;
  }

  private void scalar() {
    int start = in.position();
    in.skipValue();
    in.appendText(start, out, ENOUGH);
  }

  /** False if the object is closed instead. */
  private boolean nextMember(int depth) {
    boolean more = in.nextMember();
    out.append(more ? "," : "\n" + INDENT.repeat(depth - 1) + "}");
    return more;
  }

  /** False if the list is closed instead. */
  private boolean nextElement() {
    boolean more = in.nextElement();
    out.append(more ? ", " : "]");
    return more;
  }

  private void key(int depth) {
    out.append('\n').append(INDENT.repeat(depth)).append('"').append(in.key()).append("\": ");
  }
}
