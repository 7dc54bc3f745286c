package io.busha.resourceserver.it.springkit.boot35;

import io.busha.resourceserver.it.springkit.ServerTokens;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.RequestEntity;
import org.springframework.http.ResponseEntity;

class ServerTokensTest extends ServerTokens {

    @Autowired
    private TestRestTemplate template;

    @Override
    protected ResponseEntity<String> exchange(RequestEntity<Void> request) {
        return template.exchange(request, String.class);
    }
}
