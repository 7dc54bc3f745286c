/** A test method of a module, or one row of it where its only parameter is an enum; the row is empty otherwise. */
record NamedTest(String module, String type, String method, String row) {

    NamedTest withRow(String name) {
        return new NamedTest(module, type, method, name);
    }

    @Override
    public String toString() {
        String shown = type.replace(Layout.PACKAGE + ".", "") + "#" + method;
        return row.isEmpty() ? shown : row + " (" + module + ")";
    }
}
