package io.dm4j.part;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test method that is a part of the long run. It may take a {@link Part} as its last parameter. In the long size it is
 * skipped, aloud, if it was green before or if another part was asked for with {@code -Ddm4j.part=…}; what it came to is
 * written to a file of its name in {@code -Ddm4j.long.results=…}.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Tag("part")
@ExtendWith(PartRun.class)
public @interface LongPart {

    /** Its name on the command line, and its file's. */
    String value();
}
