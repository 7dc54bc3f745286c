package io.busha.resourceserver.spring.mvc;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.route.Open;
import io.busha.resourceserver.route.RequireScope;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.data.annotation.Id;
import org.springframework.data.map.repository.config.EnableMapRepositories;
import org.springframework.data.repository.CrudRepository;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What is declared on a repository of Spring Data, behind open endpoints. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RepositoryTest {

    record Book(@Id String title) {}

    @RequireScope("books:read")
    interface Books extends CrudRepository<Book, String> {
        Iterable<Book> findByTitle(String title);

        @Override
        @RequireScope("books:write")
        <S extends Book> S save(S book);
    }

    @RestController
    @Open
    @EnableMapRepositories(basePackageClasses = RepositoryTest.class, considerNestedRepositories = true)
    static class Library {
        private final Books books;

        Library(Books books) {
            this.books = books;
        }

        @GetMapping("/count")
        long count() {
            return books.count();
        }

        @GetMapping("/found")
        boolean found() {
            return books.findByTitle("Emma").iterator().hasNext();
        }

        @GetMapping("/saved")
        String saved() {
            return books.save(new Book("Emma")).title();
        }

        @GetMapping("/saved-among-others")
        boolean savedAmongOthers() {
            CrudRepository<Book, String> any = books;
            return any.save(new Book("Emma")).title().equals("Emma");
        }
    }

    private MvcServer server;

    @BeforeAll
    void start() {
        server = MvcServer.with(Library.class);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void admitsCallerWithScopes() {
        String both = server.bearer("books:read", "books:write");
        assertThat(server.get("/saved", both).body()).isEqualTo("Emma");
        assertThat(server.get("/saved-among-others", both).body()).isEqualTo("true");
        assertThat(server.get("/found", server.bearer("books:read")).body()).isEqualTo("true");
        assertThat(server.get("/count", server.bearer("books:read")).body()).isEqualTo("1");
    }

    @Test
    void deniesOtherCallers() {
        for (String path : new String[] {"/count", "/found"}) {
            assertThat(server.get(path, server.bearer("books:write")).status()).isEqualTo(403);
            assertThat(server.get(path).status()).isEqualTo(401);
        }
        for (String path : new String[] {"/saved", "/saved-among-others"}) {
            assertThat(server.get(path, server.bearer("books:read")).headers("WWW-Authenticate"))
                    .containsExactly("Bearer realm=\"busha\", error=\"insufficient_scope\", scope=\"books:write\"");
            assertThat(server.get(path).status()).isEqualTo(401);
        }
    }
}
