package io.busha.resourceserver.benchmarks.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnectionFactory;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.protocol.HttpCoreContext;

/** One connection to the server, for one request after another. Not thread-safe. */
final class Connection implements AutoCloseable {

    private final HttpRequestExecutor executor = new HttpRequestExecutor();
    private final DefaultBHttpClientConnection connection;
    private final String host;

    Connection(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        connection = DefaultBHttpClientConnectionFactory.builder().build().createConnection(socket);
        host = "127.0.0.1:" + port;
    }

    /** Sends one request per token; every answer must be 200. */
    void send(String path, List<String> tokens) throws IOException, HttpException {
        for (String token : tokens) {
            ClassicHttpRequest request = new BasicClassicHttpRequest("GET", path);
            request.setHeader("Host", host);
            request.setHeader("Authorization", "Bearer " + token);
            ClassicHttpResponse response = executor.execute(request, connection, HttpCoreContext.create());
            EntityUtils.consume(response.getEntity());
            if (response.getCode() != 200) {
                throw new HttpException(path + " answered " + response.getCode());
            }
        }
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
