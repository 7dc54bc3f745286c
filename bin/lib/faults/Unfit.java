/** A fault, or what was asked for, does not fit the source; the message says which and where. */
final class Unfit extends RuntimeException {

    private static final long serialVersionUID = 1;

    Unfit(String message) {
        super(message);
    }
}
