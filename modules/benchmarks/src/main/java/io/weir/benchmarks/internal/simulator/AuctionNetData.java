package io.weir.benchmarks.internal.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableDoubleArray;
import io.weir.simulator.AuctionNetLite;
import io.weir.simulator.AuctionNetLite.Advertiser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The setting of AuctionNet, from the files that its authors publish. */
public final class AuctionNetData {
    private static final int CATEGORIES = 6;
    private static final int IMPRESSIONS = 500_000;
    private static final double RESERVE = 1e-4;
    private static final int TICKS = 48;
    private static final int AGENTS = 48;

    private AuctionNetData() {}

    /** The published setting; empty where the files are not there. */
    public static Optional<AuctionNetLite> published(Path data) {
        Path folder = data.resolve("auctionnet");
        Path advertisers = folder.resolve("advertisers.json");
        Path traffic = folder.resolve("traffic_ratio_base.json");
        if (!Files.isRegularFile(advertisers) || !Files.isRegularFile(traffic)) {
            return Optional.empty();
        }
        JsonNode who = read(advertisers);
        var list = ImmutableList.<Advertiser>builder();
        for (int j = 0; j < who.get("cpa").size(); j++) {
            list.add(new Advertiser(
                    who.get("budget").get(j).asDouble(), who.get("cpa").get(j).asDouble()));
        }
        var shares = ImmutableDoubleArray.builder();
        read(traffic).get("traffic_num_ratio_base").forEach(share -> shares.add(share.asDouble()));
        return Optional.of(setting(list.build(), shares.build()));
    }

    /** A setting of the same size with advertisers that are all alike: for speed, which does not depend on them. */
    public static AuctionNetLite plain() {
        var list = ImmutableList.<Advertiser>builder();
        var shares = ImmutableDoubleArray.builder();
        for (int j = 0; j < AGENTS; j++) {
            list.add(new Advertiser(3000, 95));
        }
        for (int t = 0; t < TICKS; t++) {
            shares.add(1.0 / TICKS);
        }
        return setting(list.build(), shares.build());
    }

    private static AuctionNetLite setting(ImmutableList<Advertiser> advertisers, ImmutableDoubleArray traffic) {
        return new AuctionNetLite(
                advertisers, CATEGORIES, traffic, IMPRESSIONS, RESERVE, ImmutableDoubleArray.of(1, 0.8, 0.6));
    }

    static JsonNode read(Path file) {
        try {
            return new ObjectMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
