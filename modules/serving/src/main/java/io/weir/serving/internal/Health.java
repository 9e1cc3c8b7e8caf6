package io.weir.serving.internal;

import java.util.Optional;

/**
 * How an agent stands. Amounts are micros.
 *
 * @param closing whether it bids no more
 * @param period first day of the period; empty if none is open
 * @param target of the period
 * @param limit of the period in the ledger
 * @param spent in the period, as far as the process knows
 * @param waiting bids whose notice is awaited
 * @param leaseLeft that bids may still reserve
 * @param late wins that were told after their bid's time
 * @param lateReserve kept from new bids for more of them
 * @param tick of the period, from 0
 * @param shadowPrice objective units per currency; NaN if the agent does not tell
 * @param forecastSpend currency that it takes the period to end with; NaN if the agent does not tell
 * @param pacing spent over what an even pace would have spent; NaN if there is no target
 * @param trouble why no money is to be had; empty if it is
 */
record Health(
        boolean closing,
        Optional<String> period,
        long target,
        long limit,
        long spent,
        long waiting,
        long leaseLeft,
        long late,
        long lateReserve,
        int tick,
        double shadowPrice,
        double forecastSpend,
        double pacing,
        String trouble) {}
