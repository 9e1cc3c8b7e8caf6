package io.weir.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import java.util.List;

/** The rooms of the house, and which classes are looked at. */
final class Rooms {
    static final String ROOT = "io.weir";
    static final List<String> ALL = List.of(
            "core",
            "policy",
            "bidding",
            "simulator",
            "learning",
            "training",
            "hierarchy",
            "response",
            "enforcer",
            "allocation",
            "planning",
            "serving",
            "benchmarks",
            "cli",
            "testkit");

    private Rooms() {}

    static String everythingIn(String room) {
        return ROOT + "." + room + "..";
    }

    static boolean isInternal(JavaClass type) {
        return type.getPackageName().startsWith(ROOT + ".")
                && type.getPackageName().contains(".internal");
    }

    static String roomOf(JavaClass type) {
        String rest = type.getPackageName().substring(ROOT.length() + 1);
        int dot = rest.indexOf('.');
        return dot < 0 ? rest : rest.substring(0, dot);
    }

    /** Leaves out test classes and what the measuring tool generates. */
    static final class MainCode implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/test-classes/") && !location.contains("/jmh_generated/");
        }
    }
}
