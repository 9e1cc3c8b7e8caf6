package io.weir.planning.internal.reading;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Draws a world file. Every number comes from a range that docs/world.md tells; those of click rates, prices, conversion rates and
 * mail come from what is published of all industries. The same seed gives the same file.
 */
public final class RandomWorld {
    private static final LocalDate START = LocalDate.of(2022, 1, 3);
    private static final int WEEKS = 156;

    private final SplittableRandom random;
    private final StringBuilder text = new StringBuilder();

    private RandomWorld(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** The file's text. */
    public static String yaml(long seed) {
        var world = new RandomWorld(seed);
        world.draw(seed);
        return world.text.toString();
    }

    private void draw(long seed) {
        double people = Math.rint(logUniform(50_000, 2_000_000) / 1000) * 1000;
        double order = logUniform(30, 300);
        // a budget that a market of this size can take: a share of what its people spend
        double weekly = people * uniform(0.012, 0.03) * order / 90;
        line("name: random-%d", seed);
        line("about: A world drawn from the ranges in docs/world.md, seed %d.", seed);
        line("currency: EUR");
        line("start: %s", START);
        line("periods: %d", WEEKS);
        line("auctions: 32");
        line("people:");
        double need = uniform(0.002, 0.006);
        double aware = uniform(0.2, 0.6);
        line(
                "  - {name: everyone, size: %.0f, need: %s, repeat: %s, order-value: %s, order-spread: %s, aware: %s,"
                        + " favourable: %s, customers: %s, on-list: %s}",
                people,
                number(need),
                number(need * uniform(0.5, 2)),
                number(order),
                number(uniform(0.3, 0.9)),
                number(aware),
                number(uniform(0.15, 0.35)),
                number(uniform(0.03, 0.2)),
                number(uniform(0.3, 0.7)));
        funnel();
        calendar();
        channels(weekly, order, people);
        changes();
        double delay = random.nextDouble() < 0.2 ? uniform(6, 14) : uniform(0.5, 4);
        line("delay: {mean: %s, longest: %d}", number(delay), (int) Math.ceil(5 * delay));
    }

    private void funnel() {
        double search = uniform(0.03, 0.06);
        double buy = uniform(0.001, 0.005);
        line(
                "funnel: {discover: %s, forget: %s, cool: %s, search: [%s, %s, %s], fade: %s, give-up: %s, buy: [%s, %s, %s],"
                        + " lapse: %s, keep: %s, delight: %s, sign-up: %s}",
                number(uniform(0.0002, 0.0008)),
                number(uniform(0.002, 0.006)),
                number(uniform(0.004, 0.01)),
                number(search),
                number(search * 1.2),
                number(search * 1.4),
                number(uniform(0.03, 0.06)),
                number(uniform(0.1, 0.2)),
                number(buy / 5),
                number(buy),
                number(buy * 4),
                number(uniform(0.001, 0.005)),
                number(uniform(0.3, 0.8)),
                number(uniform(0.1, 0.5)),
                number(uniform(0.1, 0.5)));
    }

    private void calendar() {
        double height = uniform(0, 0.6);
        double peak = random.nextInt(12);
        List<String> months = new ArrayList<>();
        for (int month = 0; month < 12; month++) {
            months.add(number(1 + height * Math.cos(2 * Math.PI * (month - peak) / 12)));
        }
        line("calendar:");
        line("  months: [%s]", String.join(", ", months));
        line("  weekdays: [1.02, 1.02, 1.03, 1.03, 0.99, 0.93, 0.98]");
        line(
                "  hours: [0.5, 0.3, 0.2, 0.2, 0.2, 0.3, 0.5, 0.7, 0.9, 1.1, 1.2, 1.3, 1.4, 1.3, 1.2, 1.2, 1.2, 1.3, 1.4, 1.6,"
                        + " 1.8, 1.9, 1.5, 0.9]");
    }

    private void channels(double weekly, double order, double people) {
        List<String> rivals = new ArrayList<>();
        double convert = uniform(0.045, 0.08);
        // what a click is worth to others: less than its first order, within what is published of prices
        double click = Math.min(4.5, Math.max(2.6, convert * order * uniform(0.3, 0.6)));
        double searchSpend = weekly * uniform(0.25, 0.5);
        line("channels:");
        line("  - name: search");
        line("    kind: search");
        spend(searchSpend);
        line("    slots: [1, %s, %s]", number(uniform(0.5, 0.7)), number(uniform(0.3, 0.5)));
        line("    keywords:");
        keywords("brand", "[0, 0.1, 0.4]", uniform(0.08, 0.1), convert * 1.2, click * 0.35);
        keywords("generic", "[1.2, 1.2, 1]", uniform(0.05, 0.07), convert, click * 0.5);
        rivals.add(rival("search", 2 + random.nextInt(4), searchSpend * uniform(0.8, 1.8), click));
        double socialSpend = weekly * uniform(0.2, 0.4);
        social(socialSpend);
        double thousand = uniform(9, 15);
        line("    reserve: {median: %s, spread: 0.5}", number(thousand * 0.8));
        rivals.add(rival("social", 2 + random.nextInt(3), socialSpend * uniform(3, 8), thousand));
        if (random.nextDouble() < 0.4) {
            reach("video", weekly * uniform(0.1, 0.2), uniform(8, 12), 0.004, uniform(0.02, 0.05));
        }
        if (random.nextDouble() < 0.4) {
            reach("display", weekly * uniform(0.05, 0.15), uniform(2, 4), 0.004, uniform(0.005, 0.015));
        }
        line("  - name: email");
        line("    kind: email");
        spend(people * 0.00015 * uniform(0.5, 1));
        line("    bidder: {kind: mail-calendar, days: [tuesday, thursday], hour: %d}", 8 + random.nextInt(11));
        line("    cost: 0.002");
        line("    open: %s", number(uniform(0.22, 0.36)));
        line("    click: %s", number(uniform(0.09, 0.14)));
        line("    conversion-rate: %s", number(uniform(0.03, 0.06)));
        line("    unsubscribe: %s", number(uniform(0.001, 0.002)));
        line("rivals:");
        rivals.forEach(text::append);
    }

    private void spend(double mean) {
        line(
                "    spend: {mean: %s, wander: %s, campaigns: %s, lift: %s, length: %d}",
                number(mean),
                number(uniform(0.2, 0.4)),
                number(uniform(0.04, 0.1)),
                number(uniform(1.5, 2.2)),
                2 + random.nextInt(3));
    }

    private void keywords(String name, String queries, double click, double convert, double reserve) {
        line(
                "      - {name: %s, queries: %s, click-rate: [%s, %s, %s], conversion-rate: [%s, %s, %s],"
                        + " reserve: {median: %s, spread: 0.3}}",
                name,
                queries,
                number(click),
                number(click * 1.15),
                number(click * 1.5),
                number(convert * 0.9),
                number(convert),
                number(convert * 1.4),
                number(reserve));
    }

    private void social(double mean) {
        line("  - name: social");
        line("    kind: social");
        spend(mean);
        line("    supply: %s", number(uniform(2, 6)));
        if (random.nextDouble() < 0.3) {
            line("    price: first");
        }
        line("    click-rate: %s", number(uniform(0.028, 0.038)));
        line("    idle-clicks: 0.4");
        line("    conversion-rate: %s", number(uniform(0.12, 0.16)));
        persuasion(uniform(0.02, 0.05));
        line("    memory: %s", number(uniform(4, 10)));
        line("    half: 0.5");
        line("    wear: %s", number(uniform(1.2, 3)));
    }

    private void reach(String name, double mean, double reserve, double click, double inform) {
        line("  - name: %s", name);
        line("    kind: other");
        spend(mean);
        line("    supply: %s", number(uniform(1, 4)));
        line("    reserve: {median: %s, spread: 0.5}", number(reserve));
        line("    click-rate: %s", number(click));
        line("    idle-clicks: 0.4");
        line("    conversion-rate: %s", number(uniform(0.02, 0.05)));
        persuasion(inform);
        line("    memory: %s", number(uniform(7, 21)));
        line("    half: 0.5");
        line("    wear: %s", number(uniform(2, 8)));
    }

    /** What it does to people goes together. */
    private void persuasion(double inform) {
        line(
                "    persuasion: {inform: %s, warm: %s, arouse: %s, prompt: %s}",
                number(inform),
                number(inform * uniform(0.4, 0.9)),
                number(inform * uniform(0.1, 0.8)),
                number(inform * uniform(1, 4)));
    }

    private String rival(String channel, int count, double budget, double value) {
        return String.format(
                        Locale.ROOT,
                        "  - {name: rival-%s, channel: %s, count: %d, budget: %s, value: %s, bidder: {kind: dual-pacing, price: 1, most:"
                                + " 1}}%n",
                        channel,
                        channel,
                        count,
                        number(budget),
                        number(value))
                .replace(System.lineSeparator(), "\n");
    }

    private void changes() {
        if (random.nextDouble() < 0.3) {
            line("drifts:");
            line(
                    "  - {what: price, channel: social, from: %s, to: %s, factor: %s}",
                    START.plusWeeks(26), START.plusWeeks(WEEKS), number(uniform(0.8, 1.6)));
        }
        if (random.nextDouble() < 0.3) {
            LocalDate from = START.plusWeeks(20 + random.nextInt(WEEKS - 40));
            line("shocks:");
            line(
                    "  - {what: price, channel: search, from: %s, to: %s, factor: %s}",
                    from, from.plusWeeks(3 + random.nextInt(8)), number(uniform(1.2, 1.8)));
        }
    }

    private double uniform(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    private double logUniform(double low, double high) {
        return low * Math.pow(high / low, random.nextDouble());
    }

    private static String number(double value) {
        return new java.math.BigDecimal(value, new java.math.MathContext(3, java.math.RoundingMode.HALF_EVEN))
                .stripTrailingZeros()
                .toPlainString();
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
