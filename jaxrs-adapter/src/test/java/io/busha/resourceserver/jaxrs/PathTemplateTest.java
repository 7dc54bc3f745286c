package io.busha.resourceserver.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.route.spi.RouteTable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathTemplateTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            /                             | /
            /balances                     | /balances
            /balances/{id}                | /balances/*
            /{a}/{b}                      | /*/*
            /pre-{id}.json                | /*
            /{rest: .*}                   | /**
            /a/{id: [0-9]+}               | /a/**
            /a/{id:[0-9]+}/b              | /a/**
            /a/{id: x{2}/y}/b             | /a/**
            /a/{ id }/c                   | /a/*/c
            """)
    void matchesEveryPathOfTheTemplate(String template, String route) {
        assertThat(PathTemplate.toRoute(template)).isEqualTo(route);
        assertThat(RouteTable.parse("GET " + route + " open")).isNotNull();
    }
}
