package io.busha.resourceserver.it.contract;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of doors in the report: what runs them, in the version that is on the class path. */
public final class DoorName {

    private static final Pattern VERSIONED_JAR = Pattern.compile(".*-(\\d+\\.\\d+)\\.\\d[^/]*\\.jar");

    private DoorName() {}

    /** The version of the jar that a class is from, its first two numbers: {@code 11.0}. */
    public static String version(Class<?> ofRuntime) {
        String jar =
                ofRuntime.getProtectionDomain().getCodeSource().getLocation().getPath();
        Matcher version = VERSIONED_JAR.matcher(jar);
        if (!version.matches()) {
            throw new IllegalArgumentException(ofRuntime + " is not from a jar with a version: " + jar);
        }
        return version.group(1);
    }

    /** This name with the version of the jar that a class of the runtime is from: {@code tomcat-11.0}. */
    public static String of(String runtime, Class<?> ofRuntime) {
        return runtime + "-" + version(ofRuntime);
    }
}
