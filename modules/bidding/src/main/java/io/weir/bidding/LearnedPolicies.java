package io.weir.bidding;

import com.google.common.collect.ImmutableList;
import com.google.common.io.Resources;
import io.weir.core.BadInputException;
import io.weir.policy.Network;
import io.weir.policy.NetworkFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Policies for {@link LearnedBidder}: those that come with Weir, and those of files. */
public final class LearnedPolicies {
    /** Names of those that come with Weir. How they were trained stands in docs/policy-file.md. */
    public static final ImmutableList<String> NAMES = ImmutableList.of("search", "social");

    private static final String FOLDER = "io/weir/policies/";
    private static final String ENDING = ".net";

    private LearnedPolicies() {}

    /**
     * A policy that comes with Weir.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public static Network named(String name) {
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException(
                    "policy (" + name + ") must be one that comes with Weir: " + String.join(", ", NAMES) + ".");
        }
        try {
            byte[] bytes = Resources.toByteArray(Resources.getResource(FOLDER + name + ENDING));
            return NetworkFile.parse(Path.of(name + ENDING), bytes, BidChange.INPUTS, BidChange.OUTPUTS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A policy by its name, if one comes with Weir, or else by its file.
     *
     * @param beside file whose folder a relative path starts from
     * @throws BadInputException if there is no such file, or it is damaged, or a policy made for other inputs or outputs
     */
    public static Network find(String nameOrFile, Path beside) {
        return NAMES.contains(nameOrFile)
                ? named(nameOrFile)
                : NetworkFile.read(beside.resolveSibling(nameOrFile), BidChange.INPUTS, BidChange.OUTPUTS);
    }
}
