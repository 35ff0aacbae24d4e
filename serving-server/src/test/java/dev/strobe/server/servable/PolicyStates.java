package dev.strobe.server.servable;

import dev.strobe.server.servable.VersionSnapshot.Wish;
import java.util.Arrays;
import java.util.List;

/** The states of versions as text: number, + for aspired or - for not, state. */
final class PolicyStates {

  private PolicyStates() {}

  /** The step that a policy takes next, as text; empty for none. */
  static String next(VersionPolicy policy, String states) {
    return policy.next(parse(states)).map(PolicyStates::print).orElse("");
  }

  private static List<VersionSnapshot> parse(String states) {
    return Arrays.stream(states.split(" "))
        .filter(state -> !state.isEmpty())
        .map(
            state -> {
              int sign = Math.max(state.indexOf('+'), state.indexOf('-'));
              return new VersionSnapshot(
                  Long.parseLong(state.substring(0, sign)),
                  VersionState.valueOf(state.substring(sign + 1)),
                  state.charAt(sign) == '+' ? Wish.ASPIRED : Wish.UNASPIRED);
            })
        .toList();
  }

  private static String print(VersionAction action) {
    return action.kind() + " " + action.version();
  }
}
