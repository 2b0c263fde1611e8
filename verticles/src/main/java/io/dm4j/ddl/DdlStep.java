package io.dm4j.ddl;

import java.util.Optional;

/**
 * One statement on one object of the target.
 *
 * @param becomes the object's new name, if the statement renames it
 */
public record DdlStep(StatementKind kind, String sql, DdlObject subject, Optional<DdlObject> becomes) {}
