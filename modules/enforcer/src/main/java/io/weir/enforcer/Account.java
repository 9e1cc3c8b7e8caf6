package io.weir.enforcer;

import static io.weir.core.Checks.require;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whose money it is: a node of the tree of accounts. The root is the workspace's {@code total}; below it stand channels
 * ({@code search}), below them campaigns ({@code search/brand}), as deep as needed. Accounts of one path are equal. Immutable.
 */
public final class Account implements Comparable<Account> {
    private static final int LONGEST = 200;
    private static final Splitter NAMES = Splitter.on('/');

    /** The root, which counts everything. */
    public static final Account TOTAL = new Account("total");

    private final String path;
    private final ImmutableList<Account> upwards;

    /**
     * @param path names from the channel downwards with {@code /} between, or {@code total}; at most 200 characters
     * @throws IllegalArgumentException if the path is too long, a name is blank or has control characters
     */
    public Account(String path) {
        require(path.length() <= LONGEST, "account (%s ...) must have at most 200 characters.", start(path));
        require(
                path.chars().noneMatch(Character::isISOControl),
                "account (%s) must have no control characters.",
                path.replaceAll("\\p{Cntrl}", "?"));
        List<String> names = NAMES.splitToList(path);
        for (String name : names) {
            require(!name.isBlank() && name.equals(name.strip()), "account (%s) must have a name at each level.", path);
        }
        require(
                names.size() == 1 || !names.get(0).equals("total"),
                "account (%s) must be named from the channel downwards, without total.",
                path);
        this.path = path;
        this.upwards = above(path)
                .map(parent -> ImmutableList.<Account>builder()
                        .add(this)
                        .addAll(new Account(parent).upwards)
                        .build())
                .orElse(ImmutableList.of(this));
    }

    private static Optional<String> above(String path) {
        int slash = path.lastIndexOf('/');
        return path.equals("total") ? Optional.empty() : Optional.of(slash < 0 ? "total" : path.substring(0, slash));
    }

    /** Names from the channel downwards, or {@code total}. */
    public String path() {
        return path;
    }

    /** The account that this one is part of; empty for {@link #TOTAL}. */
    public Optional<Account> parent() {
        return upwards.size() > 1 ? Optional.of(upwards.get(1)) : Optional.empty();
    }

    /** This account and all that it is part of, the root last. */
    public ImmutableList<Account> upwards() {
        return upwards;
    }

    /** The root first, each account before those below it. */
    @Override
    public int compareTo(Account other) {
        boolean root = upwards.size() == 1;
        boolean otherRoot = other.upwards.size() == 1;
        return root || otherRoot ? Boolean.compare(otherRoot, root) : path.compareTo(other.path);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Account account && path.equals(account.path);
    }

    @Override
    public int hashCode() {
        return path.hashCode();
    }

    @Override
    public String toString() {
        return path;
    }

    private static String start(String path) {
        return path.substring(0, Math.min(path.length(), 40));
    }
}
