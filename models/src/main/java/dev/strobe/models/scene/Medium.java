package dev.strobe.models.scene;

import dev.strobe.models.scene.codec.Encoding;
import dev.strobe.models.synthetic.Draws;
import java.util.Optional;

/**
 * What becomes of a film between the camera and the file.
 *
 * @param grain standard deviation of the sensor's noise, of 1 for white
 * @param repeats how frames are doubled
 * @param encoding how the film is encoded, if it is
 * @param dust standard deviation of noise that comes in after that
 */
record Medium(double grain, Repeats repeats, Optional<Encoding> encoding, double dust) {

  /** Which frames show the picture of one before them. */
  enum Repeats {
    NONE {
      @Override
      int shown(int frame, int every) {
        return frame;
      }
    },
    /** Every so many frames there is a new picture. */
    SLOW {
      @Override
      int shown(int frame, int every) {
        return frame - frame % every;
      }
    },
    /** Every so many frames one is doubled. */
    PULLDOWN {
      @Override
      int shown(int frame, int every) {
        return frame % (every + 2) == every + 1 ? frame - 1 : frame;
      }
    };

    abstract int shown(int frame, int every);
  }

  /**
   * Draws what happens to most films.
   *
   * @param encoded probability that the film is encoded
   */
  static Medium draw(Draws draws, double encoded) {
    double grain = draws.chance(0.5) ? draws.logUniform(0.002, 0.06) : 0;
    double repeated = draws.uniform(0, 1);
    Repeats repeats =
        repeated < 0.10 ? Repeats.SLOW : repeated < 0.18 ? Repeats.PULLDOWN : Repeats.NONE;
    Optional<Encoding> encoding =
        draws.chance(encoded) ? Optional.of(Encoding.any(draws)) : Optional.empty();
    double dust = draws.chance(0.08) ? draws.logUniform(0.002, 0.02) : 0;
    return new Medium(grain, repeats, encoding, dust);
  }

  /** A film of a fine sensor, under an encoder that makes it pulse. */
  static Medium pulsing(Draws draws) {
    double grain = draws.chance(0.9) ? draws.logUniform(0.003, 0.03) : 0;
    return new Medium(grain, Repeats.NONE, Optional.of(Encoding.pulsing(draws)), 0);
  }
}
