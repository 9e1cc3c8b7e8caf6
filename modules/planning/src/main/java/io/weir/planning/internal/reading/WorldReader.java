package io.weir.planning.internal.reading;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.weir.core.BadInputException;
import io.weir.core.KpiKind;
import io.weir.core.MoneyUnit;
import io.weir.core.PeriodLength;
import io.weir.simulator.Audience;
import io.weir.simulator.Calendar;
import io.weir.simulator.Change;
import io.weir.simulator.Delay;
import io.weir.simulator.Funnel;
import io.weir.simulator.MailChannel;
import io.weir.simulator.MediaChannel;
import io.weir.simulator.Rival;
import io.weir.simulator.World;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a world file. All faults are told at once. */
public final class WorldReader {
    private static final String[] KNOWN = {
        "name",
        "about",
        "currency",
        "start",
        "period",
        "periods",
        "warm-up",
        "tick",
        "kpi",
        "margin",
        "people",
        "funnel",
        "calendar",
        "channels",
        "rivals",
        "shocks",
        "drifts",
        "delay",
        "auctions"
    };
    private static final String NEEDS = "it needs at least people and channels.";
    private static final LocalDate START = LocalDate.of(2022, 1, 3);

    private static final Pattern FILE_NAME = Pattern.compile("[^./\\\\\\p{Cntrl}][^/\\\\\\p{Cntrl}]{0,99}");

    private final YamlMap map;
    private final Faults faults;
    private final WorldNumbers numbers;
    private final Map<String, String> names = new HashMap<>();

    private WorldReader(YamlMap map, Faults faults) {
        this.map = map;
        this.faults = faults;
        this.numbers = new WorldNumbers(map);
    }

    /**
     * @param name of the file, for messages
     * @param bytes what it holds
     * @throws BadInputException with every fault, if it cannot be used
     */
    public static World read(String name, byte[] bytes) {
        var faults = new Faults(name);
        Optional<World> world = YamlTree.read(new InputFile(name, bytes), NEEDS, faults)
                .flatMap(value -> value.map(KNOWN))
                .flatMap(map -> new WorldReader(map, faults).world(name));
        faults.throwIfAny();
        return world.orElseThrow(() -> new IllegalStateException("a world without faults could not be read."));
    }

    private Optional<World> world(String file) {
        String standard = file.replaceFirst("^.*[/\\\\]", "").replaceFirst("(?i)\\.ya?ml$", "");
        String name = map.get("name").flatMap(this::fileName).orElse(standard);
        String about = map.get("about").flatMap(YamlValue::text).orElse("");
        PeriodLength period =
                word("period", ImmutableMap.of("week", PeriodLength.WEEK, "day", PeriodLength.DAY), PeriodLength.WEEK);
        int ticks = word("tick", ImmutableMap.of("hour", 24, "day", 1), 24);
        KpiKind kpi = word(
                "kpi",
                ImmutableMap.of("revenue", KpiKind.REVENUE, "conversions", KpiKind.CONVERSIONS),
                KpiKind.REVENUE);
        double periods = numbers.number("periods", 156, NumberRange.whole(1, 2000));
        double warmUp = numbers.number("warm-up", 26, NumberRange.whole(0, 520));
        double margin = numbers.number("margin", 0.4, NumberRange.within(0, 1, "a share"));
        double auctions = numbers.number("auctions", 32, NumberRange.whole(1, 100_000));
        LocalDate start = map.get("start").flatMap(YamlValue::date).orElse(START);
        if (period == PeriodLength.WEEK && start.getDayOfWeek() != DayOfWeek.MONDAY) {
            map.get("start")
                    .ifPresent(v -> v.fault(
                            "must be a Monday where periods are weeks.",
                            "Maybe " + start.with(java.time.temporal.TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                                    + " was meant."));
        }
        ImmutableList<Audience> audiences = audiences();
        ImmutableList<MediaChannel> channels = channels(ticks);
        ImmutableList<Rival> rivals = rivals(channels, ticks);
        var changes = new ArrayList<Change>();
        map.get("shocks").ifPresent(v -> changes.addAll(new WorldChanges(channels, faults).read(v, false)));
        map.get("drifts").ifPresent(v -> changes.addAll(new WorldChanges(channels, faults).read(v, true)));
        Calendar calendar = calendar();
        Delay delay = delay();
        MoneyUnit unit = unit();
        Optional<Funnel> funnel = new WorldFunnel(faults).read(map.get("funnel"));
        if (faults.count() > 0 || funnel.isEmpty()) {
            return Optional.empty();
        }
        var world = new World(
                name,
                about,
                unit,
                start,
                period,
                (int) periods,
                (int) warmUp,
                ticks,
                kpi,
                margin,
                audiences,
                funnel.get(),
                calendar,
                channels,
                rivals,
                ImmutableList.copyOf(changes),
                delay,
                (int) auctions);
        Reachable.check(world, map, faults);
        return Optional.of(world);
    }

    private <T> T word(String key, ImmutableMap<String, T> words, T standard) {
        return map.get(key).flatMap(v -> v.word(words)).orElse(standard);
    }

    private MoneyUnit unit() {
        Optional<YamlValue> value = map.get("currency");
        if (value.isEmpty()) {
            return MoneyUnit.unnamed();
        }
        try {
            return MoneyUnit.of(value.get().text().orElse(""));
        } catch (IllegalArgumentException e) {
            value.get().fault("is no currency of ISO 4217, such as EUR or USD.", "");
            return MoneyUnit.unnamed();
        }
    }

    private Calendar calendar() {
        Optional<YamlMap> given = map.get("calendar").flatMap(v -> v.map("months", "weekdays", "hours"));
        if (given.isEmpty()) {
            return Calendar.even();
        }
        var seasons = new WorldNumbers(given.get());
        return new Calendar(
                Calendar.scaled(seasons.season("months", 12)),
                Calendar.scaled(seasons.season("weekdays", 7)),
                Calendar.scaled(seasons.season("hours", 24)));
    }

    private Delay delay() {
        Optional<YamlMap> given = map.get("delay").flatMap(v -> v.map("mean", "longest"));
        if (given.isEmpty()) {
            return new Delay(0, 0);
        }
        var of = new WorldNumbers(given.get());
        double mean = of.needed(
                "mean", "days until a conversion is reported, on average", NumberRange.within(0, 60, "a number"));
        double longest = of.number("longest", Math.min(90, Math.ceil(7 * mean)), NumberRange.whole(0, 90));
        return Double.isNaN(mean + longest) ? new Delay(0, 0) : new Delay(mean, (int) longest);
    }

    private ImmutableList<Audience> audiences() {
        List<YamlValue> items = map.require("people", "who there is, a list of audiences")
                .flatMap(YamlValue::list)
                .orElse(ImmutableList.of());
        var read = ImmutableList.<Audience>builder();
        double everyone = 0;
        for (YamlValue item : items) {
            Optional<Audience> audience = audience(item);
            audience.ifPresent(read::add);
            everyone += audience.map(Audience::size).orElse(0.0);
        }
        if (items.isEmpty()) {
            map.get("people")
                    .filter(YamlValue::isList)
                    .ifPresent(v -> v.faultInWords("people holds nobody.", "Maybe add an audience: {size: 100000}."));
        }
        if (items.size() > 16) {
            map.get("people")
                    .ifPresent(v -> v.faultInWords(
                            "people has " + items.size() + " audiences; at most 16 are told apart.", ""));
        }
        if (everyone > World.MOST_PEOPLE) {
            double all = everyone;
            map.get("people")
                    .ifPresent(v -> v.faultInWords(
                            String.format(
                                    java.util.Locale.ROOT,
                                    "people has %,.0f people; at most %,.0f are simulated.",
                                    all,
                                    World.MOST_PEOPLE),
                            "Maybe one simulated person can stand for several."));
        }
        return read.build();
    }

    private Optional<Audience> audience(YamlValue value) {
        int before = faults.count();
        Optional<YamlMap> given = value.map(
                "name",
                "size",
                "need",
                "repeat",
                "order-value",
                "order-spread",
                "aware",
                "favourable",
                "customers",
                "on-list");
        if (given.isEmpty()) {
            return Optional.empty();
        }
        var of = new WorldNumbers(given.get());
        String name = given.get().get("name").flatMap(YamlValue::text).orElse("everyone");
        unique(name, "audience", given.get());
        double size = of.needed("size", "how many people", NumberRange.whole(1, (int) Audience.MOST_PEOPLE));
        double need = of.chance("need", 0.004);
        double repeat = of.chance("repeat", need);
        double order = of.number("order-value", 60, NumberRange.POSITIVE_MONEY);
        double spread = of.number("order-spread", 0.6, NumberRange.within(0.01, 3, "a number"));
        double aware = of.chance("aware", 0.4);
        double favourable = of.chance("favourable", 0.25);
        double customers = of.chance("customers", 0.08);
        double onList = of.chance("on-list", 0.5);
        return faults.count() > before
                ? Optional.empty()
                : Optional.of(
                        new Audience(name, size, need, repeat, order, spread, aware, favourable, customers, onList));
    }

    /** Files and folders are called after a world: its name must not lead elsewhere. */
    private Optional<String> fileName(YamlValue value) {
        Optional<String> name = value.text();
        if (name.isPresent() && !FILE_NAME.matcher(name.get()).matches()) {
            value.fault(
                    "must be a name that a file can have: at most 100 characters, none of them / or \\, no dot first.",
                    "Maybe call it "
                            + name.get().replaceAll("[^A-Za-z0-9]+", "-").replaceAll("^-|-$", "") + ".");
            return Optional.empty();
        }
        return name;
    }

    /** Notes a name; one that is given already is a fault. */
    private void unique(String name, String what, YamlMap of) {
        YamlValue place = of.get("name").orElse(of.self());
        String first = names.putIfAbsent(what + " " + name, place.where());
        if (first != null) {
            place.faultInWords(
                    "the " + what + " (" + Texts.shown(name) + ") stands here a second time; the first is in " + first
                            + ".",
                    "Maybe give it another name.");
        }
    }

    private ImmutableList<MediaChannel> channels(int ticks) {
        List<YamlValue> items = map.require("channels", "where money is spent, a list")
                .flatMap(YamlValue::list)
                .orElse(ImmutableList.of());
        if (items.isEmpty()) {
            map.get("channels")
                    .filter(YamlValue::isList)
                    .ifPresent(v -> v.faultInWords(
                            "channels holds no channel.", "Maybe add one: {name: search, kind: search, ...}."));
        }
        if (items.size() > 60) {
            map.get("channels")
                    .ifPresent(v -> v.faultInWords(
                            "channels has " + items.size() + " channels; at most 60 are simulated.", ""));
        }
        var read = ImmutableList.<MediaChannel>builder();
        var part = new WorldChannels(faults, ticks);
        for (YamlValue item : items) {
            part.read(item).ifPresent(read::add);
            item.map().ifPresent(m -> m.get("name").flatMap(YamlValue::text).ifPresent(n -> unique(n, "channel", m)));
        }
        return read.build();
    }

    private ImmutableList<Rival> rivals(ImmutableList<MediaChannel> channels, int ticks) {
        Optional<YamlValue> given = map.get("rivals");
        if (given.isEmpty()) {
            return ImmutableList.of();
        }
        var read = ImmutableList.<Rival>builder();
        for (YamlValue item : given.get().list().orElse(ImmutableList.of())) {
            read.addAll(rival(item, channels, ticks));
        }
        ImmutableList<Rival> all = read.build();
        if (all.size() > 300) {
            given.get().faultInWords("rivals has " + all.size() + "; at most 300 are simulated.", "");
        }
        return all;
    }

    private List<Rival> rival(YamlValue value, ImmutableList<MediaChannel> channels, int ticks) {
        int before = faults.count();
        Optional<YamlMap> given =
                value.map("name", "channel", "count", "budget", "value", "quality", "from", "to", "bidder");
        if (given.isEmpty()) {
            return List.of();
        }
        YamlMap of = given.get();
        var number = new WorldNumbers(of);
        String name = of.require("name", "a word").flatMap(YamlValue::text).orElse("");
        unique(name, "rival", of);
        double count = number.number("count", 1, NumberRange.whole(1, 60));
        double budget = number.needed(
                "budget", "currency per period; a rival without money cannot bid", NumberRange.POSITIVE_MONEY);
        double worth = number.needed(
                "value", "what a click, or a thousand impressions, is worth to it", NumberRange.POSITIVE_MONEY);
        double quality = number.number("quality", 1, NumberRange.within(0.05, 20, "a number"));
        String channel = of.require("channel", "in whose auctions it bids")
                .flatMap(YamlValue::text)
                .orElse("");
        if (!channel.isEmpty()
                && channels.stream().noneMatch(c -> c.name().equals(channel) && !(c instanceof MailChannel))) {
            List<String> known = channels.stream()
                    .filter(c -> !(c instanceof MailChannel))
                    .map(MediaChannel::name)
                    .toList();
            of.get("channel")
                    .orElseThrow()
                    .fault(
                            "is no channel with auctions; there are " + String.join(", ", known) + ".",
                            Spelling.remedy(channel, ImmutableList.copyOf(known), ""));
        }
        Optional<LocalDate> from = of.get("from").flatMap(YamlValue::date);
        Optional<LocalDate> to = of.get("to").flatMap(YamlValue::date);
        if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
            of.get("to")
                    .orElseThrow()
                    .fault("must not be before from (" + from.get() + ").", "Maybe the two were exchanged.");
        }
        var bidder = new WorldBidder(faults, ticks).read(of.get("bidder"), false);
        if (faults.count() > before || bidder.isEmpty()) {
            return List.of();
        }
        var read = new ArrayList<Rival>();
        for (int k = 1; k <= count; k++) {
            read.add(new Rival(
                    count == 1 ? name : name + "-" + k, channel, budget, worth, quality, from, to, bidder.get()));
        }
        return read;
    }
}
