package dev.strobe.models.synthetic;

/**
 * A repeating motion in feature space.
 *
 * @param track where the features are, frame by frame
 * @param cycles the cycles a viewer would count, which may be shorter than those drawn
 */
public record Movement(Track track, Cycles cycles) {}
