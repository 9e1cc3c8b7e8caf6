package io.weir.serving.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Sets;
import io.weir.bidding.CostCap;
import io.weir.bidding.CostCapBidder;
import io.weir.bidding.EmailBidder;
import io.weir.bidding.FrequencyCap;
import io.weir.bidding.LearnedBidder;
import io.weir.bidding.LearnedPolicies;
import io.weir.bidding.PacedBidder;
import io.weir.core.BadInputException;
import io.weir.core.BadInputException.Fault;
import io.weir.core.BiddingAgent;
import io.weir.core.ChannelKind;
import io.weir.core.Line;
import io.weir.policy.BudgetPacer;
import io.weir.policy.DualPacing;
import io.weir.policy.FixedBid;
import io.weir.policy.FixedCpa;
import io.weir.policy.MailCalendar;
import io.weir.policy.PidPacing;
import io.weir.serving.AgentFile;
import io.weir.serving.AgentLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the file of an agent and tells all its faults at once. */
public final class AgentFileReader {
    private static final String FORMAT = "weir-agent";
    private static final int VERSION = 1;
    private static final long LARGEST = 16L << 20;
    private static final int MOST_LINES = 10_000;
    private static final String CAP = "frequency-cap";
    private static final Set<String> KEYS =
            new TreeSet<>(Set.of("format", "version", "kind", "controller", "settings", "lines"));
    private static final Set<String> LINE_KEYS =
            new TreeSet<>(Set.of("name", "unit", "value", "conversion-rate", "price", "people"));

    private static final ImmutableMap<String, Line.Unit> UNITS = ImmutableMap.of(
            "click", Line.Unit.CLICK,
            "thousand-impressions", Line.Unit.THOUSAND_IMPRESSIONS,
            "send", Line.Unit.SEND);

    private static final ImmutableMap<ChannelKind, Line.Unit> USUAL = ImmutableMap.of(
            ChannelKind.SEARCH, Line.Unit.CLICK,
            ChannelKind.SOCIAL, Line.Unit.THOUSAND_IMPRESSIONS,
            ChannelKind.EMAIL, Line.Unit.SEND);

    private static final ImmutableMap<String, Function<AgentFileReader, BiddingAgent>> CONTROLLERS =
            ImmutableMap.<String, Function<AgentFileReader, BiddingAgent>>builder()
                    .put("budget-pacer", in -> new BudgetPacer(in.setting("multiplier")))
                    .put("dual-pacing", AgentFileReader::dualPacing)
                    .put("fixed-bid", in -> new FixedBid(in.setting("bid")))
                    .put("fixed-cpa", in -> new FixedCpa(in.setting("cpa")))
                    .put(
                            "email",
                            in -> new EmailBidder((int) in.setting("hour"), in.setting("cap"), EmailBidder.HORIZON))
                    .put("learned", AgentFileReader::learned)
                    .put("mail-calendar", in -> new MailCalendar(in.weekdays(), (int) in.setting("hour")))
                    .put("paced", in -> new PacedBidder(in.setting("start")))
                    .put(
                            "paced-min-return",
                            in -> new CostCapBidder(CostCap.minReturn(in.setting("min-return")), in.setting("start")))
                    .put(
                            "paced-target-cpa",
                            in -> new CostCapBidder(CostCap.targetCpa(in.setting("cpa")), in.setting("cpa")))
                    .put(
                            "pid-pacing",
                            in -> new PidPacing(
                                    in.setting("multiplier"),
                                    in.setting("proportional"),
                                    in.setting("integral"),
                                    in.setting("derivative")))
                    .buildOrThrow();

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Path file;
    private final JsonNode root;
    private final List<Fault> faults = new ArrayList<>();
    private final Set<String> settingsRead = new TreeSet<>();

    private AgentFileReader(Path file, JsonNode root) {
        this.file = file;
        this.root = root;
    }

    /** @throws BadInputException with all faults of the file */
    public static AgentFile read(Path file) {
        var reader = new AgentFileReader(file, tree(file));
        reader.requireFormat();
        return reader.agent();
    }

    private static JsonNode tree(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                throw bad(file, "does not exist.", "Maybe the name is misspelt.");
            }
            if (Files.size(file) > LARGEST) {
                throw bad(
                        file,
                        "has " + Files.size(file) + " bytes; an agent has at most " + LARGEST + ".",
                        "Maybe it is another file.");
            }
            return MAPPER.readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            long line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw BadInputException.of(
                    file + (line > 0 ? ":" + line : ""),
                    "is no JSON: " + firstLine(e.getOriginalMessage()) + ".",
                    "Maybe it was cut off, or is another file.");
        } catch (IOException e) {
            throw bad(file, "cannot be read: " + e.getMessage() + ".", "Maybe look at its permissions.");
        }
    }

    private void requireFormat() {
        if (!root.path("format").asText("").equals(FORMAT)) {
            throw bad(
                    file,
                    "format (" + shown(root.path("format")) + ") must be " + FORMAT + ".",
                    "Maybe it is another kind of file.");
        }
        JsonNode version = root.path("version");
        if (!version.isInt() || version.intValue() != VERSION) {
            throw bad(
                    file,
                    "version (" + shown(version) + ") must be " + VERSION + ".",
                    "Maybe it was written by a newer Weir.");
        }
    }

    private AgentFile agent() {
        known("", root, KEYS);
        ChannelKind kind = kind();
        ImmutableList<AgentLine> lines = lines(kind);
        String controller = root.path("controller").asText("");
        Function<AgentFileReader, BiddingAgent> maker = CONTROLLERS.get(controller);
        if (maker == null) {
            fault(
                    "controller (" + shown(root.path("controller")) + ") must be one of "
                            + String.join(", ", CONTROLLERS.keySet()) + ".",
                    "");
        }
        Optional<BiddingAgent> agent = maker == null ? Optional.empty() : made(() -> capped(maker.apply(this)));
        if (maker != null) {
            known("settings.", root.path("settings"), settingsRead);
        }
        if (!faults.isEmpty()) {
            throw new BadInputException(ImmutableList.copyOf(faults));
        }
        return new AgentFile(kind, controller, lines, agent.orElseThrow());
    }

    private ChannelKind kind() {
        String word = root.path("kind").asText("");
        for (ChannelKind kind : ChannelKind.values()) {
            if (Ascii.toLowerCase(kind.name()).equals(word)) {
                return kind;
            }
        }
        fault("kind (" + shown(root.path("kind")) + ") must be one of search, social, email, other.", "");
        return ChannelKind.OTHER;
    }

    private ImmutableList<AgentLine> lines(ChannelKind kind) {
        JsonNode all = root.path("lines");
        if (!all.isArray() || all.isEmpty() || all.size() > MOST_LINES) {
            fault("lines must be a list of 1 to " + MOST_LINES + " lines.", "");
            return ImmutableList.of();
        }
        var names = new HashSet<String>();
        ImmutableList.Builder<AgentLine> out = ImmutableList.builder();
        for (int k = 0; k < all.size(); k++) {
            String where = "lines[" + k + "].";
            JsonNode node = all.get(k);
            known(where, node, LINE_KEYS);
            String name = node.path("name").asText("");
            Line.Unit unit = UNITS.get(node.path("unit").asText(""));
            if (unit == null) {
                fault(
                        where + "unit (" + shown(node.path("unit")) + ") must be one of "
                                + String.join(", ", UNITS.keySet()) + ".",
                        "");
                continue;
            }
            Line.Unit usual = USUAL.getOrDefault(kind, unit);
            if (unit != usual) {
                fault(
                        where + "unit (" + shown(node.path("unit")) + ") is not what is bid for in "
                                + Ascii.toLowerCase(kind.name()) + ".",
                        "Maybe the kind should be other.");
            }
            if (!names.add(name)) {
                fault(where + "name (" + name + ") stands there twice.", "");
            }
            made(() -> new AgentLine(
                            new Line(name, unit),
                            number(where + "value", node.path("value")),
                            number(where + "conversion-rate", node.path("conversion-rate")),
                            number(where + "price", node.path("price"))))
                    .ifPresent(out::add);
        }
        return out.build();
    }

    /** The agent with a cap on the impressions per person, if the file has one. */
    private BiddingAgent capped(BiddingAgent agent) {
        settingsRead.add(CAP);
        if (!root.path("settings").has(CAP)) {
            return agent;
        }
        JsonNode all = root.path("lines");
        double[] people = new double[all.size()];
        for (int k = 0; k < people.length; k++) {
            if (UNITS.get(all.get(k).path("unit").asText("")) != Line.Unit.THOUSAND_IMPRESSIONS) {
                throw new IllegalArgumentException("settings." + CAP + " is for lines in thousand-impressions; lines["
                        + k + "].unit (" + shown(all.get(k).path("unit")) + ") is not.");
            }
            people[k] = number("lines[" + k + "].people", all.get(k).path("people"));
        }
        return new FrequencyCap(agent, setting(CAP), people);
    }

    private static BiddingAgent dualPacing(AgentFileReader in) {
        double price = in.setting("price");
        double rate = in.setting("rate");
        in.settingsRead.add("most");
        return in.root.path("settings").has("most")
                ? new DualPacing(price, rate, in.setting("most"))
                : new DualPacing(price, rate);
    }

    private static BiddingAgent learned(AgentFileReader in) {
        String network = in.word("network");
        return new LearnedBidder(new PacedBidder(in.setting("start")), LearnedPolicies.find(network, in.file));
    }

    private String word(String name) {
        settingsRead.add(name);
        JsonNode node = root.path("settings").path(name);
        if (!node.isTextual() || node.textValue().isBlank() || node.textValue().indexOf(0) >= 0) {
            throw new IllegalArgumentException("settings." + name + " (" + shown(node) + ") must be a word.");
        }
        return node.textValue();
    }

    private double setting(String name) {
        settingsRead.add(name);
        return number("settings." + name, root.path("settings").path(name));
    }

    private ImmutableSortedSet<Integer> weekdays() {
        settingsRead.add("weekdays");
        ImmutableSortedSet.Builder<Integer> days = ImmutableSortedSet.naturalOrder();
        root.path("settings").path("weekdays").forEach(day -> days.add(day.asInt(-1)));
        return days.build();
    }

    private static double number(String name, JsonNode node) {
        if (!node.isNumber()) {
            throw new IllegalArgumentException(name + " (" + shown(node) + ") must be a number.");
        }
        return node.doubleValue();
    }

    private <T> Optional<T> made(java.util.function.Supplier<T> maker) {
        try {
            return Optional.of(maker.get());
        } catch (BadInputException e) {
            faults.addAll(e.faults());
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            fault(String.valueOf(e.getMessage()), "");
            return Optional.empty();
        }
    }

    private void known(String where, JsonNode node, Set<String> keys) {
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!Sets.newHashSet(keys).contains(name)) {
                fault(
                        where + cut(name) + " is not a known key.",
                        keys.isEmpty() ? "" : "Maybe one of " + String.join(", ", keys) + " is meant.");
            }
        }
    }

    private void fault(String what, String remedy) {
        faults.add(new Fault(file.toString(), what, remedy));
    }

    private static BadInputException bad(Path file, String what, String remedy) {
        return BadInputException.of(file.toString(), what, remedy);
    }

    private static String shown(JsonNode node) {
        return node.isMissingNode() ? "missing" : cut(node.isTextual() ? node.textValue() : node.toString());
    }

    private static String firstLine(@Nullable String text) {
        return cut(String.valueOf(text).lines().findFirst().orElse(""));
    }

    private static String cut(String text) {
        return text.length() <= 120 ? text : text.substring(0, 120) + " ...";
    }
}
