package io.weir.planning.internal.reading;

import io.weir.simulator.Audience;
import io.weir.simulator.Funnel;
import io.weir.simulator.MailChannel;
import io.weir.simulator.MediaChannel;
import io.weir.simulator.Persuasion;
import io.weir.simulator.ReachChannel;
import io.weir.simulator.SearchChannel;
import io.weir.simulator.World;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** Whether people can come into every state that the world needs; what cannot be reached is a fault. */
final class Reachable {
    private final World world;
    private final YamlValue place;

    private Reachable(World world, YamlValue place) {
        this.world = world;
        this.place = place;
    }

    static void check(World world, YamlMap map, Faults faults) {
        var check = new Reachable(world, map.get("funnel").orElse(map.self()));
        int before = faults.count();
        check.check();
        if (faults.count() == before) {
            check.checkList();
        }
    }

    private void check() {
        Funnel funnel = world.funnel();
        boolean aware = anyAudience(a -> a.aware() > 0) || funnel.discover() > 0 || persuades(Persuasion::inform);
        boolean favourable = anyAudience(a -> a.aware() > 0 && a.favourable() > 0)
                || funnel.delight() > 0
                || (aware && persuades(Persuasion::warm));
        boolean needing = anyAudience(a -> a.need() > 0) || persuades(Persuasion::arouse);
        boolean searching = needing
                && (funnel.search().unaware() > 0
                        || (aware && funnel.search().aware() > 0)
                        || (favourable && funnel.search().favourable() > 0)
                        || persuades(Persuasion::prompt));
        require(
                aware,
                "nobody can come to know the brand",
                "Maybe give discover a chance, or people a share that is aware.");
        require(needing, "nobody ever comes into need", "Maybe give people a need above 0.");
        require(!needing || searching, "nobody in need ever starts to search", "Maybe give search chances above 0.");
        boolean buys =
                world.funnel().buy().largest() > 0 || world.channels().stream().anyMatch(Reachable::sells);
        require(
                !searching || buys,
                "nobody ever buys",
                "Maybe give buy, or the conversion rate of a channel, a chance above 0.");
        boolean rests = funnel.recover() > 0;
        require(!buys || rests, "whoever buys once never needs anything again", "Maybe give recover a chance above 0.");
    }

    private void checkList() {
        boolean mailed = world.channels().stream().anyMatch(MailChannel.class::isInstance);
        boolean joined = anyAudience(a -> a.customers() > 0 && a.onList() > 0)
                || world.funnel().signUp() > 0
                || world.channels().stream().anyMatch(Reachable::signsUp);
        require(
                !mailed || joined,
                "there is a mail channel and nobody can join its list",
                "Maybe give on-list or a sign-up a share above 0.");
    }

    private void require(boolean holds, String otherwise, String remedy) {
        if (!holds) {
            place.faultInWords(otherwise + ": a state of people cannot be reached.", remedy);
        }
    }

    private boolean anyAudience(Predicate<Audience> test) {
        return world.audiences().stream().anyMatch(test);
    }

    private boolean persuades(ToDoubleFunction<Persuasion> by) {
        return world.channels().stream().anyMatch(channel -> {
            if (channel instanceof ReachChannel reach) {
                return by.applyAsDouble(reach.persuasion()) > 0;
            }
            return channel instanceof MailChannel mail && by.applyAsDouble(mail.persuasion()) > 0;
        });
    }

    private static boolean sells(MediaChannel channel) {
        if (channel instanceof SearchChannel search) {
            return search.keywords().stream()
                    .anyMatch(
                            k -> k.conversionRate().largest() > 0 && k.queries().largest() > 0);
        }
        return channel instanceof ReachChannel reach
                ? reach.conversionRate() > 0
                : ((MailChannel) channel).conversionRate() > 0;
    }

    private static boolean signsUp(MediaChannel channel) {
        return channel instanceof SearchChannel search
                ? search.signUp() > 0
                : channel instanceof ReachChannel reach && reach.signUp() > 0;
    }
}
