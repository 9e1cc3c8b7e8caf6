package io.weir.planning.internal.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.response.AdstockKind;
import io.weir.response.FittedElsewhere;
import io.weir.response.FittedElsewhere.Meridian;
import io.weir.response.FittedElsewhere.PyMcMarketing;
import io.weir.response.FittedElsewhere.Robyn;
import io.weir.response.ModelSettings;
import io.weir.response.ModelSettings.BaselineSettings;
import io.weir.response.ModelSettings.Prior;
import io.weir.response.SaturationKind;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code model:} may say, and what it may not. */
class ModelPartTest {
    @TempDir
    private Path directory;

    private ModelSettings model(String model) {
        return new Workspaces(directory)
                .yaml(Workspaces.YAML + "model:\n" + model.indent(2))
                .read()
                .model();
    }

    private FittedElsewhere fitted(String fitted) {
        return model("search: {fitted: " + fitted + "}").of("search").fitted().orElseThrow();
    }

    /** The model stands on line 16 and its first entry on line 17. */
    private String faults(String model) {
        return new Workspaces(directory)
                .yaml(Workspaces.YAML + "model:\n" + model.indent(2))
                .faults();
    }

    // ---- what it may say ----

    @Test
    void readsEverythingOfAChannel() {
        ModelSettings model = model("""
                search:
                  adstock: delayed
                  saturation: hill
                  prior:
                    return: {median: 1.5, spread: 0.5}
                    retention: {median: 0.3, spread: 0.9}
                    half: {median: 1.2, spread: 0.4}
                    slope: {median: 1.1, spread: 0.2}
                  fatigue: false
                  drift: false
                  cost-curve: false
                  follows-demand: true
                """);
        var search = model.of("search");
        assertThat(search.adstock()).hasValue(AdstockKind.DELAYED);
        assertThat(search.saturation()).hasValue(SaturationKind.HILL);
        assertThat(search.priors().returns()).hasValue(new Prior(1.5, 0.5));
        assertThat(search.priors().retention()).hasValue(new Prior(0.3, 0.9));
        assertThat(search.priors().half()).hasValue(new Prior(1.2, 0.4));
        assertThat(search.priors().slope()).hasValue(new Prior(1.1, 0.2));
        assertThat(search.fatigue()).hasValue(false);
        assertThat(search.drift()).hasValue(false);
        assertThat(search.costCurve()).hasValue(false);
        assertThat(search.followsDemand()).hasValue(true);
        assertThat(search.fitted()).isEmpty();
        assertThat(model.of("social")).isEqualTo(ModelSettings.ChannelSettings.NONE);
    }

    @Test
    void readsWhatConcernsTheWholeModel() {
        ModelSettings model = model("drift: false\nseason: 3\ntrend: straight\ninteractions: none");
        assertThat(model.drift()).isFalse();
        assertThat(model.baseline()).isEqualTo(new BaselineSettings(3, false));
        assertThat(model.interactions()).isEqualTo(ModelSettings.Interactions.NONE);
        assertThat(model("season: 0").baseline()).isEqualTo(new BaselineSettings(0, true));
        assertThat(model("trend: flexible").baseline()).isEqualTo(BaselineSettings.DEFAULT);
    }

    @Test
    void readsAResponseThatRobynFitted() {
        assertThat(fitted("{robyn: {theta: 0.2, alpha: 1.5, gamma: 0.4, coefficient: 12000}}"))
                .isEqualTo(new Robyn(0.2, 1.5, 0.4, 12000));
    }

    @Test
    void readsAResponseThatMeridianFitted() {
        assertThat(fitted("{meridian: {alpha: 0.5, ec: 1.2, roi: 1.8}}")).isEqualTo(new Meridian(0.5, 1.2, 1, 1.8, 8));
        assertThat(fitted("{meridian: {alpha: 0, ec: 1.2, slope: 2, roi: 0, max-lag: 13}}"))
                .isEqualTo(new Meridian(0, 1.2, 2, 0, 13));
    }

    @Test
    void readsAResponseThatPyMcMarketingFitted() {
        assertThat(fitted("{pymc-marketing: {alpha: 0.4, lam: 3, beta: 0.7}}"))
                .isEqualTo(pymc(AdstockKind.GEOMETRIC, 0.4, 0, 8, SaturationKind.LOGISTIC, 3, 1));
        assertThat(fitted("{pymc-marketing: {adstock: delayed, alpha: 0.4, theta: 2, l-max: 12, saturation: hill,"
                        + " kappa: 0.5, slope: 1.5, beta: 0.7}}"))
                .isEqualTo(pymc(AdstockKind.DELAYED, 0.4, 2, 12, SaturationKind.HILL, 0.5, 1.5));
        assertThat(fitted("{pymc-marketing: {adstock: none, saturation: tanh, lam: 0.5, beta: 0.7,"
                        + " channel-scale: 900, target-scale: 12000}}"))
                .isEqualTo(new PyMcMarketing(
                        AdstockKind.NONE,
                        0,
                        0,
                        8,
                        SaturationKind.TANH,
                        0.5,
                        1,
                        0.7,
                        OptionalDouble.of(900),
                        OptionalDouble.of(12000)));
    }

    private static PyMcMarketing pymc(
            AdstockKind adstock,
            double alpha,
            double theta,
            int memory,
            SaturationKind saturation,
            double lam,
            double slope) {
        return new PyMcMarketing(
                adstock,
                alpha,
                theta,
                memory,
                saturation,
                lam,
                slope,
                0.7,
                OptionalDouble.empty(),
                OptionalDouble.empty());
    }

    @Test
    void aCostCurveMayStandBesideAFittedResponse() {
        var search = model(
                        "search: {fitted: {robyn: {theta: 0.2, alpha: 1.5, gamma: 0.4, coefficient: 9}}, cost-curve: false}")
                .of("search");
        assertThat(search.fitted()).isPresent();
        assertThat(search.costCurve()).isEqualTo(Optional.of(false));
    }

    // ---- what it may not say ----

    @ParameterizedTest
    @MethodSource
    void tellsWhatIsWrongWithAFittedResponse(String fitted, String fault) {
        assertThat(faults("search: {fitted: " + fitted + "}"))
                .contains("weir.yaml:17: ")
                .contains(fault);
    }

    static Stream<Arguments> tellsWhatIsWrongWithAFittedResponse() {
        return Stream.of(
                Arguments.of("{robin: {theta: 0.2}}", "Maybe \"robyn\" was meant."),
                Arguments.of("{prophet: {}}", "model.search.fitted.prophet is not a known key"),
                Arguments.of("{}", "model.search.fitted must name one tool: robyn, meridian or pymc-marketing."),
                Arguments.of(
                        "{robyn: {theta: 0.2, alpha: 1, gamma: 0.4, coefficient: 1}, meridian: {alpha: 0.5, ec: 1, roi: 1}}",
                        "model.search.fitted must name one tool"),
                Arguments.of("robyn", "model.search.fitted (robyn) must be keys and values."),
                Arguments.of(
                        "{robyn: {theta: 0.2, alpha: 1, coefficient: 1}}",
                        "model.search.fitted.robyn.gamma is missing; it is needed"),
                Arguments.of(
                        "{robyn: {theta: 1, alpha: 1, gamma: 0.4, coefficient: 1}}",
                        "robyn.theta (1) must be a share from 0 to below 1."),
                Arguments.of(
                        "{robyn: {theta: 0.2, alpha: 0, gamma: 0.4, coefficient: 1}}",
                        "robyn.alpha (0) must be a number above 0."),
                Arguments.of(
                        "{robyn: {theta: 0.2, alpha: 1, gamma: 0, coefficient: 1}}",
                        "robyn.gamma (0) must be a share above 0, up to 1."),
                Arguments.of(
                        "{robyn: {theta: 0.2, alpha: 1, gamma: 0.4, coefficient: -1}}",
                        "robyn.coefficient (-1) must be a number of at least 0."),
                Arguments.of(
                        "{robyn: {theta: 0.2, alpha: 1, gamma: 0.4, coeficient: 1}}",
                        "Maybe \"coefficient\" was meant."),
                Arguments.of("{meridian: {alpha: 1, ec: 1, roi: 1}}", "meridian.alpha (1) must be a share"),
                Arguments.of("{meridian: {alpha: 0.5, ec: -1, roi: 1}}", "meridian.ec (-1) must be a number above 0."),
                Arguments.of("{meridian: {alpha: 0.5, ec: 1}}", "meridian.roi is missing"),
                Arguments.of(
                        "{meridian: {alpha: 0.5, ec: 1, roi: 1, max-lag: 2.5}}",
                        "max-lag (2.5) must be a whole number from 0 to 104."),
                Arguments.of("{pymc-marketing: {alpha: 1, lam: 1, beta: 1}}", "pymc-marketing.alpha (1) must be"),
                Arguments.of("{pymc-marketing: {alpha: 0.5, lam: 0, beta: 1}}", "lam (0) must be a number above 0."),
                Arguments.of("{pymc-marketing: {alpha: 0.5, lam: 1, beta: -1}}", "beta (-1) must be a number"),
                Arguments.of(
                        "{pymc-marketing: {adstock: weibull-pdf, alpha: 0.5, lam: 1, beta: 1}}",
                        "adstock (weibull-pdf) must be one of geometric, delayed, none."),
                Arguments.of(
                        "{pymc-marketing: {saturation: root, alpha: 0.5, lam: 1, beta: 1}}",
                        "saturation (root) must be one of hill, logistic, michaelis-menten, tanh."),
                Arguments.of(
                        "{pymc-marketing: {adstock: delayed, alpha: 0, theta: 1, lam: 1, beta: 1}}",
                        "alpha (0) must be above 0 and below 1."),
                Arguments.of(
                        "{pymc-marketing: {adstock: delayed, alpha: 0.5, theta: 2000, lam: 1, beta: 1}}",
                        "theta (2000) must be a number from 0 to 104."),
                Arguments.of("{pymc-marketing: {adstock: delayed, alpha: 0.5, lam: 1, beta: 1}}", "theta is missing"),
                Arguments.of("{pymc-marketing: {saturation: hill, alpha: 0.5, kappa: 1, beta: 1}}", "slope is missing"),
                Arguments.of(
                        "{pymc-marketing: {saturation: hill, alpha: 0.5, kappa: 1, slope: 1, lam: 1, beta: 1}}",
                        "lam is a parameter that saturation \"hill\" does not have."),
                Arguments.of(
                        "{pymc-marketing: {alpha: 0.5, lam: 1, slope: 2, beta: 1}}",
                        "slope is a parameter that saturation \"logistic\" does not have."),
                Arguments.of(
                        "{pymc-marketing: {alpha: 0.5, theta: 2, lam: 1, beta: 1}}",
                        "theta is a parameter that adstock \"geometric\" does not have."),
                Arguments.of(
                        "{pymc-marketing: {alpha: 0.5, lam: 1, beta: 1, channel-scale: 0}}",
                        "channel-scale (0) must be a number above 0."));
    }

    @ParameterizedTest(name = "fitted beside {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "adstock|geometric",
                "saturation|hill",
                "prior|{return: {median: 1, spread: 1}}",
                "fatigue|false",
                "drift|true",
                "follows-demand|true"
            })
    void aFittedResponseIsTakenAsItIs(String key, String value) {
        assertThat(faults("search:\n  fitted: {robyn: {theta: 0.2, alpha: 1, gamma: 0.4, coefficient: 1}}\n  " + key
                        + ": " + value))
                .contains("weir.yaml:19: model.search." + key + " stands beside model.search.fitted;")
                .contains("Maybe delete one of the two.");
    }

    @Test
    void aFittedResponseNeedsANationalHistory() {
        String csv = Workspaces.csv().lines().findFirst().orElseThrow() + ",region\n"
                + Stream.of("north", "south")
                        .flatMap(region ->
                                IntStream.range(0, Workspaces.WEEKS).mapToObj(t -> Workspaces.row(t) + "," + region))
                        .collect(Collectors.joining("\n"));
        String faults = new Workspaces(directory)
                .history(csv)
                .yaml(Workspaces.YAML.replace("currency: EUR", "geo: region")
                        + "model:\n  search: {fitted: {robyn: {theta: 0.2, alpha: 1, gamma: 0.4, coefficient: 1}}}\n")
                .faults();
        assertThat(faults)
                .contains("weir.yaml:17: model.search.fitted needs a national history; this one has regions.")
                .contains("Maybe take away history.geo");
    }

    @Test
    void notesThatATestOfAFittedResponseTeachesNothing() {
        var notes = new Workspaces(directory)
                .yaml(Workspaces.YAML
                        + "model: {social: {fitted: {robyn: {theta: 0, alpha: 1, gamma: 1, coefficient: 1}}}}\n"
                        + "experiments: [{channel: social, start: 2023-03-06, end: 2023-03-12, spend: 1, lift: 3,"
                        + " standard-error: 1}]\n")
                .read()
                .notes();
        assertThat(notes).anyMatch(note -> note.startsWith("experiments of social are passed over"));
    }

    @ParameterizedTest
    @MethodSource
    void tellsWhatContradictsItselfOrIsOutOfRange(String model, String fault) {
        assertThat(faults(model)).contains("weir.yaml:17: ").contains(fault);
    }

    static Stream<Arguments> tellsWhatContradictsItselfOrIsOutOfRange() {
        String prior = "{median: 0.4, spread: 0.3}";
        return Stream.of(
                Arguments.of(
                        "search: {saturation: logistic, prior: {slope: " + prior + "}}",
                        "model.search.prior.slope is a prior that saturation \"logistic\" does not have; it belongs to hill."),
                Arguments.of(
                        "search: {saturation: root, prior: {half: " + prior + "}}",
                        "prior.half is a prior that saturation \"root\" does not have"),
                Arguments.of(
                        "search: {adstock: weibull-cdf, prior: {retention: " + prior + "}}",
                        "prior.retention is a prior that adstock \"weibull-cdf\" does not have;"
                                + " it belongs to geometric or delayed."),
                Arguments.of("search: {adstock: none, prior: {retention: " + prior + "}}", "adstock \"none\""),
                Arguments.of(
                        "search: {prior: {retention: {median: 1, spread: 1}}}",
                        "retention.median (1) must be above 0 and below 1."),
                Arguments.of(
                        "search: {prior: {half: {median: 1, spread: 0}}}", "half.spread (0) must be a number above 0."),
                Arguments.of("search: {prior: {slopes: " + prior + "}}", "Maybe \"slope\" was meant."),
                Arguments.of("search: {drift: often}", "drift (often) must be one of true, false."),
                Arguments.of("search: {cost-curve: 1}", "cost-curve (1) must be one of true, false."),
                Arguments.of("search: {follow-demand: true}", "Maybe \"follows-demand\" was meant."),
                Arguments.of("season: 99", "model.season (99) must be a whole number from 0 to 26."),
                Arguments.of("season: 2.5", "model.season (2.5) must be a whole number"),
                Arguments.of("season: -1", "model.season (-1) must be a whole number"),
                Arguments.of("trend: crooked", "model.trend (crooked) must be one of flexible, straight."),
                Arguments.of("drift: some", "model.drift (some) must be one of true, false."),
                Arguments.of("saison: 2", "model.saison is neither a channel nor one of"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"interactions", "drift", "season", "trend"})
    void noChannelIsCalledWhatAKeyOfTheModelIs(String name) {
        assertThat(new Workspaces(directory)
                        .yamlWith("name: search", "name: " + name)
                        .faults())
                .contains("(" + name + ") cannot be the name of a channel.");
    }

    @ParameterizedTest
    @MethodSource
    void tellsWhatIsWrongWithALiftTest(String old, String replacement, String fault) {
        String test =
                "experiments:\n  - {channel: social, start: 2023-03-06, end: 2023-04-02, spend: 20000, lift: 31000,"
                        + " standard-error: 6000}\n";
        assertThat(new Workspaces(directory)
                        .yaml(Workspaces.YAML + test.replace(old, replacement))
                        .faults())
                .contains("weir.yaml:17: ")
                .contains(fault);
    }

    static Stream<Arguments> tellsWhatIsWrongWithALiftTest() {
        return Stream.of(
                Arguments.of(
                        "standard-error: 6000", "standard-error: 0", "standard-error (0) must be a number above 0."),
                Arguments.of(
                        "standard-error: 6000", "standard-error: -5", "standard-error (-5) must be a number above 0."),
                Arguments.of("spend: 20000", "spend: -20000", "spend (-20000) must be a number above 0."),
                Arguments.of("lift: 31000", "lift: large", "lift (large) must be a number."),
                Arguments.of("channel: social", "channel: sociel", "Maybe \"social\" was meant."),
                Arguments.of(
                        "start: 2023-03-06, end: 2023-04-02",
                        "start: 2024-03-06, end: 2024-04-02",
                        "(2024-03-06 to 2024-04-02) lies outside the history"),
                Arguments.of(
                        "start: 2023-03-06", "start: 2023-05-06", "end (2023-04-02) is before start (2023-05-06)."),
                Arguments.of("end: 2023-04-02", "end: 2023-04-31", "end (2023-04-31) must be a date"));
    }
}
