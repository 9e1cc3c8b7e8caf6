package io.weir.simulator.internal;

import com.google.common.collect.ImmutableList;
import io.weir.core.Observation.Group;
import io.weir.simulator.Audience;
import io.weir.simulator.ByAttitude;
import io.weir.simulator.Flow;
import io.weir.simulator.Funnel;
import io.weir.simulator.Persuasion;
import io.weir.simulator.internal.Draws.Site;
import java.util.Arrays;

/**
 * How many people are in which state. A cell is an audience with an attitude, an activity, a status and a place on the list;
 * nobody is known by more than that.
 */
final class People implements Tape.Kept {
    static final int UNAWARE = 0;
    static final int AWARE = 1;
    static final int FAVOURABLE = 2;
    static final int ATTITUDES = 3;

    static final int SATIATED = 0;
    static final int IDLE = 1;
    static final int NEEDING = 2;
    static final int SEARCHING = 3;
    static final int ACTIVITIES = 4;

    static final int PROSPECT = 0;
    static final int CUSTOMER = 1;
    static final int LAPSED = 2;
    static final int STATUSES = 3;

    static final int OFF_LIST = 0;
    static final int READER = 1;
    static final int LEFT = 2;
    static final int PLACES = 3;

    private static final int STATUS = PLACES;
    private static final int ACTIVITY = STATUS * STATUSES;
    private static final int ATTITUDE = ACTIVITY * ACTIVITIES;
    /** From a cell to that of the next activity. */
    static final int NEXT_ACTIVITY = ACTIVITY;
    /** From a cell to that of the next attitude. */
    static final int NEXT_ATTITUDE = ATTITUDE;
    /** Cells of one audience. */
    static final int CELLS = ATTITUDE * ATTITUDES;

    private final ImmutableList<Audience> audiences;
    private final Funnel funnel;
    private final double[] count;
    private final double[] groups;
    private final Flows flows;

    People(ImmutableList<Audience> audiences, Funnel funnel, Flows flows) {
        this.audiences = audiences;
        this.funnel = funnel;
        this.flows = flows;
        this.count = new double[audiences.size() * CELLS];
        this.groups = new double[audiences.size() * Group.values().length];
    }

    static int cell(int audience, int attitude, int activity, int status, int place) {
        return audience * CELLS + attitude * ATTITUDE + activity * ACTIVITY + status * STATUS + place;
    }

    int audiences() {
        return audiences.size();
    }

    double size(int audience) {
        return audiences.get(audience).size();
    }

    double at(int cell) {
        return count[cell];
    }

    int cells() {
        return count.length;
    }

    /** How many of an audience were in a state when the day began. */
    double group(Group group, int audience) {
        return groups[audience * Group.values().length + group.ordinal()];
    }

    /** The first day: nobody has left the list, nobody is lapsed, everybody is idle. */
    void begin(Chance chance) {
        Arrays.fill(count, 0);
        for (int a = 0; a < audiences.size(); a++) {
            Audience audience = audiences.get(a);
            chance.at(Site.START, 0, a);
            double aware = chance.binomial(audience.size(), audience.aware());
            double favourable = chance.binomial(aware, audience.favourable());
            double[] attitudes = {audience.size() - aware, aware - favourable, favourable};
            // customers know the brand: they are taken from the favourable first, then from the aware, then from the
            // rest
            double customers = chance.binomial(audience.size(), audience.customers());
            for (int attitude = FAVOURABLE; attitude >= UNAWARE; attitude--) {
                double here = Math.min(customers, attitudes[attitude]);
                customers -= here;
                double readers = chance.binomial(here, audience.onList());
                count[cell(a, attitude, IDLE, CUSTOMER, READER)] = readers;
                count[cell(a, attitude, IDLE, CUSTOMER, OFF_LIST)] = here - readers;
                count[cell(a, attitude, IDLE, PROSPECT, OFF_LIST)] = attitudes[attitude] - here;
            }
        }
        countGroups();
    }

    /** Takes people from one cell to another. */
    void move(int from, int to, double n) {
        count[from] -= n;
        count[to] += n;
    }

    /** People of an audience with an attitude and an activity. */
    double sum(int audience, int attitude, int activity) {
        double sum = 0;
        int first = cell(audience, attitude, activity, 0, 0);
        for (int k = 0; k < ACTIVITY; k++) {
            sum += count[first + k];
        }
        return sum;
    }

    /** People of an audience and status on the list. */
    double readers(int audience, int status) {
        double sum = 0;
        for (int attitude = 0; attitude < ATTITUDES; attitude++) {
            for (int activity = 0; activity < ACTIVITIES; activity++) {
                sum += count[cell(audience, attitude, activity, status, READER)];
            }
        }
        return sum;
    }

    double customers(int audience) {
        double sum = 0;
        for (int attitude = 0; attitude < ATTITUDES; attitude++) {
            for (int activity = 0; activity < ACTIVITIES; activity++) {
                for (int place = 0; place < PLACES; place++) {
                    sum += count[cell(audience, attitude, activity, CUSTOMER, place)];
                }
            }
        }
        return sum;
    }

    /** A day's own moves. */
    void live(Chance chance, long day, double need) {
        for (int a = 0; a < audiences.size(); a++) {
            moveAttitudes(chance, day, a);
            moveActivities(chance, day, a, need);
            moveStatus(chance, day, a);
        }
        countGroups();
    }

    private void moveAttitudes(Chance chance, long day, int a) {
        int first = cell(a, UNAWARE, 0, 0, 0);
        for (int k = 0; k < ATTITUDE; k++) {
            int unaware = first + k;
            int aware = unaware + ATTITUDE;
            int favourable = aware + ATTITUDE;
            chance.at(Site.NATURE, day, unaware);
            double found = chance.binomial(count[unaware], funnel.discover());
            double forgot = chance.binomial(count[aware], funnel.forget());
            double cooled = chance.binomial(count[favourable], funnel.cool());
            flow(Flow.DISCOVERED, unaware, aware, found);
            flow(Flow.FORGOT, aware, unaware, forgot);
            flow(Flow.COOLED, favourable, aware, cooled);
        }
    }

    private void moveActivities(Chance chance, long day, int a, double season) {
        Audience audience = audiences.get(a);
        for (int attitude = 0; attitude < ATTITUDES; attitude++) {
            double search = funnel.search().at(attitude);
            double fade = search < 1 ? Math.min(1, funnel.fade() / (1 - search)) : 0;
            for (int k = 0; k < ACTIVITY; k++) {
                int satiated = cell(a, attitude, SATIATED, 0, 0) + k;
                int idle = satiated + ACTIVITY;
                int needing = idle + ACTIVITY;
                int searching = needing + ACTIVITY;
                double need = k / STATUS == CUSTOMER ? audience.repeat() : audience.need();
                chance.at(Site.NATURE, day, count.length + searching);
                double gaveUp = chance.binomial(count[searching], funnel.giveUp());
                double started = chance.binomial(count[needing], search);
                double faded = chance.binomial(count[needing] - started, fade);
                double needed = chance.binomial(count[idle], Math.min(1, need * season));
                double recovered = chance.binomial(count[satiated], funnel.recover());
                flow(Flow.GAVE_UP, searching, idle, gaveUp);
                flow(Flow.STARTED, needing, searching, started);
                flow(Flow.FADED, needing, idle, faded);
                flow(Flow.NEEDED, idle, needing, needed);
                flow(Flow.RECOVERED, satiated, idle, recovered);
            }
        }
    }

    private void moveStatus(Chance chance, long day, int a) {
        for (int attitude = 0; attitude < ATTITUDES; attitude++) {
            for (int activity = 0; activity < ACTIVITIES; activity++) {
                for (int place = 0; place < PLACES; place++) {
                    int customer = cell(a, attitude, activity, CUSTOMER, place);
                    chance.at(Site.NATURE, day, 2L * count.length + customer);
                    double lapse = funnel.lapse() * (place == READER ? funnel.keep() : 1);
                    flow(Flow.LAPSED, customer, customer + STATUS, chance.binomial(count[customer], lapse));
                }
                for (int status = 0; status < STATUSES; status++) {
                    int left = cell(a, attitude, activity, status, LEFT);
                    chance.at(Site.NATURE, day, 2L * count.length + left);
                    flow(Flow.REJOINED, left, left + OFF_LIST - LEFT, chance.binomial(count[left], funnel.rejoin()));
                }
            }
        }
    }

    /** Moves people and counts the flow. */
    void flow(Flow kind, int from, int to, double n) {
        if (n > 0) {
            move(from, to, n);
            flows.add(kind, n);
        }
    }

    /**
     * People of an audience, attitude and activity buy. Whom it hits within them is drawn in proportion.
     *
     * @param wanted how many orders there are
     * @param signUp share of buyers who join the list if they were never asked
     * @return how many bought: no more than there are
     */
    double buy(Chance chance, int audience, int attitude, int activity, double wanted, double signUp) {
        int first = cell(audience, attitude, activity, 0, 0);
        double people = sum(audience, attitude, activity);
        double left = Math.min(wanted, people);
        double bought = 0;
        for (int k = 0; k < ACTIVITY && left > 0; k++) {
            double here = count[first + k];
            if (here <= 0) {
                continue;
            }
            double least = Math.max(0, left - (people - here));
            double n = here >= people ? left : Math.max(least, Math.min(here, chance.binomial(left, here / people)));
            people -= here;
            left -= n;
            if (n > 0) {
                order(chance, audience, attitude, first + k, n, signUp);
                bought += n;
            }
        }
        return bought;
    }

    private void order(Chance chance, int audience, int attitude, int from, double n, double signUp) {
        int status = (from / STATUS) % STATUSES;
        int place = from % PLACES;
        double delighted = attitude == FAVOURABLE ? n : chance.binomial(n, funnel.delight());
        double joined = place == OFF_LIST ? chance.binomial(n, signUp) : 0;
        double joinedDelighted = joined > 0 ? Math.min(delighted, chance.binomial(joined, delighted / n)) : 0;
        // whoever joins and is not delighted must be among those who are not
        joinedDelighted = Math.max(joinedDelighted, joined - (n - delighted));
        int plain = cell(audience, attitude, SATIATED, CUSTOMER, place);
        int happy = cell(audience, FAVOURABLE, SATIATED, CUSTOMER, place);
        move(from, happy, delighted - joinedDelighted);
        move(from, plain, n - delighted - (joined - joinedDelighted));
        if (joined > 0) {
            move(from, cell(audience, FAVOURABLE, SATIATED, CUSTOMER, READER), joinedDelighted);
            move(from, cell(audience, attitude, SATIATED, CUSTOMER, READER), joined - joinedDelighted);
            flows.add(Flow.SIGNED_UP, joined);
        }
        flows.add(status == PROSPECT ? Flow.FIRST_ORDER : status == LAPSED ? Flow.WON_BACK : Flow.REPEAT_ORDER, n);
    }

    /**
     * People of one cell buy.
     *
     * @return how many bought: no more than there are
     */
    double buyFrom(Chance chance, int cell, double wanted) {
        double n = Math.min(wanted, count[cell]);
        if (n > 0) {
            order(chance, cell / CELLS, (cell % CELLS) / ATTITUDE, cell, n, 0);
        }
        return n;
    }

    /** An audience sees ads with so much effect. */
    void persuade(Chance chance, long day, int channel, int audience, Persuasion persuasion, double effect) {
        long place = (long) channel << 32 | (long) audience << 16;
        double inform = Math.min(1, persuasion.inform() * effect);
        double warm = Math.min(1, persuasion.warm() * effect);
        double arouse = Math.min(1, persuasion.arouse() * effect);
        double prompt = Math.min(1, persuasion.prompt() * effect);
        int first = cell(audience, UNAWARE, 0, 0, 0);
        for (int k = 0; k < ATTITUDE; k++) {
            int unaware = first + k;
            int aware = unaware + ATTITUDE;
            chance.at(Site.REACH, day, place | k);
            double informed = chance.binomial(count[unaware], inform);
            double warmed = chance.binomial(count[aware], warm);
            flow(Flow.INFORMED, unaware, aware, informed);
            flow(Flow.WARMED, aware, aware + ATTITUDE, warmed);
        }
        for (int attitude = 0; attitude < ATTITUDES; attitude++) {
            for (int k = 0; k < ACTIVITY; k++) {
                chance.at(Site.REACH, day, place | ATTITUDE + attitude * ACTIVITY + k);
                int idle = cell(audience, attitude, IDLE, 0, 0) + k;
                int needing = idle + ACTIVITY;
                double aroused = chance.binomial(count[idle], arouse);
                double prompted = chance.binomial(count[needing], prompt);
                flow(Flow.AROUSED, idle, needing, aroused);
                flow(Flow.PROMPTED, needing, needing + ACTIVITY, prompted);
            }
        }
    }

    /** People who search buy from somebody else. */
    void lose(Chance chance, int audience, int attitude, double wanted) {
        int first = cell(audience, attitude, SEARCHING, 0, 0);
        double people = sum(audience, attitude, SEARCHING);
        double left = Math.min(wanted, people);
        for (int k = 0; k < ACTIVITY && left > 0; k++) {
            double here = count[first + k];
            if (here <= 0) {
                continue;
            }
            double least = Math.max(0, left - (people - here));
            double n = here >= people ? left : Math.max(least, Math.min(here, chance.binomial(left, here / people)));
            people -= here;
            left -= n;
            flow(Flow.BOUGHT_ELSEWHERE, first + k, first + k - (SEARCHING - SATIATED) * ACTIVITY, n);
        }
    }

    /** Visitors of an audience, attitude and activity join the list. */
    void join(Chance chance, int audience, int attitude, int activity, double visitors, double signUp) {
        double people = sum(audience, attitude, activity);
        if (!(people > 0) || !(visitors > 0) || !(signUp > 0)) {
            return;
        }
        for (int status = 0; status < STATUSES; status++) {
            int off = cell(audience, attitude, activity, status, OFF_LIST);
            double share = Math.min(1, visitors / people * signUp);
            flow(Flow.SIGNED_UP, off, off + READER - OFF_LIST, chance.binomial(count[off], share));
        }
    }

    /** Searching people buy without having clicked an ad. */
    double organic(Chance chance, int audience, int attitude, ByAttitude buy) {
        return chance.binomial(sum(audience, attitude, SEARCHING), buy.at(attitude));
    }

    private void countGroups() {
        int kinds = Group.values().length;
        Arrays.fill(groups, 0);
        for (int a = 0; a < audiences.size(); a++) {
            int first = a * CELLS;
            for (int k = 0; k < CELLS; k++) {
                double n = count[first + k];
                groups[a * kinds + Group.EVERYONE.ordinal()] += n;
                if (k >= ATTITUDE) {
                    groups[a * kinds + Group.AWARE.ordinal()] += n;
                }
                if ((k / ACTIVITY) % ACTIVITIES == SEARCHING) {
                    groups[a * kinds + Group.SEARCHING.ordinal()] += n;
                }
                if (k % PLACES == READER) {
                    groups[a * kinds + Group.ON_LIST.ordinal()] += n;
                }
                if ((k / STATUS) % STATUSES == LAPSED) {
                    groups[a * kinds + Group.LAPSED.ordinal()] += n;
                }
            }
        }
    }

    @Override
    public void save(Tape tape) {
        tape.write(count);
        tape.write(groups);
    }

    @Override
    public void load(Tape tape) {
        tape.read(count);
        tape.read(groups);
    }
}
