package dev.strobe.server.source;

import java.util.List;
import java.util.NavigableSet;
import java.util.Set;

/** Which of the versions that are there should be served. */
public sealed interface VersionSelection {

  /** The numbers chosen from those that are there. */
  List<Long> select(NavigableSet<Long> present);

  /** The newest version only, as TensorFlow Serving does unless told otherwise. */
  static VersionSelection newest() {
    return new Latest(1);
  }

  /**
   * The versions of the highest numbers.
   *
   * @param count how many, at least 1
   */
  record Latest(int count) implements VersionSelection {
    public Latest {
      if (count < 1) {
        throw new IllegalArgumentException("count must be >= 1 but was " + count);
      }
    }

    @Override
    public List<Long> select(NavigableSet<Long> present) {
      return present.descendingSet().stream().limit(count).toList();
    }
  }

  /** Every version. */
  record All() implements VersionSelection {
    @Override
    public List<Long> select(NavigableSet<Long> present) {
      return List.copyOf(present);
    }
  }

  /** These versions, where they are there. */
  record Specific(Set<Long> versions) implements VersionSelection {
    public Specific {
      versions = Set.copyOf(versions);
    }

    @Override
    public List<Long> select(NavigableSet<Long> present) {
      return present.stream().filter(versions::contains).toList();
    }
  }
}
