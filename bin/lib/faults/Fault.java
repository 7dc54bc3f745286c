import java.util.List;

/** A known fault: edits of one module's source, and the test that must notice them. */
record Fault(String name, String module, List<Edit> edits, NamedTest test, boolean hangs) {

    /** Replaces a piece of the source of a method, or of {@code <init>} or {@code <body>}. */
    record Edit(String type, String member, String piece, String instead) {

        @Override
        public String toString() {
            return type.replace(Layout.PACKAGE + ".", "") + "#" + member;
        }
    }
}
