package io.dm4j.worker;

import io.dm4j.config.SourceConfig;
import io.dm4j.config.TaskConfig;

/** Reads the files of a wish. What it throws is a coded failure. */
public interface ConfigTexts {

    SourceConfig source(String name, String text);

    TaskConfig task(String name, String text);
}
