package io.weir.planning.internal.reading;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.weir.core.History;
import io.weir.core.Rule;
import io.weir.planning.LedgerServer;
import io.weir.planning.PlanSettings;
import io.weir.response.ModelSettings;
import java.nio.file.Path;
import java.util.Optional;

/**
 * All that the files of a workspace say.
 *
 * @param name of the workspace: its folder's
 * @param directory the folder, absolute
 * @param history with experiments, and with the controls' values over the plan's horizon
 * @param plan what to plan
 * @param rules in the order of the file; an entry with several limits gives several rules with the same head
 * @param model what the user decides about the model
 * @param ledger the server that keeps the ledger; empty if it is a file in the workspace
 * @param notes what was recognised, defaulted or put in order, in plain words
 * @param hashes SHA-256, in hex, of each file that was read, by its name relative to the workspace
 */
public record WorkspaceFiles(
        String name,
        Path directory,
        History history,
        PlanSettings plan,
        ImmutableList<Rule> rules,
        ModelSettings model,
        Optional<LedgerServer> ledger,
        ImmutableList<String> notes,
        ImmutableMap<String, String> hashes) {}
