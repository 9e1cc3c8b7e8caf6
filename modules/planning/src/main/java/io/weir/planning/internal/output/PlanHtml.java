package io.weir.planning.internal.output;

import com.google.common.hash.Hashing;
import com.google.common.io.Resources;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.weir.planning.PlanReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * {@code report.html}: one file that needs nothing from outside. Its templates are compiled into this package when the
 * module is built; its content security policy lets only its own two scripts run.
 */
public final class PlanHtml {
    private static final String PACKAGE = PlanHtml.class.getPackageName();
    private static final String LIBRARY = "META-INF/resources/webjars/echarts/5.5.0/";
    private static final String CHARTS = LIBRARY + "echarts.common.min.js";
    /** The same with flows and heat maps, half as large again. */
    private static final String ALL_CHARTS = LIBRARY + "echarts.min.js";

    private PlanHtml() {}

    /** The whole file. */
    public static String text(PlanReport report) {
        return rendered("report.jte", ReportPage.of(report, assets("report.js")));
    }

    /**
     * A page.
     *
     * @param template its file
     * @param page what it shows
     */
    static String rendered(String template, Object page) {
        var engine = TemplateEngine.createPrecompiled(null, ContentType.Html, PlanHtml.class.getClassLoader(), PACKAGE);
        engine.setTrimControlStructures(true);
        var html = new StringOutput(1 << 20);
        engine.render(template, page, html);
        return html.toString();
    }

    /**
     * What is put into a page as it is.
     *
     * @param page the script that draws this page's charts with what the pages share
     */
    static ReportPage.Assets assets(String page) {
        return assets(page, CHARTS);
    }

    /** For a page with flows and heat maps. */
    static ReportPage.Assets assetsOfAllCharts(String page) {
        return assets(page, ALL_CHARTS);
    }

    private static ReportPage.Assets assets(String page, String library) {
        String charts = resource(library);
        String own = PACKAGE.replace('.', '/') + "/";
        String script = resource(own + "kit.js") + resource(own + page);
        String style = resource(own + "report.css");
        String policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src " + hash(charts) + " "
                + hash(script);
        return new ReportPage.Assets(charts, script, style, policy);
    }

    private static String hash(String script) {
        byte[] digest =
                Hashing.sha256().hashString(script, StandardCharsets.UTF_8).asBytes();
        return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    }

    private static String resource(String name) {
        try {
            return Resources.toString(Resources.getResource(PlanHtml.class, "/" + name), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("A part of the program could not be read: " + name, e);
        }
    }
}
