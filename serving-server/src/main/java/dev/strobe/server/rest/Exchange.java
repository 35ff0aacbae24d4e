package dev.strobe.server.rest;

import dev.strobe.server.admission.BytesInFlight.Admission;
import dev.strobe.server.observation.Call;

/**
 * What ends with the answer to a request.
 *
 * @param call told how it ended
 * @param admission given back
 * @param gzipLevel how hard the answer may be compressed; 0 for not
 * @param sent runs on the event loop when the answer has been handed to the network
 */
record Exchange(Call call, Admission admission, int gzipLevel, Runnable sent) {}
