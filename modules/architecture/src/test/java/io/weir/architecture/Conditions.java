package io.weir.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import org.jspecify.annotations.NullMarked;

/** What the rules ask of a class or a call. */
final class Conditions {
    /** {@code now} of a type of {@code java.time}, unless a clock is handed in. */
    static final DescribedPredicate<JavaMethodCall> ASKS_THE_SYSTEM_FOR_THE_TIME = describe(
            "asks the system for the time",
            call -> call.getName().equals("now")
                    && call.getTargetOwner().getPackageName().equals("java.time")
                    && call.getTarget().getRawParameterTypes().stream().noneMatch(p -> p.isEquivalentTo(Clock.class)));

    private Conditions() {}

    static ArchCondition<JavaClass> useInternalsOfNoOtherRoom() {
        return new ArchCondition<>("use internal packages of no other room") {
            @Override
            public void check(JavaClass user, ConditionEvents events) {
                for (Dependency dependency : user.getDirectDependenciesFromSelf()) {
                    JavaClass used = dependency.getTargetClass().getBaseComponentType();
                    if (Rooms.isInternal(used) && !Rooms.roomOf(used).equals(Rooms.roomOf(user))) {
                        events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
                    }
                }
            }
        };
    }

    static ArchCondition<JavaClass> resideInANullMarkedPackage() {
        return new ArchCondition<>("reside in a package whose package-info is @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                String text = type.getPackageName() + " is " + (marked ? "" : "not ") + "@NullMarked";
                events.add(new SimpleConditionEvent(type, marked, text));
            }
        };
    }
}
