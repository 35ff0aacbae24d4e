package dev.strobe.server.batching;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class AdaptiveLimitsTest {
  private static final long MILLI = 1_000_000;
  private static final long TARGET = 10 * MILLI;

  private final AdaptiveLimits limits = new AdaptiveLimits(TARGET, 100);

  @Test
  void sizeSettlesWhereARunTakesHalfOfTheTarget() {
    for (int i = 0; i < 100; i++) {
      look(4, limits.maxRows(), 0, MILLI + limits.maxRows() * MILLI / 10);
    }
    assertThat(limits.maxRows()).isBetween(30, 45);
  }

  @Test
  void sizeNeverExceedsTheConfigured() {
    for (int i = 0; i < 100; i++) {
      look(4, limits.maxRows(), 0, 1);
    }
    assertThat(limits.maxRows()).isEqualTo(100);
  }

  @Test
  void sizeStaysWhereBatchesAreNotFull() {
    look(1, 1, 0, MILLI);
    assertThat(limits.maxRows()).isEqualTo(2);
    look(1, 1, 0, MILLI);
    assertThat(limits.maxRows()).isEqualTo(2);
  }

  @Test
  void sizeGrowsWhereNoFurtherRunOfSeveralRowsFits() {
    for (int i = 0; i < 100; i++) {
      int runs = Math.max(1, limits.maxRows() / 5);
      look(runs, 5 * runs, 0, 1);
    }
    assertThat(limits.maxRows()).isEqualTo(100);
  }

  @Test
  void sizeStaysWhereAFurtherRunOfSeveralRowsWouldHaveFitted() {
    for (int i = 0; i < 100; i++) {
      look(1, 5, 0, 1);
    }
    assertThat(limits.maxRows()).isEqualTo(10);
  }

  @Test
  void overloadDoesNotMakeBatchesSmaller() {
    for (int i = 0; i < 10; i++) {
      look(4, limits.maxRows(), 100 * TARGET, MILLI);
    }
    assertThat(limits.maxRows()).isGreaterThan(8);
    assertThat(limits.windowNanos()).isZero();
  }

  @Test
  void targetNobodyCouldKeepDoesNotEndBatchingThatCostsNothing() {
    for (int i = 0; i < 100; i++) {
      look(4, limits.maxRows(), 0, 3 * TARGET + limits.maxRows());
    }
    assertThat(limits.maxRows()).isEqualTo(100);
  }

  @Test
  void targetNobodyCouldKeepIsMissedByAsLittleAsCanBe() {
    for (int i = 0; i < 100; i++) {
      look(4, limits.maxRows(), 0, 3 * TARGET * limits.maxRows());
      assertThat(limits.maxRows()).isLessThanOrEqualTo(3);
    }
  }

  @Test
  void loneRunsNeverWait() {
    for (int i = 0; i < 100; i++) {
      look(1, 1, 0, MILLI);
      assertThat(limits.windowNanos()).isZero();
    }
  }

  @Test
  void windowGrowsWhereItMakesRowsCheaperAndStaysWithinTheTarget() {
    for (int i = 0; i < 100; i++) {
      int rows = rowsThatCome();
      look(rows, rows, limits.windowNanos(), MILLI);
      assertThat(limits.windowNanos()).isLessThanOrEqualTo(TARGET / 2);
    }
    assertThat(limits.windowNanos()).isGreaterThan(TARGET / 8);
  }

  @Test
  void windowThatDoesNotPayIsTakenBack() {
    int waiting = 0;
    for (int i = 0; i < 170; i++) {
      waiting += limits.windowNanos() > 0 ? 1 : 0;
      int rows = rowsThatCome();
      look(rows, rows, limits.windowNanos(), rows * MILLI / 10);
    }
    assertThat(waiting).isBetween(5, 11);
  }

  @Test
  void windowShrinksWhereBatchesAreLate() {
    windowGrowsWhereItMakesRowsCheaperAndStaysWithinTheTarget();
    long before = limits.windowNanos();
    look(4, 4, TARGET, MILLI);
    assertThat(limits.windowNanos()).isEqualTo(before / 2);
    for (int i = 0; i < 10; i++) {
      look(4, 4, TARGET, MILLI);
    }
    assertThat(limits.windowNanos()).isZero();
  }

  @Test
  void windowEndsWithTheCompany() {
    windowGrowsWhereItMakesRowsCheaperAndStaysWithinTheTarget();
    look(1, 1, limits.windowNanos(), MILLI);
    assertThat(limits.windowNanos()).isZero();
  }

  @Test
  void oneLateBatchInTwentyIsBorne() {
    windowGrowsWhereItMakesRowsCheaperAndStaysWithinTheTarget();
    long before = limits.windowNanos();
    for (int i = 0; i < AdaptiveLimits.BATCHES_PER_LOOK; i++) {
      limits.onBatch(new BatchOutcome(4, 4, i % 22 == 0 ? TARGET : 0, MILLI));
    }
    assertThat(limits.windowNanos()).isGreaterThanOrEqualTo(before);
  }

  /** Two at once, and another every half a millisecond. */
  private int rowsThatCome() {
    return (int) Math.min(limits.maxRows(), 2 + limits.windowNanos() / (MILLI / 2));
  }

  private void look(int runs, int rows, long waitNanos, long runNanos) {
    for (int i = 0; i < AdaptiveLimits.BATCHES_PER_LOOK; i++) {
      limits.onBatch(new BatchOutcome(runs, rows, waitNanos, runNanos));
    }
  }
}
