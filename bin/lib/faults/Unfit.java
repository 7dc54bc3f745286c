/** Thrown if a fault or an argument does not fit the source. The message has the details. */
final class Unfit extends RuntimeException {

    private static final long serialVersionUID = 1;

    Unfit(String message) {
        super(message);
    }
}
