package io.busha.resourceserver.key;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Two charts in one picture: requests per second after a restart and around an outage. */
final class FleetPlot {

    private static final Duration BEFORE = Duration.ofMinutes(5);
    private static final Duration SHOWN = Duration.ofMinutes(40);
    private static final Color OURS = new Color(0x0072B2);
    private static final Color NAIVE = new Color(0xE6A04D);
    private static final Color MEAN = new Color(0x333333);
    private static final Color GRID = new Color(0xDDDDDD);
    private static final BasicStroke DASHES =
            new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL, 1, new float[] {6, 5}, 0);
    private static final double LEAST = 1;
    private static final double MOST = 20_000;

    private FleetPlot() {}

    static void draw(FleetRuns restart, FleetRuns outage, Duration outageLasted, Path file) throws IOException {
        List<XYChart> charts = List.of(
                chart("Restart of 10,000 instances within one second", restart, Duration.ZERO, Duration.ZERO),
                chart("Outage of the endpoint, from minute 0 to 10", outage, outageLasted, BEFORE));
        try (OutputStream out = Files.newOutputStream(file)) {
            BitmapEncoder.saveBitmap(charts, charts.size(), 1, out, BitmapEncoder.BitmapFormat.PNG);
        }
    }

    /** The time axis starts this long before the event, which is at minute zero. */
    private static XYChart chart(String title, FleetRuns runs, Duration zero, Duration before) {
        XYChart chart = new XYChartBuilder()
                .width(1200)
                .height(430)
                .title(title)
                .xAxisTitle("minutes")
                .yAxisTitle("requests per second (0 is drawn as 1)")
                .build();
        style(chart.getStyler());
        Duration from = zero.plus(before).negated();
        Duration to = SHOWN.minus(zero);
        double[] minutes = minutes(from.plus(zero), to.plus(zero));
        add(chart, "without jitter and back-off", minutes, runs.naive().perSecond(from, to), NAIVE);
        add(chart, "with both, as by default", minutes, runs.ours().perSecond(from, to), OURS);
        addMean(chart, minutes);
        return chart;
    }

    private static void style(XYStyler styler) {
        styler.setYAxisLogarithmic(true).setYAxisMin(LEAST).setYAxisMax(MOST);
        styler.setXAxisMaxLabelCount(10).setYAxisLogarithmicDecadeOnly(true);
        styler.setAxisTickPadding(8);
        styler.setXAxisDecimalPattern("0").setYAxisDecimalPattern("#,##0");
        styler.setPlotGridLinesColor(GRID).setPlotBorderVisible(false);
        styler.setLegendPosition(LegendPosition.OutsideS).setLegendLayout(LegendLayout.Horizontal);
        styler.setLegendBorderColor(Color.WHITE).setChartBackgroundColor(Color.WHITE);
        styler.setLocale(Locale.ROOT).setChartPadding(14).setChartTitleFont(font(Font.BOLD, 17));
        styler.setAxisTitleFont(font(Font.PLAIN, 14)).setAxisTickLabelsFont(font(Font.PLAIN, 13));
        styler.setLegendFont(font(Font.PLAIN, 14));
    }

    private static Font font(int style, int size) {
        return new Font(Font.SANS_SERIF, style, size);
    }

    private static double[] minutes(Duration from, Duration to) {
        return IntStream.range((int) from.toSeconds(), (int) to.toSeconds())
                .mapToDouble(second -> second / 60.0)
                .toArray();
    }

    /** Zero has no place on a logarithmic axis and is drawn at the bottom. */
    private static void add(XYChart chart, String name, double[] minutes, double[] rates, Color color) {
        double[] drawn = Arrays.stream(rates).map(rate -> Math.max(rate, LEAST)).toArray();
        XYSeries series = chart.addSeries(name, minutes, drawn);
        series.setMarker(SeriesMarkers.NONE).setLineWidth(1.2f).setLineColor(color);
    }

    private static void addMean(XYChart chart, double[] minutes) {
        double[] ends = {minutes[0], minutes[minutes.length - 1]};
        XYSeries series = chart.addSeries("long-run average", ends, new double[] {FleetRun.MEAN, FleetRun.MEAN});
        series.setMarker(SeriesMarkers.NONE).setLineColor(MEAN).setLineStyle(DASHES);
    }
}
