package io.busha.resourceserver.it.undertow;

import io.busha.resourceserver.it.contract.Door;
import io.busha.resourceserver.it.contract.HttpContract;
import io.busha.resourceserver.it.contract.Row;
import io.undertow.UndertowOptions;
import java.util.Map;
import java.util.Set;
import org.xnio.OptionMap;

/**
 * Annotations on an Undertow that accepts unescaped characters: it then reports the decoded path instead of the raw one, so that no
 * filter can recognise a malformed path of an open endpoint.
 */
class UnescapedPathsTest extends HttpContract {

    @Override
    protected Door open(Map<String, String> settings) throws Exception {
        return new UndertowDoor(
                settings,
                OptionMap.create(
                        UndertowOptions.DECODE_SLASH, true,
                        UndertowOptions.ALLOW_UNESCAPED_CHARACTERS_IN_URL, true));
    }

    @Override
    protected String door() {
        return UndertowServer.name() + "-unescaped";
    }

    @Override
    protected Set<Row> rows() {
        return Set.of(Row.PATH_OF_ANNOTATIONS);
    }

    @Override
    protected boolean isPart() {
        return true;
    }
}
