package org.parley.web.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricTest {

    private static final Set<String> NAMES = Set.of("a_total");

    @ParameterizedTest
    @CsvSource({"3, 3", "3.5, 3.5", "1.0E3, 1000", "+Inf, Infinity", "-Inf, -Infinity", "NaN, NaN"})
    void aValueIsRead(String text, double value) {
        assertThat(Metric.parse("a_total " + text, NAMES))
                .containsExactly(new Metric("a_total", Map.of(), value));
    }

    @Test
    void labelsAreReadWhateverIsInThem() {
        String text =
                "a_total{kind=\"x,y=\\\"z\\\"}\",rule=\"back\\\\slash\\nline\",} 7 1764397800000";

        assertThat(Metric.parse(text, NAMES))
                .containsExactly(
                        new Metric(
                                "a_total",
                                Map.of("kind", "x,y=\"z\"}", "rule", "back\\slash\nline"),
                                7));
    }

    @Test
    void onlyWhatIsWantedIsRead() {
        String text = "# TYPE a_total counter\na_total 1\na_total_more 2\nb_total 3\n";

        assertThat(Metric.parse(text, NAMES)).extracting(Metric::value).containsExactly(1.0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a_total",
                "a_total ",
                "a_total{",
                "a_total{kind=\"x",
                "a_total{kind=\"x\\",
                "a_total{kind} 1",
                "a_total many",
                "<html>a_total 1</html>",
                "",
            })
    void whatIsCutOffOrSomethingElseIsPassedOver(String line) {
        assertThat(Metric.parse(line + "\na_total 1", NAMES))
                .extracting(Metric::value)
                .containsExactly(1.0);
    }
}
