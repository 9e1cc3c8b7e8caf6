package io.weir.planning.internal.fitting;

import com.google.common.collect.ImmutableList;
import io.weir.core.ChannelKind;
import io.weir.core.KpiKind;
import io.weir.core.PeriodLength;
import io.weir.planning.FittedWorld.Settings;
import io.weir.planning.internal.fitting.Business.Told;
import io.weir.planning.internal.fitting.Levers.Lever;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;

/**
 * The world file of a business: what the history tells, what the levers move, and what neither tells, at the usual values of the
 * worlds that come with Weir.
 */
final class Draft {
    /** Of all people, those that order in a week. */
    private static final double WEEKLY_ORDERS = 0.0015;

    private static final double LEAST_PEOPLE = 20_000;
    private static final double CUSTOMERS = 0.15;
    private static final double ON_LIST = 0.6;
    /** Mails per reader and week if it is not told how many are sent. */
    private static final double MAILS = 1.2;

    private static final double MOST_READERS = 0.4;
    private static final double DAYS = 7;
    private static final List<String> EVERY_DAY =
            List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");

    /** What a click costs of an order, and a thousand impressions, where it is not told. */
    private static final double CLICK_OF_ORDER = 1.0 / 60;

    private static final double THOUSAND_OF_ORDER = 8.0 / 60;
    /** Most of what a conversion brings that its click may cost. */
    private static final double MOST_CONVERSION = 0.3;
    /** Units that cost more than this share of an order are visits, not impressions. */
    private static final double IMPRESSION_OF_ORDER = 0.001;

    private static final double CLICK_RATE = 0.06;
    private static final double CONVERSION = 0.06;
    /** Clicks that could be had over those that are bought. */
    private static final double CLICKS_TO_SPARE = 3;
    /** Queries per person and day, one per searching person. */
    private static final double SEARCHING = 0.02;

    private static final double MOST_QUERIES = 40;
    /** Impressions that could be had over those that are bought. */
    private static final double IMPRESSIONS_TO_SPARE = 8;

    private static final double MOST_SUPPLY = 1000;
    private static final double MOST_CHANCE = 0.95;
    private static final int WARM_UP_WEEKS = 52;
    private static final int MOST_WARM_UP = 520;
    private static final double LARGE = 1e15;
    private static final int LINE = 140;

    private final Business business;
    private final Known known;
    private final Levers levers;
    private final double orderValue;
    private final double people;

    Draft(Business business, Known known, Levers levers) {
        this.business = business;
        this.known = known;
        this.levers = levers;
        this.orderValue = known.orderValue();
        double weeks = business.length() == PeriodLength.WEEK ? 1 : 1 / DAYS;
        double orders = business.kpi() / (known.kpi() == KpiKind.REVENUE ? orderValue : 1) / weeks;
        this.people = round(known.people()
                .orElse(Math.min(
                        Settings.MOST_PEOPLE,
                        Math.max(LEAST_PEOPLE, Math.max(orders / WEEKLY_ORDERS, readers() / MOST_READERS)))));
    }

    /** Readers of the list, if mail is sent: as many as it takes for a usual number of mails each. */
    private double readers() {
        return business.channels().stream()
                .filter(told -> told.history().channel().kind() == ChannelKind.EMAIL)
                .mapToDouble(told -> told.price()
                        .map(price -> perWeek(told.usual()) / price / MAILS)
                        .orElse(0.0))
                .max()
                .orElse(0);
    }

    private double perWeek(double perPeriod) {
        return business.length() == PeriodLength.WEEK ? perPeriod : perPeriod * DAYS;
    }

    /** The file with levers where they are, season included. */
    byte[] yaml(double[] lever) {
        return yaml(lever, known.months());
    }

    /** The same without a season, in which the last year's means can be compared. */
    byte[] even(double[] lever) {
        double[] months = new double[Season.MONTHS];
        Arrays.fill(months, 1);
        return yaml(lever, months);
    }

    private byte[] yaml(double[] lever, double[] months) {
        var root = new LinkedHashMap<String, Object>();
        root.put("name", known.name());
        root.put("about", known.about());
        known.currency().ifPresent(code -> root.put("currency", code));
        root.put("start", start().toString());
        root.put("period", business.length().name().toLowerCase(Locale.ROOT));
        root.put("periods", known.periods());
        root.put("warm-up", Math.min(MOST_WARM_UP, Business.periods(business.length(), WARM_UP_WEEKS)));
        root.put("tick", known.hourly() ? "hour" : "day");
        root.put("margin", number(known.margin()));
        root.put("kpi", known.kpi().name().toLowerCase(Locale.ROOT));
        root.put("people", List.of(everyone()));
        double buy = Math.exp(lever[levers.purchases()]);
        root.put("funnel", map("buy", chances(buy, 0.0005, 0.003, 0.015), "forget", 0.004, "cool", 0.008));
        root.put(
                "calendar",
                map("months", Arrays.stream(months).mapToObj(Draft::number).toList()));
        var channels = ImmutableList.<Map<String, Object>>builder();
        for (int c = 0; c < business.channels().size(); c++) {
            channels.add(channel(c, lever));
        }
        root.put("channels", channels.build());
        if (known.delay() > 0) {
            root.put("delay", map("mean", number(known.delay())));
        }
        var settings = DumpSettings.builder().setWidth(LINE).build();
        return (known.head() + new Dump(settings).dumpToString(root)).getBytes(StandardCharsets.UTF_8);
    }

    /** Weeks of a world begin on Monday. */
    LocalDate start() {
        return business.length() == PeriodLength.WEEK
                ? known.start().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                : known.start();
    }

    private Map<String, Object> everyone() {
        double share = readers() / people;
        double customers = Math.max(CUSTOMERS, Math.min(MOST_CHANCE, share / ON_LIST));
        return map(
                "name",
                "everyone",
                "size",
                (long) people,
                "order-value",
                number(orderValue),
                "aware",
                0.4,
                "favourable",
                0.25,
                "customers",
                number(customers),
                "on-list",
                ON_LIST);
    }

    private Map<String, Object> channel(int c, double[] lever) {
        Told told = business.channels().get(c);
        double effect = Math.exp(lever[levers.at(c, Lever.EFFECT)]);
        double room = Math.exp(lever[levers.at(c, Lever.ROOM)]);
        double price = Math.exp(lever[levers.at(c, Lever.PRICE)]);
        double patience = Math.exp(lever[levers.at(c, Lever.PATIENCE)]);
        Map<String, Object> out = map(
                "name", told.history().channel().name(),
                "kind", told.history().channel().kind().name().toLowerCase(Locale.ROOT),
                "spend",
                        map(
                                "mean", number(told.usual()),
                                "wander", number(Math.min(2, told.wander())),
                                "campaigns", 0));
        switch (told.history().channel().kind()) {
            case SEARCH -> search(told, out, effect, room, price);
            case EMAIL -> mail(told, out, effect, room);
            case SOCIAL, OTHER -> reach(told, out, effect, room, price, patience);
        }
        return out;
    }

    /** KPI in currency per unit of spend. */
    private double earned(Told told) {
        double kpi = Arrays.stream(told.brought()[Business.USUAL]).average().orElse(0);
        return kpi * (known.kpi() == KpiKind.REVENUE ? 1 : orderValue) / (told.usual() * business.periods());
    }

    /** Currency per unit of volume that the world is to show; impressions or clicks or mails. */
    double price(Told told) {
        return switch (told.history().channel().kind()) {
            case SEARCH ->
                told.price()
                        .orElse(Math.min(CLICK_OF_ORDER, MOST_CONVERSION / Math.max(1e-9, earned(told))) * orderValue);
            case EMAIL -> told.price().orElse(perWeek(told.usual()) / (MAILS * people * CUSTOMERS * ON_LIST));
            case SOCIAL, OTHER ->
                told.price()
                        .filter(price -> price < IMPRESSION_OF_ORDER * orderValue)
                        .orElse(THOUSAND_OF_ORDER * orderValue / 1000);
        };
    }

    private void search(Told told, Map<String, Object> out, double effect, double room, double price) {
        double click = price(told);
        double clicks = perWeek(told.usual()) / DAYS / click;
        double queries = Math.min(MOST_QUERIES, room * CLICKS_TO_SPARE * clicks / (people * SEARCHING * CLICK_RATE));
        double convert = effect * Math.max(CONVERSION / 100, earned(told) * click / orderValue);
        out.put("slots", List.of(1, 0.6, 0.4));
        out.put(
                "keywords",
                List.of(
                        keywords("brand", rates(queries, 0, 0.1, 0.5), convert * 1.3, click * price),
                        keywords("generic", rates(queries, 1.2, 1.2, 1), convert, click * price)));
    }

    private static Map<String, Object> keywords(String name, List<Number> queries, double convert, double price) {
        return map(
                "name",
                name,
                "queries",
                queries,
                "click-rate",
                chances(CLICK_RATE, 0.85, 1, 1.3),
                "conversion-rate",
                chances(convert, 0.9, 1, 1.4),
                "reserve",
                map("median", number(price), "spread", 0.6));
    }

    private void reach(Told told, Map<String, Object> out, double effect, double room, double price, double patience) {
        double impression = price(told);
        double seen = perWeek(told.usual()) / DAYS / impression / people;
        // an impression earns by visits and by what it makes people think; the levers find how much of each
        double convert = effect * Math.max(0.02, earned(told) * impression / orderValue / (0.03 * 0.4 * 0.2));
        double persuade = effect * patience;
        out.put("supply", number(Math.min(MOST_SUPPLY, Math.max(0.01, IMPRESSIONS_TO_SPARE * seen))));
        out.put("reserve", map("median", number(impression * 1000 * price), "spread", 0.4));
        out.put("click-rate", 0.03);
        out.put("idle-clicks", 0.4);
        out.put("conversion-rate", chance(convert));
        out.put(
                "persuasion",
                map(
                        "inform", chance(0.03 * persuade),
                        "warm", chance(0.02 * persuade),
                        "arouse", chance(0.01 * persuade),
                        "prompt", chance(0.06 * persuade)));
        out.put("memory", 7);
        out.put("half", number(0.5 * room));
        // the more there is to see of it, the more it takes to tire of it
        out.put("wear", number(Math.max(0.01, room * Math.max(0.5, DAYS * seen))));
    }

    private void mail(Told told, Map<String, Object> out, double effect, double room) {
        double cost = price(told);
        double convert = effect * earned(told) * cost / orderValue / (0.3 * 0.1 * 0.3);
        if (business.length() == PeriodLength.DAY) {
            // what is meant for a day is spent on it
            out.put("bidder", map("kind", "mail-calendar", "days", EVERY_DAY));
        }
        out.put("cost", number(cost));
        out.put("open", 0.3);
        out.put("click", 0.1);
        out.put("conversion-rate", chance(convert));
        out.put("tired", number(Math.max(0.01, 4 * room)));
    }

    private static List<Number> rates(double factor, double... rates) {
        return Arrays.stream(rates)
                .<Number>mapToObj(rate -> number(factor * rate))
                .toList();
    }

    private static List<Number> chances(double factor, double... rates) {
        return Arrays.stream(rates)
                .<Number>mapToObj(rate -> chance(factor * rate))
                .toList();
    }

    private static Number chance(double value) {
        return number(Math.min(MOST_CHANCE, value));
    }

    private static double round(double people) {
        return new BigDecimal(people)
                .round(new MathContext(4, RoundingMode.HALF_EVEN))
                .doubleValue();
    }

    /** Digits enough for a fit, few enough to be read. */
    private static Number number(double value) {
        double rounded = new BigDecimal(value, new MathContext(6, RoundingMode.HALF_EVEN)).doubleValue();
        if (rounded == Math.rint(rounded) && Math.abs(rounded) < LARGE) {
            return (long) rounded;
        }
        return rounded;
    }

    private static Map<String, Object> map(Object... keysAndValues) {
        var map = new LinkedHashMap<String, Object>();
        for (int k = 0; k < keysAndValues.length; k += 2) {
            map.put((String) keysAndValues[k], keysAndValues[k + 1]);
        }
        return map;
    }
}
