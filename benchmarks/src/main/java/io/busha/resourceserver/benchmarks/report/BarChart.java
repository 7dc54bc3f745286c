package io.busha.resourceserver.benchmarks.report;

import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.HorizontalBarChart;
import org.knowm.xchart.HorizontalBarChartBuilder;
import org.knowm.xchart.style.HorizontalBarStyler;

/** Horizontal bars with their labels and values. Not thread-safe. */
final class BarChart {

    private static final int MAX_BARS = 12;
    private static final int WIDTH = 1300;
    private static final int HEIGHT_OF_BAR = 42;
    private static final int HEIGHT_OF_REST = 140;
    private static final Color BAR = new Color(0x0072B2);
    private static final Color GRID = new Color(0xDDDDDD);

    private final String title;
    private final String axis;
    private final List<String> names = new ArrayList<>();
    private final List<Double> values = new ArrayList<>();

    BarChart(String title, String axis) {
        this.title = title;
        this.axis = axis;
    }

    /** Adds a bar below the others. */
    void add(String name, String measured, double value) {
        names.add(String.format(Locale.ROOT, "%s: %s (%.2f)", name, measured, value));
        values.add(value);
    }

    boolean isEmpty() {
        return names.isEmpty();
    }

    void draw(Path file) throws IOException {
        HorizontalBarChart chart = new HorizontalBarChartBuilder()
                .width(WIDTH)
                .height(HEIGHT_OF_REST + HEIGHT_OF_BAR * names.size())
                .title(title + " - " + Machine.line())
                .xAxisTitle(axis)
                .build();
        style(chart.getStyler());
        chart.addSeries(axis, values, names).setFillColor(BAR);
        try (OutputStream out = Files.newOutputStream(file)) {
            BitmapEncoder.saveBitmap(List.of(chart), 1, 1, out, BitmapEncoder.BitmapFormat.PNG);
        }
    }

    private static void style(HorizontalBarStyler styler) {
        styler.setLabelsVisible(false).setAvailableSpaceFill(0.7);
        styler.setXAxisDecimalPattern("0.00").setXAxisMin(0.0);
        styler.setPlotGridLinesColor(GRID).setPlotGridHorizontalLinesVisible(false);
        // By the spacing of the other axis it decides whether every bar gets its name.
        styler.setXAxisTickMarkSpacingHint(HEIGHT_OF_BAR / 2).setXAxisMaxLabelCount(MAX_BARS);
        styler.setPlotBorderVisible(false);
        styler.setLegendVisible(false).setChartBackgroundColor(Color.WHITE);
        styler.setLocale(Locale.ROOT).setChartPadding(14).setChartTitleFont(font(Font.BOLD, 14));
        styler.setAxisTitleFont(font(Font.PLAIN, 14)).setAxisTickLabelsFont(font(Font.PLAIN, 14));
    }

    private static Font font(int style, int size) {
        return new Font(Font.SANS_SERIF, style, size);
    }
}
