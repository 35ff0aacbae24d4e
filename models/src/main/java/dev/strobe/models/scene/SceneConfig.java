package dev.strobe.models.scene;

import java.util.Map;

/**
 * What clips are drawn.
 *
 * @param clips how many make a batch
 * @param layouts where the repetition is
 * @param repetitions what repeats, in clips of any layout but {@link Layout#NEGATIVE}
 * @param negatives what is to be seen in negative clips, and around spliced repetitions
 * @param encoded share of the clips that go through a video encoder, in [0, 1]; those that need one
 *     to be what they are do so always
 */
public record SceneConfig(
    int clips,
    Shares<Layout> layouts,
    Shares<Repetition> repetitions,
    Shares<Negative> negatives,
    double encoded) {

  public SceneConfig {
    if (clips < 1) {
      throw new IllegalArgumentException("clips must be at least 1 but was " + clips);
    }
    if (!(encoded >= 0 && encoded <= 1)) {
      throw new IllegalArgumentException("encoded must be in [0, 1] but was " + encoded);
    }
  }

  /** Half negatives, half repetitions of all kinds; 20 clips a batch. */
  public static SceneConfig defaults() {
    return new SceneConfig(
        20,
        new Shares<>(
            Map.of(
                Layout.WHOLE, 0.22,
                Layout.JOINED, 0.14,
                Layout.SPLICED, 0.14,
                Layout.NEGATIVE, 0.50)),
        new Shares<>(
            Map.ofEntries(
                Map.entry(Repetition.FIGURE, 0.40),
                Map.entry(Repetition.DROWNED, 0.08),
                Map.entry(Repetition.FOLLOWED, 0.07),
                Map.entry(Repetition.ALTERNATING, 0.09),
                Map.entry(Repetition.CORNER, 0.06),
                Map.entry(Repetition.FADING, 0.05),
                Map.entry(Repetition.OCCLUDED, 0.05),
                Map.entry(Repetition.FAST, 0.06),
                Map.entry(Repetition.EVERYTHING, 0.05),
                Map.entry(Repetition.CAMERA, 0.03),
                Map.entry(Repetition.ZOOM, 0.02),
                Map.entry(Repetition.CROWD, 0.04))),
        new Shares<>(
            Map.ofEntries(
                Map.entry(Negative.WANDERING, 0.30),
                Map.entry(Negative.STILL, 0.05),
                Map.entry(Negative.SHAKE, 0.14),
                Map.entry(Negative.DRIFT, 0.11),
                Map.entry(Negative.WALKER, 0.06),
                Map.entry(Negative.EMBRACE, 0.06),
                Map.entry(Negative.TRAFFIC, 0.05),
                Map.entry(Negative.FOLIAGE, 0.06),
                Map.entry(Negative.CUTS, 0.06),
                Map.entry(Negative.LIGHT, 0.04),
                Map.entry(Negative.CODEC, 0.03),
                Map.entry(Negative.CAPTIONS, 0.03),
                Map.entry(Negative.SNOW, 0.01))),
        0.3);
  }

  /** A figure in every clip, repeating or not, before a backdrop. */
  public static SceneConfig figures() {
    return defaults()
        .withLayouts(
            new Shares<>(
                Map.of(
                    Layout.WHOLE, 0.275,
                    Layout.JOINED, 0.1375,
                    Layout.SPLICED, 0.1375,
                    Layout.NEGATIVE, 0.45)))
        .withRepetitions(new Shares<>(Map.of(Repetition.FIGURE, 1.0)))
        .withNegatives(new Shares<>(Map.of(Negative.WANDERING, 0.94, Negative.STILL, 0.06)))
        .withEncoded(0.25);
  }

  /** Nothing that repeats, and mostly a camera that moves. */
  public static SceneConfig hardNegatives() {
    return defaults()
        .withLayouts(new Shares<>(Map.of(Layout.NEGATIVE, 1.0)))
        .withNegatives(
            new Shares<>(
                Map.of(
                    Negative.SHAKE, 0.40,
                    Negative.DRIFT, 0.25,
                    Negative.CUTS, 0.10,
                    Negative.FOLIAGE, 0.10,
                    Negative.CODEC, 0.08,
                    Negative.WALKER, 0.07)));
  }

  public SceneConfig withClips(int number) {
    return new SceneConfig(number, layouts, repetitions, negatives, encoded);
  }

  public SceneConfig withLayouts(Shares<Layout> shares) {
    return new SceneConfig(clips, shares, repetitions, negatives, encoded);
  }

  public SceneConfig withRepetitions(Shares<Repetition> shares) {
    return new SceneConfig(clips, layouts, shares, negatives, encoded);
  }

  public SceneConfig withNegatives(Shares<Negative> shares) {
    return new SceneConfig(clips, layouts, repetitions, shares, encoded);
  }

  public SceneConfig withEncoded(double share) {
    return new SceneConfig(clips, layouts, repetitions, negatives, share);
  }
}
