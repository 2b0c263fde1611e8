package io.dm4j.tls;

import java.util.List;

/** All bytes a generation is made of, as read at one moment; equal material makes the same generation. */
record Material(PemText ca, PemText cert, PemText key, List<String> allowedNames) {

    Material {
        allowedNames = List.copyOf(allowedNames);
    }
}
