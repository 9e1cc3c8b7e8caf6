package io.weir.planning.internal.output;

import io.weir.planning.PlanReport;

/**
 * Number formats of a workbook.
 *
 * @param money amounts of spend, with the currency's code and decimals
 * @param value expected values, with the currency's code if they are money
 * @param kpi the KPI as counted
 * @param rate values per unit of spend
 * @param percent shares
 * @param change relative changes, with their sign
 * @param date days
 * @param moneyWidth characters that the plan's largest amount takes
 * @param valueWidth characters that its largest expected value takes
 */
record SheetFormats(
        String money,
        String value,
        String kpi,
        String rate,
        String percent,
        String change,
        String date,
        double moneyWidth,
        double valueWidth) {
    private static final double LEAST_WIDTH = 14;

    static SheetFormats of(PlanReport report) {
        String code = report.unit()
                .currency()
                .map(c -> " [$" + c.getCurrencyCode() + "]")
                .orElse("");
        int decimals = report.unit().decimals();
        String money = "#,##0" + (decimals == 0 ? "" : "." + "0".repeat(decimals)) + code;
        String value = report.goal().isMoney() ? "#,##0" + code : "#,##0.0";
        String rate = report.goal().isMoney() ? "0.00" : "0.0000";
        return new SheetFormats(
                money,
                value,
                "#,##0",
                rate,
                "0.0%",
                "+0.0%;-0.0%;0.0%",
                "yyyy-mm-dd",
                width(
                        report,
                        Math.max(report.headline().budget(), report.headline().spend())),
                width(report, report.headline().value().high()));
    }

    /** Room for the number with its currency and for a bold face. */
    private static double width(PlanReport report, double largest) {
        return Math.max(
                LEAST_WIDTH,
                report.unit().text(Double.isFinite(largest) ? largest : 0).length() + 3);
    }

    /** Room for an amount or an expected value. */
    double widest() {
        return Math.max(moneyWidth, valueWidth);
    }
}
