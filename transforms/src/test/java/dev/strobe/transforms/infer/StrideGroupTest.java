package dev.strobe.transforms.infer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StrideGroupTest {
  @Test
  void usualStridesShareAUnitOf768Frames() {
    assertThat(StrideGroup.of(List.of(1, 2, 3, 4), 64, 4096))
        .containsExactly(new StrideGroup(List.of(1, 2, 3, 4), 768));
  }

  @Test
  void stridesThatDoNotFitTogetherArePartedInOrder() {
    List<StrideGroup> groups = StrideGroup.of(List.of(1, 5, 7, 8), 64, 4096);
    assertThat(groups)
        .containsExactly(new StrideGroup(List.of(1, 5, 7), 2240), new StrideGroup(List.of(8), 512));
    assertThat(StrideGroup.commonFrames(groups)).isEqualTo(64);
  }

  @Test
  void strideThatIsTooLongByItselfStandsAlone() {
    assertThat(StrideGroup.of(List.of(1, 64), 64, 100))
        .containsExactly(new StrideGroup(List.of(1), 64), new StrideGroup(List.of(64), 4096));
  }
}
