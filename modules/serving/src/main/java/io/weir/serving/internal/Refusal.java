package io.weir.serving.internal;

/** A call that is answered with what is wrong with it; part of the ordinary course, so it has no trace. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1;

    private final int status;

    Refusal(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    /** The caller's fault. */
    static Refusal bad(String message) {
        return new Refusal(400, message);
    }

    /** Of HTTP. */
    int status() {
        return status;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
