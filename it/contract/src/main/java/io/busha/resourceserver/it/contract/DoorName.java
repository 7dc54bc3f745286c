package io.busha.resourceserver.it.contract;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of doors in the report: the server or framework, and its version on the class path. */
public final class DoorName {

    private static final Pattern VERSIONED_JAR = Pattern.compile(".*-(\\d+\\.\\d+)\\.\\d[^/]*\\.jar");

    private DoorName() {}

    /** Returns the first two numbers of the version of a class's jar: {@code 11.0}. */
    public static String version(Class<?> ofRuntime) {
        String jar =
                ofRuntime.getProtectionDomain().getCodeSource().getLocation().getPath();
        Matcher version = VERSIONED_JAR.matcher(jar);
        if (!version.matches()) {
            throw new IllegalArgumentException(ofRuntime + " is not from a jar with a version: " + jar);
        }
        return version.group(1);
    }

    /** Returns this name with the version of the jar of a class of the runtime: {@code tomcat-11.0}. */
    public static String of(String runtime, Class<?> ofRuntime) {
        return runtime + "-" + version(ofRuntime);
    }
}
