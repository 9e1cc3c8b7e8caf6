package io.weir.planning;

import com.google.common.collect.ImmutableList;
import io.weir.planning.PlanReport.Fact;
import io.weir.response.Posterior;

/**
 * What was learnt from a history.
 *
 * @param posterior draws of every channel's response
 * @param key fingerprint of everything it was made from
 * @param seconds it took; 0 if it was read from the workspace
 * @param fitSeconds of these, what the fit itself took; the rest is its check on the last quarter
 * @param facts about the data
 */
public record Calibration(
        Posterior posterior, String key, double seconds, double fitSeconds, ImmutableList<Fact> facts) {}
