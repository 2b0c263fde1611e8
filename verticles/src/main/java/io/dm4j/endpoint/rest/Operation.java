package io.dm4j.endpoint.rest;

import io.vertx.core.Future;

/** What stands behind an operation of the contract. */
interface Operation {
    Future<Answer> answer(Call call);
}
