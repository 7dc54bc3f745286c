package io.busha.resourceserver.spring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.core.type.MethodMetadata;
import org.springframework.core.type.classreading.SimpleMetadataReaderFactory;
import org.springframework.util.ClassUtils;

/**
 * A bean of our auto-configurations that steps back for one of the application's, by its type or else by its name. Read from class
 * files, since not every class that they name is there.
 */
public record ConditionalBean(
        String configuration, String name, @Nullable String ownType, String ownName) {

    private static final String CONDITION = ConditionalOnMissingBean.class.getName();
    private static final SimpleMetadataReaderFactory READER = new SimpleMetadataReaderFactory();

    /** All of them. */
    public static List<ConditionalBean> all() {
        return configurations().stream().flatMap(type -> in(type).stream()).toList();
    }

    static List<String> configurations() {
        return ImportCandidates.load(AutoConfiguration.class, ConditionalBean.class.getClassLoader())
                .getCandidates()
                .stream()
                .filter(type -> type.startsWith("io.busha."))
                .toList();
    }

    private static List<ConditionalBean> in(String configuration) {
        AnnotationMetadata type = metadata(configuration);
        List<ConditionalBean> all = new ArrayList<>();
        for (MethodMetadata bean : type.getAnnotatedMethods(Bean.class.getName())) {
            Stream.of(conditions(type, ""), conditions(bean, bean.getReturnTypeName()))
                    .flatMap(List::stream)
                    .map(own -> own.in(configuration, bean.getMethodName()))
                    .forEach(all::add);
        }
        Map<String, Object> imports = type.getAnnotationAttributes(Import.class.getName(), true);
        if (imports != null) {
            Arrays.stream((String[]) imports.get("value")).forEach(imported -> all.addAll(in(imported)));
        }
        Arrays.stream(type.getMemberClassNames())
                .filter(nested -> metadata(nested).hasAnnotation(Configuration.class.getName()))
                .forEach(nested -> all.addAll(in(nested)));
        return all;
    }

    private static AnnotationMetadata metadata(String type) {
        try {
            return READER.getMetadataReader(type).getAnnotationMetadata();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Own(@Nullable String type, String name) {
        ConditionalBean in(String configuration, String bean) {
            return new ConditionalBean(configuration, bean, type, name);
        }
    }

    private static List<Own> conditions(AnnotatedTypeMetadata annotated, String type) {
        Map<String, Object> condition = annotated.getAnnotationAttributes(CONDITION, true);
        if (condition == null) {
            return List.of();
        }
        List<Own> all = new ArrayList<>();
        Arrays.stream((String[]) condition.get("value")).forEach(own -> all.add(new Own(own, "own")));
        Arrays.stream((String[]) condition.get("name")).forEach(own -> all.add(new Own(null, own)));
        return all.isEmpty() ? List.of(new Own(type, "own")) : all;
    }

    /** Whether a context has this one, and not another of its name. */
    boolean isIn(Map<String, BeanDefinition> definitions) {
        return definitions.get(name) instanceof AnnotatedBeanDefinition definition
                && definition.getFactoryMethodMetadata() != null
                && definition.getFactoryMethodMetadata().getDeclaringClassName().equals(configuration);
    }

    /** What it steps back for; never made, only known. */
    BeanDefinition own() {
        return new RootBeanDefinition(
                ownType == null
                        ? Object.class
                        : ClassUtils.resolveClassName(ownType, getClass().getClassLoader()));
    }

    @Override
    public String toString() {
        return ClassUtils.getShortName(configuration) + "." + name + " -> "
                + (ownType == null ? "named " + ownName : ClassUtils.getShortName(ownType));
    }
}
