package io.dm4j.store;

import java.util.Optional;

/** One key's change. Empty = deleted. */
public record Change(String key, Optional<Entry> now) {}
