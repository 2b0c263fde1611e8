package io.dm4j.endpoint;

import io.dm4j.config.Address;
import java.util.Optional;

/** Which master leads, as this node knows. Asked on the node's context, each time anew. */
public interface LeadingMaster {

    boolean isOurs();

    /** Where it is reached; empty while none is known. */
    Optional<Address> address();

    /** Why this node is of no use to the others, if it is not; the way out stands in it. */
    default Optional<String> trouble() {
        return Optional.empty();
    }
}
