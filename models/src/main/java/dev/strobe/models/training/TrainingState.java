package dev.strobe.models.training;

/**
 * Where a run stands.
 *
 * @param step steps done
 * @param config the run's configuration in words; another run must not go on from here
 */
record TrainingState(int step, String config) {}
