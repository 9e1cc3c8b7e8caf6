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
 */
record SheetFormats(String money, String value, String kpi, String rate, String percent, String change, String date) {
    static SheetFormats of(PlanReport report) {
        String code = report.unit()
                .currency()
                .map(c -> " [$" + c.getCurrencyCode() + "]")
                .orElse("");
        int decimals = report.unit().decimals();
        String money = "#,##0" + (decimals == 0 ? "" : "." + "0".repeat(decimals)) + code;
        String value = report.goal().isMoney() ? "#,##0" + code : "#,##0.0";
        return new SheetFormats(money, value, "#,##0", "0.00##", "0.0%", "+0.0%;-0.0%;0.0%", "yyyy-mm-dd");
    }
}
