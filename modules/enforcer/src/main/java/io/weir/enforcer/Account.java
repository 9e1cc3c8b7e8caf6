package io.weir.enforcer;

import static io.weir.core.Checks.require;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;

/**
 * Whose money it is: a node of the tree of accounts. The root is the workspace's {@code total}; below it stand channels
 * ({@code search}), below them campaigns ({@code search/brand}), as deep as needed. Immutable.
 *
 * @param path names from the channel downwards with {@code /} between, or {@code total}; at most 200 characters
 */
public record Account(String path) implements Comparable<Account> {
    private static final int LONGEST = 200;
    private static final Splitter NAMES = Splitter.on('/');

    /** The root, which counts everything. */
    public static final Account TOTAL = new Account("total");

    /** @throws IllegalArgumentException if the path is too long, a name is blank or has control characters */
    public Account {
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
    }

    /** The account that this one is part of; empty for {@link #TOTAL}. */
    public Optional<Account> parent() {
        if (path.equals(TOTAL.path)) {
            return Optional.empty();
        }
        int slash = path.lastIndexOf('/');
        return Optional.of(slash < 0 ? TOTAL : new Account(path.substring(0, slash)));
    }

    /** This account and all that it is part of, the root last. */
    public ImmutableList<Account> upwards() {
        var out = ImmutableList.<Account>builder();
        Optional<Account> next = Optional.of(this);
        while (next.isPresent()) {
            out.add(next.get());
            next = next.get().parent();
        }
        return out.build();
    }

    /** The root first, each account before those below it. */
    @Override
    public int compareTo(Account other) {
        boolean root = path.equals(TOTAL.path);
        boolean otherRoot = other.path.equals(TOTAL.path);
        return root || otherRoot ? Boolean.compare(otherRoot, root) : path.compareTo(other.path);
    }

    @Override
    public String toString() {
        return path;
    }

    private static String start(String path) {
        return path.substring(0, Math.min(path.length(), 40));
    }
}
