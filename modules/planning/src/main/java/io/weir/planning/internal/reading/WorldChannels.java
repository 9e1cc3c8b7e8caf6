package io.weir.planning.internal.reading;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableDoubleArray;
import io.weir.core.BiddingAgent;
import io.weir.core.ChannelKind;
import io.weir.simulator.ByAttitude;
import io.weir.simulator.MailChannel;
import io.weir.simulator.MediaChannel;
import io.weir.simulator.Persuasion;
import io.weir.simulator.Price;
import io.weir.simulator.ReachChannel;
import io.weir.simulator.Readiness;
import io.weir.simulator.SearchChannel;
import io.weir.simulator.SearchChannel.Keywords;
import io.weir.simulator.SpendPath;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads the channels of a world. */
final class WorldChannels {
    private static final ImmutableMap<String, ChannelKind> KINDS = ImmutableMap.of(
            "search", ChannelKind.SEARCH,
            "social", ChannelKind.SOCIAL,
            "email", ChannelKind.EMAIL,
            "other", ChannelKind.OTHER);
    private static final NumberRange LONG = NumberRange.within(0.01, 3650, "days");

    private final Faults faults;
    private final int ticksPerDay;

    WorldChannels(Faults faults, int ticksPerDay) {
        this.faults = faults;
        this.ticksPerDay = ticksPerDay;
    }

    Optional<MediaChannel> read(YamlValue value) {
        int before = faults.count();
        Optional<YamlMap> given = value.map();
        if (given.isEmpty()) {
            return Optional.empty();
        }
        YamlMap of = given.get();
        String name = of.require("name", "a word").flatMap(YamlValue::text).orElse("");
        Optional<ChannelKind> kind =
                of.require("kind", "search, social, email or other").flatMap(v -> v.word(KINDS));
        SpendPath spend = spend(of.require("spend", "what it spent in the history, {mean: 5000}"));
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        Optional<BiddingAgent> bidder =
                new WorldBidder(faults, ticksPerDay).read(of.get("bidder"), kind.get() == ChannelKind.EMAIL);
        Optional<MediaChannel> channel = switch (kind.get()) {
            case SEARCH -> search(name, of, spend, bidder);
            case EMAIL -> mail(name, of, spend, bidder);
            case SOCIAL, OTHER -> reach(name, kind.get(), of, spend, bidder);
        };
        return faults.count() > before ? Optional.empty() : channel;
    }

    private SpendPath spend(Optional<YamlValue> value) {
        var none = new SpendPath(0, 0, 0, 1, 1);
        Optional<YamlMap> given = value.flatMap(v -> v.map("mean", "wander", "campaigns", "lift", "length"));
        if (given.isEmpty()) {
            return none;
        }
        var of = new WorldNumbers(given.get());
        int before = faults.count();
        double mean = of.needed("mean", "currency per period", NumberRange.MONEY);
        double wander = of.number("wander", 0.25, NumberRange.within(0, 2, "a number"));
        double campaigns = of.chance("campaigns", 0.06);
        double lift = of.number("lift", 1.8, NumberRange.within(0, 100, "a multiple"));
        double length = of.number("length", 3, NumberRange.whole(1, 520));
        return faults.count() > before ? none : new SpendPath(mean, wander, campaigns, lift, (int) length);
    }

    private Optional<MediaChannel> search(String name, YamlMap map, SpendPath spend, Optional<BiddingAgent> bidder) {
        map.allow(ImmutableList.of(
                "name", "kind", "spend", "bidder", "keywords", "slots", "relevance", "quality", "sign-up"));
        int before = faults.count();
        var of = new WorldNumbers(map);
        ImmutableList<Keywords> keywords = map
                .require("keywords", "groups of queries, a list")
                .flatMap(YamlValue::list)
                .orElse(ImmutableList.of())
                .stream()
                .flatMap(v -> keywords(v).stream())
                .collect(ImmutableList.toImmutableList());
        if (keywords.isEmpty() && faults.count() == before) {
            map.get("keywords").ifPresent(v -> v.faultInWords(v.path() + " holds no group of queries.", ""));
        }
        if (keywords.size() > 60) {
            map.get("keywords")
                    .ifPresent(v -> v.faultInWords(
                            v.path() + " has " + keywords.size() + " groups; at most 60 are simulated.", ""));
        }
        double[] slots = slots(map);
        double relevance = of.number("relevance", 0.4, NumberRange.within(0, 2, "a number"));
        double quality = of.number("quality", 1, NumberRange.within(0.05, 20, "a number"));
        double signUp = of.chance("sign-up", 0.03);
        if (faults.count() > before || bidder.isEmpty() || name.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new SearchChannel(
                name, keywords, ImmutableDoubleArray.copyOf(slots), relevance, quality, signUp, spend, bidder.get()));
    }

    private static double[] slots(YamlMap map) {
        if (!map.has("slots")) {
            return new double[] {1, 0.6, 0.4};
        }
        YamlValue value = map.get("slots").orElseThrow();
        List<YamlValue> items = value.list().orElse(ImmutableList.of());
        double[] slots = new double[items.size()];
        double last = 1;
        for (int k = 0; k < slots.length; k++) {
            OptionalDouble one =
                    items.get(k).number(NumberRange.within(1e-6, 1, "a click rate over that of the first slot"));
            slots[k] = one.orElse(last);
            if (slots[k] > last || (k == 0 && slots[k] != 1)) {
                items.get(k).fault(k == 0 ? "must be 1, the first slot." : "must not be above the slot before.", "");
            }
            last = slots[k];
        }
        if (value.isList() && (slots.length < 1 || slots.length > 8)) {
            value.faultInWords(value.path() + " has " + slots.length + " slots; it needs 1 to 8.", "");
        }
        return slots;
    }

    private Optional<Keywords> keywords(YamlValue value) {
        int before = faults.count();
        Optional<YamlMap> given = value.map("name", "queries", "click-rate", "conversion-rate", "reserve");
        if (given.isEmpty()) {
            return Optional.empty();
        }
        var of = new WorldNumbers(given.get());
        String name =
                given.get().require("name", "a word").flatMap(YamlValue::text).orElse("");
        ByAttitude queries = of.byAttitude(
                "queries",
                new ByAttitude(0.5, 0.5, 0.5),
                NumberRange.within(0, 50, "queries per searching person and day"));
        ByAttitude click = of.chances("click-rate", new ByAttitude(0.05, 0.06, 0.08));
        ByAttitude convert = of.chances("conversion-rate", new ByAttitude(0.04, 0.06, 0.1));
        Price reserve = of.price("reserve", new Price(0.3, 0.3));
        return faults.count() > before
                ? Optional.empty()
                : Optional.of(new Keywords(name, queries, click, convert, reserve));
    }

    private Optional<MediaChannel> reach(
            String name, ChannelKind kind, YamlMap map, SpendPath spend, Optional<BiddingAgent> bidder) {
        map.allow(ImmutableList.of(
                "name",
                "kind",
                "spend",
                "bidder",
                "supply",
                "price",
                "reserve",
                "relevance",
                "click-rate",
                "idle-clicks",
                "conversion-rate",
                "readiness",
                "persuasion",
                "memory",
                "half",
                "slope",
                "wear",
                "sign-up"));
        int before = faults.count();
        var of = new WorldNumbers(map);
        double supply = of.number("supply", 4, NumberRange.within(0, 1000, "impressions per person and day"));
        boolean first = map.get("price")
                .flatMap(v -> v.word(ImmutableMap.of("first", true, "second", false)))
                .orElse(false);
        Price reserve = of.price("reserve", new Price(6, 0.4));
        double relevance = of.number("relevance", 0.4, NumberRange.within(0, 2, "a number"));
        double click = of.chance("click-rate", 0.03);
        double idle = of.chance("idle-clicks", 0.4);
        double convert = of.chance("conversion-rate", 0.04);
        Readiness readiness = readiness(map);
        Persuasion persuasion = persuasion(map, new Persuasion(0.01, 0.004, 0.002, 0.01));
        double memory = of.number("memory", 7, LONG);
        double half = of.number("half", 1, NumberRange.within(0, 1e6, "impressions per person"));
        double slope = of.number("slope", 1, NumberRange.within(0.5, 5, "a number"));
        double wear = of.number("wear", 12, NumberRange.within(0.01, 1e9, "impressions per person"));
        double signUp = of.chance("sign-up", 0.03);
        if (faults.count() > before || bidder.isEmpty() || name.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ReachChannel(
                name,
                kind,
                supply,
                first,
                reserve,
                relevance,
                click,
                idle,
                convert,
                readiness,
                persuasion,
                memory,
                half,
                slope,
                wear,
                signUp,
                spend,
                bidder.get()));
    }

    private Optional<MediaChannel> mail(String name, YamlMap map, SpendPath spend, Optional<BiddingAgent> bidder) {
        map.allow(ImmutableList.of(
                "name",
                "kind",
                "spend",
                "bidder",
                "cost",
                "open",
                "click",
                "conversion-rate",
                "readiness",
                "persuasion",
                "unsubscribe",
                "complain",
                "recovery",
                "tired"));
        int before = faults.count();
        var of = new WorldNumbers(map);
        double cost = of.number("cost", 0.002, NumberRange.POSITIVE_MONEY);
        double open = of.chance("open", 0.25);
        double click = of.chance("click", 0.12);
        double convert = of.chance("conversion-rate", 0.04);
        Readiness readiness = readiness(map);
        Persuasion persuasion = persuasion(map, new Persuasion(0.02, 0.01, 0.004, 0.02));
        double unsubscribe = of.chance("unsubscribe", 0.002);
        double complain = of.chance("complain", 0.0002);
        double recovery = of.number("recovery", 7, LONG);
        double tired = of.number("tired", 4, NumberRange.within(0.01, 1e6, "mails per reader"));
        if (faults.count() > before || bidder.isEmpty() || name.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new MailChannel(
                name,
                cost,
                open,
                click,
                convert,
                readiness,
                persuasion,
                unsubscribe,
                complain,
                recovery,
                tired,
                spend,
                bidder.get()));
    }

    private static Readiness readiness(YamlMap map) {
        Optional<YamlMap> given = map.get("readiness").flatMap(v -> v.map("satiated", "idle", "needing", "searching"));
        if (given.isEmpty()) {
            return Readiness.USUAL;
        }
        var of = new WorldNumbers(given.get());
        NumberRange multiple = NumberRange.within(0, 10, "a multiple");
        double satiated = of.number("satiated", Readiness.USUAL.satiated(), multiple);
        double idle = of.number("idle", Readiness.USUAL.idle(), multiple);
        double needing = of.number("needing", Readiness.USUAL.needing(), multiple);
        double searching = of.number("searching", Readiness.USUAL.searching(), multiple);
        return Double.isNaN(satiated + idle + needing + searching)
                ? Readiness.USUAL
                : new Readiness(satiated, idle, needing, searching);
    }

    private static Persuasion persuasion(YamlMap map, Persuasion standard) {
        Optional<YamlMap> given = map.get("persuasion").flatMap(v -> v.map("inform", "warm", "arouse", "prompt"));
        if (given.isEmpty()) {
            return standard;
        }
        var of = new WorldNumbers(given.get());
        double inform = of.chance("inform", standard.inform());
        double warm = of.chance("warm", standard.warm());
        double arouse = of.chance("arouse", standard.arouse());
        double prompt = of.chance("prompt", standard.prompt());
        return Double.isNaN(inform + warm + arouse + prompt) ? standard : new Persuasion(inform, warm, arouse, prompt);
    }
}
