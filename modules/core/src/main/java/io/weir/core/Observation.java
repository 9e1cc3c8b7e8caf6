package io.weir.core;

/**
 * What one agent knows before a tick: the clock, its own results, and how many people are in which state; nothing about
 * any single person. Results are those of the tick before; conversions are those that were reported in it, late as they
 * are.
 */
public interface Observation {
    /** States of people that all channels are told of, as counts. */
    enum Group {
        /** All people. */
        EVERYONE,
        /** People who know the brand. */
        AWARE,
        /** People who are searching for something to buy. */
        SEARCHING,
        /** Readers of the e-mail list. */
        ON_LIST,
        /** Customers that were lost. */
        LAPSED
    }

    /** Ticks since the market began. */
    int tick();

    /** Ticks until the period ends, with the coming one. */
    int ticksLeft();

    /** Ticks in a period. */
    int ticksPerPeriod();

    /** Ticks in a day: 24 where a tick is an hour. */
    int ticksPerDay();

    /** Hour of the day at which the tick begins, 0 to 23; 0 where a tick is a day. */
    int hour();

    /** Day of the week, 0 is Monday. */
    int weekday();

    /** Share of the year that is over, 0 to 1. */
    double yearShare();

    /** Number of lines that can be bid on. */
    int lines();

    /** Currency spent in this period so far. */
    double spent();

    /** Currency spent on a line in the tick before. */
    double spend(int line);

    /** What could be bid for: queries, impressions; for mail the readers. */
    double opportunities(int line);

    /** Opportunities that were won: ads shown, mails sent. */
    double won(int line);

    /** Clicks. */
    double clicks(int line);

    /** Conversions credited to the line by its last click that were reported in the tick before. */
    double conversions(int line);

    /** Conversions that were to be expected of what was won, as predicted when it was bid for. */
    double expected(int line);

    /** Mean price to be beaten, in the unit of the line: the least bid that would have won; for mail the cost of one. */
    double price(int line);

    /** What one unit bid for is expected to bring: currency of KPI value per click, thousand impressions or mail. */
    double value(int line);

    /** What one unit bid for is expected to bring: conversions per click, thousand impressions or mail. */
    double conversionRate(int line);

    /** Number of audiences that people are told apart by. */
    int audiences();

    /** How many people of an audience are in a state, as of the day before. */
    double people(Group group, int audience);
}
