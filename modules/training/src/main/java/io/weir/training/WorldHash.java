package io.weir.training;

import com.google.common.hash.Hashing;
import io.weir.simulator.World;
import java.nio.charset.StandardCharsets;

/** A world by all that it is made of. */
final class WorldHash {
    private WorldHash() {}

    /** Its name and a hash. */
    static String of(World world) {
        // agents have no text of their own, only the name of their class and a place in memory, which is none of a
        // world's settings
        String plain = world.toString().replaceAll("@[0-9a-f]+", "");
        return world.name() + " " + Hashing.sha256().hashString(plain, StandardCharsets.UTF_8);
    }
}
