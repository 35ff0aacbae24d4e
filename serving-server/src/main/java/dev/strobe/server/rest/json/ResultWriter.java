package dev.strobe.server.rest.json;

import dev.strobe.protos.serving.Class;
import dev.strobe.protos.serving.ClassificationResult;
import dev.strobe.protos.serving.Classifications;
import dev.strobe.protos.serving.Regression;
import dev.strobe.protos.serving.RegressionResult;

/** Writes the answers to classify and regress requests. */
public final class ResultWriter {
  private static final String BEGIN = "{\n    \"results\": [";
  private static final String END = "]\n}";
  private static final String NEXT = ", ";

  private ResultWriter() {}

  /** Writes a list of pairs of label and score for each example. */
  public static void write(ClassificationResult result, JsonOutput out) {
    String before = BEGIN;
    for (Classifications classifications : result.getClassificationsList()) {
      out.text(before);
      out.letter('[');
      String inner = "[";
      for (Class found : classifications.getClassesList()) {
        out.text(inner);
        out.string(found.getLabelBytes().toByteArray());
        out.comma();
        out.decimal(found.getScore());
        out.letter(']');
        inner = ", [";
      }
      out.letter(']');
      before = NEXT;
    }
    out.text(END);
  }

  /** Writes a number for each example. */
  public static void write(RegressionResult result, JsonOutput out) {
    String before = BEGIN;
    for (Regression regression : result.getRegressionsList()) {
      out.text(before);
      out.decimal(regression.getValue());
      before = NEXT;
    }
    out.text(END);
  }
}
