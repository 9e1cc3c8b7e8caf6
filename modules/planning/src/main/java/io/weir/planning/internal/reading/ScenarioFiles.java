package io.weir.planning.internal.reading;

import com.google.common.collect.ImmutableList;

/**
 * A scenario as its file says it, laid over a workspace.
 *
 * @param name unique among the scenarios that are compared
 * @param file as it was given
 * @param files what the workspace would say; {@code changes} are not applied yet
 * @param changes in the order of the file
 * @param words everything that the scenario changes, a phrase each
 * @param mayRecalibrate whether it touches anything that the model is made from
 * @param hash SHA-256 of the file, in hex
 */
public record ScenarioFiles(
        String name,
        String file,
        WorkspaceFiles files,
        ImmutableList<ScenarioChange> changes,
        ImmutableList<String> words,
        boolean mayRecalibrate,
        String hash) {
    /** {@code scenario "less money" (cut.yaml)}, for messages. */
    public String told() {
        return "scenario \"" + Texts.shown(name) + "\" (" + file + ")";
    }
}
