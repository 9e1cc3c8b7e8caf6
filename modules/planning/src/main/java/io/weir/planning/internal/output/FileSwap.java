package io.weir.planning.internal.output;

import com.google.common.collect.Lists;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A finished file that is to take another's place.
 *
 * @param replacement the finished file, on the same disk
 * @param target the place
 * @param earlier a copy of what is there now, beside the replacement; empty if nothing is
 */
record FileSwap(Path replacement, Path target, Optional<Path> earlier) {
    /** Keeps a copy of what is at the target. */
    static FileSwap prepare(Path replacement, Path target) throws IOException {
        boolean isThere = Files.exists(target, LinkOption.NOFOLLOW_LINKS);
        if (!isThere || Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
            return new FileSwap(replacement, target, Optional.empty());
        }
        Path copy = replacement.resolveSibling(replacement.getFileName() + ".earlier");
        Files.copy(target, copy, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
        return new FileSwap(replacement, target, Optional.of(copy));
    }

    /** All or none: if one cannot be done, those before it are undone. */
    static void all(List<FileSwap> swaps) throws IOException {
        var done = new ArrayList<FileSwap>();
        try {
            for (FileSwap swap : swaps) {
                move(swap.replacement, swap.target);
                done.add(swap);
            }
        } catch (IOException e) {
            for (FileSwap swap : Lists.reverse(done)) {
                swap.undo();
            }
            throw e;
        }
    }

    private void undo() throws IOException {
        if (earlier.isPresent()) {
            move(earlier.get(), target);
        } else {
            Files.delete(target);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
