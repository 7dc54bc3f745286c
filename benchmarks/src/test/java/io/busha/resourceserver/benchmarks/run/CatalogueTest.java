package io.busha.resourceserver.benchmarks.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CatalogueTest {

    @Test
    void everyNameIdentifiesOneBenchmark() {
        assertThat(names(new Catalogue(true, true))).doesNotHaveDuplicates().contains("warm", "virtual.warm");
    }

    @Test
    void omitsBenchmarksThatCannotRunHere() {
        assertThat(names(new Catalogue(false, true))).noneMatch(name -> name.contains("accp"));
        assertThat(names(new Catalogue(true, false))).noneMatch(name -> name.startsWith("virtual"));
    }

    private static List<String> names(Catalogue catalogue) {
        return Stream.concat(catalogue.promised().stream(), catalogue.others().stream())
                .map(Case::name)
                .toList();
    }
}
