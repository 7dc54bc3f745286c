package io.busha.resourceserver.spring.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.spring.mvc.MvcServer;
import io.busha.resourceserver.testkit.RawHttp;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Reference;
import org.springframework.data.map.repository.config.EnableMapRepositories;
import org.springframework.data.repository.CrudRepository;
import org.springframework.data.rest.webmvc.RepositoryRestController;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;

/** Repositories that Spring Data REST serves: a line opens their paths, and what they declare holds behind it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DataRestTest {

    public static class Author {
        @Id
        public @Nullable String id;

        public @Nullable String name;
    }

    public static class Book {
        @Id
        public @Nullable String id;

        public @Nullable String title;

        @Reference
        public @Nullable Author author;
    }

    public static class Note {
        @Id
        public @Nullable String id;
    }

    @RequireScope("books:read")
    public interface Books extends CrudRepository<Book, String> {
        Iterable<Book> findByTitle(String title);

        @Override
        @RequireScope("books:write")
        <S extends Book> S save(S book);
    }

    @RequireScope("authors:read")
    public interface Authors extends CrudRepository<Author, String> {
        @Override
        @RequireScope("authors:write")
        <S extends Author> S save(S author);
    }

    public interface Notes extends CrudRepository<Note, String> {}

    @RepositoryRestController
    static class OwnHandlers {
        @RequireScope("covers:read")
        @GetMapping("/books/covers")
        ResponseEntity<String> covers() {
            return ResponseEntity.ok("covers");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(OwnHandlers.class)
    @EnableMapRepositories(basePackageClasses = DataRestTest.class, considerNestedRepositories = true)
    static class Library {}

    private MvcServer server;

    @BeforeAll
    void start() {
        server = MvcServer.with(
                Library.class,
                "spring.data.rest.base-path=/api",
                "busha.routes[0]=* /api/books/** open",
                "busha.routes[1]=* /api/authors/** authenticated",
                "busha.routes[2]=GET /api/profile/books open");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private RawHttp.Response send(String method, String path, String body, String... scopes) {
        return server.send(method, path, body, "Content-Type: application/json", server.bearer(scopes));
    }

    @Test
    void closesRepositoryPathsWithoutRouteLine() {
        for (String path : new String[] {"/api/notes", "/api/notes/1", "/api", "/api/profile", "/api/profile/notes"}) {
            assertThat(server.get(path, server.bearer("books:read")).status())
                    .as(path)
                    .isEqualTo(403);
        }
        assertThat(send("POST", "/api/notes", "{}").status()).isEqualTo(403);
    }

    @Test
    void enforcesRulesDeclaredOnRepositories() {
        for (String path : new String[] {"/api/books", "/api/books/1", "/api/books/search/findByTitle?title=Emma"}) {
            assertThat(server.get(path).status()).as(path).isEqualTo(401);
            assertThat(server.get(path, server.bearer("other")).headers("WWW-Authenticate"))
                    .as(path)
                    .containsExactly("Bearer realm=\"busha\", error=\"insufficient_scope\", scope=\"books:read\"");
        }
        String emma = "{\"title\":\"Emma\"}";
        assertThat(send("POST", "/api/books", emma, "books:read").status()).isEqualTo(403);
        assertThat(send("PUT", "/api/books/1", emma, "books:read").status()).isEqualTo(403);
        for (String method : new String[] {"PUT", "PATCH"}) {
            assertThat(send(method, "/api/books/1", emma, "books:write").status())
                    .isEqualTo(403);
        }
        assertThat(send("PUT", "/api/books/1", emma, "books:read", "books:write")
                        .status())
                .isEqualTo(201);
        assertThat(send("PATCH", "/api/books/1", emma, "books:read").status()).isEqualTo(403);
        assertThat(server.get("/api/books/1", server.bearer("books:read")).body())
                .contains("Emma");
    }

    @Test
    void enforcesRulesDeclaredOnApplicationHandlers() {
        assertThat(server.get("/api/books/covers").status()).isEqualTo(401);
        assertThat(server.get("/api/books/covers", server.bearer("books:read")).status())
                .isEqualTo(403);
        assertThat(server.get("/api/books/covers", server.bearer("covers:read")).body())
                .contains("covers");
    }

    @Test
    void appliesOnlyRouteLineIfNoRepositoryIsCalled() {
        assertThat(server.send("HEAD", "/api/books", "").status()).isEqualTo(204);
        assertThat(server.send("OPTIONS", "/api/books", "").status()).isEqualTo(200);
        assertThat(server.get("/api/profile/books").status()).isEqualTo(200);
        assertThat(server.send("HEAD", "/api/authors", "").status()).isEqualTo(401);
    }

    @Test
    void showsAssociationToCallerWhoMayReadItsOwner() {
        assertThat(send("PUT", "/api/authors/jane", "{\"name\":\"Jane\"}", "authors:read", "authors:write")
                        .status())
                .isEqualTo(201);
        String emma = "{\"title\":\"Emma\",\"author\":\"/api/authors/jane\"}";
        assertThat(send("PUT", "/api/books/2", emma, "authors:read", "books:read", "books:write")
                        .status())
                .isEqualTo(201);
        String reader = server.bearer("books:read");
        assertThat(server.get("/api/authors/jane", reader).status()).isEqualTo(403);
        assertThat(server.get("/api/books/2/author", reader).body()).contains("Jane");
    }
}
