package org.openqof.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A test class that starts Spark, another process or a browser, reads the published data of a
 * nation, or takes more than a few seconds. {@code mvn test -Pfast} passes it over; {@code
 * QuickTestsTest} says which classes must have this.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@org.junit.jupiter.api.Tag("slow")
@net.jqwik.api.Tag("slow")
public @interface Slow {}
