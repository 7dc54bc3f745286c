package com.example.ledger;

import java.net.URI;
import org.glassfish.jersey.grizzly2.httpserver.GrizzlyHttpServerFactory;

public final class Main {

    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        GrizzlyHttpServerFactory.createHttpServer(URI.create("http://127.0.0.1:8080/"), new Ledger());
        Thread.currentThread().join();
    }
}
