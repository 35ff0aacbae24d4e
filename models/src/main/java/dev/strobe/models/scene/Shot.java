package dev.strobe.models.scene;

/**
 * A stretch of film from one camera.
 *
 * @param picture what is to be seen, from frame 0
 * @param period frames per cycle at every frame, 0 where nothing repeats
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares shots
record Shot(Part picture, float[] period) {

  int frames() {
    return period.length;
  }
}
