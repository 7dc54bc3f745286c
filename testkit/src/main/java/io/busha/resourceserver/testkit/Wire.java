package io.busha.resourceserver.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** The channel that carries responses to the client of one request. */
final class Wire {
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final boolean keepAlive;

    /** Creates the channel on this socket, whose requests are read through that stream. */
    Wire(Socket socket, BufferedInputStream in, boolean keepAlive) throws IOException {
        this.socket = socket;
        this.in = in;
        this.out = socket.getOutputStream();
        this.keepAlive = keepAlive;
    }

    void send(Answer answer) throws IOException {
        sendHead(answer);
        sendBody(answer, 0, answer.body().length);
    }

    void sendHead(Answer answer) throws IOException {
        out.write(answer.head(true, keepAlive));
    }

    void sendBody(Answer answer, int from, int to) throws IOException {
        out.write(answer.body(), from, to - from);
    }

    /** Sends the body without its last byte, then blanks up to the size, then the last byte. */
    void sendDrawnOut(Answer answer, long size) throws IOException {
        out.write(answer.head(false, false));
        int last = answer.body().length - 1;
        sendBody(answer, 0, last);
        byte[] blanks = " ".repeat(64 * 1024).getBytes(US_ASCII);
        for (long sent = last; sent < size; sent += blanks.length) {
            out.write(blanks);
        }
        sendBody(answer, last, last + 1);
        socket.close();
    }

    /** Without this check, a response sent to a client that has disconnected would look as if it had arrived. */
    void failIfClientIsGone() throws IOException {
        socket.setSoTimeout(1);
        in.mark(1);
        try {
            if (in.read() < 0) {
                throw new EOFException("the client has disconnected");
            }
            in.reset();
        } catch (SocketTimeoutException silent) {
            // the client is waiting for the response
        } finally {
            socket.setSoTimeout(0);
        }
    }

    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    boolean takesAnotherRequest() {
        return keepAlive && !socket.isClosed();
    }
}
