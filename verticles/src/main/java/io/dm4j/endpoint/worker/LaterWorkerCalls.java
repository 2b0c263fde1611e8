package io.dm4j.endpoint.worker;

import io.dm4j.api.CheckSubtasksCanUpdateRequest;
import io.dm4j.api.CheckSubtasksCanUpdateResponse;
import io.dm4j.api.CommonWorkerResponse;
import io.dm4j.api.GetValidationErrorRequest;
import io.dm4j.api.GetValidationErrorResponse;
import io.dm4j.api.GetValidationStatusRequest;
import io.dm4j.api.GetValidationStatusResponse;
import io.dm4j.api.HandleWorkerErrorRequest;
import io.dm4j.api.OperateV1MetaRequest;
import io.dm4j.api.OperateV1MetaResponse;
import io.dm4j.api.OperateValidationErrorRequest;
import io.dm4j.api.OperateValidationErrorResponse;
import io.dm4j.api.OperateWorkerSchemaRequest;
import io.dm4j.api.PurgeRelayRequest;
import io.dm4j.api.UpdateValidationWorkerRequest;
import io.dm4j.api.WorkerService;
import io.dm4j.endpoint.UnsupportedAnswer;
import io.vertx.core.Future;

/** The calls of {@code pb.Worker} whose features do not exist yet. */
abstract class LaterWorkerCalls extends WorkerService {
    @Override
    public Future<CommonWorkerResponse> purgeRelay(PurgeRelayRequest request) {
        return UnsupportedAnswer.to("PurgeRelay", CommonWorkerResponse.newBuilder());
    }

    @Override
    public Future<CommonWorkerResponse> operateSchema(OperateWorkerSchemaRequest request) {
        return UnsupportedAnswer.to("OperateSchema", CommonWorkerResponse.newBuilder());
    }

    @Override
    public Future<OperateV1MetaResponse> operateV1Meta(OperateV1MetaRequest request) {
        return UnsupportedAnswer.to("OperateV1Meta", OperateV1MetaResponse.newBuilder());
    }

    @Override
    public Future<CommonWorkerResponse> handleError(HandleWorkerErrorRequest request) {
        return UnsupportedAnswer.to("HandleError", CommonWorkerResponse.newBuilder());
    }

    @Override
    public Future<CheckSubtasksCanUpdateResponse> checkSubtasksCanUpdate(CheckSubtasksCanUpdateRequest request) {
        return UnsupportedAnswer.to("CheckSubtasksCanUpdate", CheckSubtasksCanUpdateResponse.newBuilder());
    }

    @Override
    public Future<GetValidationStatusResponse> getWorkerValidatorStatus(GetValidationStatusRequest request) {
        return UnsupportedAnswer.to("GetWorkerValidatorStatus", GetValidationStatusResponse.newBuilder());
    }

    @Override
    public Future<GetValidationErrorResponse> getValidatorError(GetValidationErrorRequest request) {
        return UnsupportedAnswer.to("GetValidatorError", GetValidationErrorResponse.newBuilder());
    }

    @Override
    public Future<OperateValidationErrorResponse> operateValidatorError(OperateValidationErrorRequest request) {
        return UnsupportedAnswer.to("OperateValidatorError", OperateValidationErrorResponse.newBuilder());
    }

    @Override
    public Future<CommonWorkerResponse> updateValidator(UpdateValidationWorkerRequest request) {
        return UnsupportedAnswer.to("UpdateValidator", CommonWorkerResponse.newBuilder());
    }
}
