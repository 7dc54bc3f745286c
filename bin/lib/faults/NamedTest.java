/** A test method of a module. If its only parameter is an enum, {@code row} is the constant; otherwise it is empty. */
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
