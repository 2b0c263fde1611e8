package io.dm4j.endpoint.master;

import io.dm4j.api.GetValidationErrorRequest;
import io.dm4j.api.GetValidationErrorResponse;
import io.dm4j.api.GetValidationStatusRequest;
import io.dm4j.api.GetValidationStatusResponse;
import io.dm4j.api.MasterService;
import io.dm4j.api.OperateRelayRequest;
import io.dm4j.api.OperateRelayResponse;
import io.dm4j.api.OperateValidationErrorRequest;
import io.dm4j.api.OperateValidationErrorResponse;
import io.dm4j.api.OperateWorkerRelayRequest;
import io.dm4j.api.OperateWorkerRelayResponse;
import io.dm4j.api.PurgeWorkerRelayRequest;
import io.dm4j.api.PurgeWorkerRelayResponse;
import io.dm4j.api.RegisterWorkerRequest;
import io.dm4j.api.RegisterWorkerResponse;
import io.dm4j.api.ShowDDLLocksRequest;
import io.dm4j.api.ShowDDLLocksResponse;
import io.dm4j.api.StartValidationRequest;
import io.dm4j.api.StartValidationResponse;
import io.dm4j.api.StopValidationRequest;
import io.dm4j.api.StopValidationResponse;
import io.dm4j.api.UnlockDDLLockRequest;
import io.dm4j.api.UnlockDDLLockResponse;
import io.dm4j.api.UpdateValidationRequest;
import io.dm4j.api.UpdateValidationResponse;
import io.dm4j.endpoint.UnsupportedAnswer;
import io.vertx.core.Future;

/** The calls of {@code pb.Master} whose features do not exist yet. */
abstract class LaterMasterCalls extends MasterService {
    @Override
    public Future<ShowDDLLocksResponse> showDDLLocks(ShowDDLLocksRequest request) {
        return UnsupportedAnswer.to("ShowDDLLocks", ShowDDLLocksResponse.newBuilder());
    }

    @Override
    public Future<UnlockDDLLockResponse> unlockDDLLock(UnlockDDLLockRequest request) {
        return UnsupportedAnswer.to("UnlockDDLLock", UnlockDDLLockResponse.newBuilder());
    }

    @Override
    public Future<OperateWorkerRelayResponse> operateWorkerRelayTask(OperateWorkerRelayRequest request) {
        return UnsupportedAnswer.to("OperateWorkerRelayTask", OperateWorkerRelayResponse.newBuilder());
    }

    @Override
    public Future<PurgeWorkerRelayResponse> purgeWorkerRelay(PurgeWorkerRelayRequest request) {
        return UnsupportedAnswer.to("PurgeWorkerRelay", PurgeWorkerRelayResponse.newBuilder());
    }

    @Override
    public Future<RegisterWorkerResponse> registerWorker(RegisterWorkerRequest request) {
        return UnsupportedAnswer.to("RegisterWorker", RegisterWorkerResponse.newBuilder());
    }

    @Override
    public Future<OperateRelayResponse> operateRelay(OperateRelayRequest request) {
        return UnsupportedAnswer.to("OperateRelay", OperateRelayResponse.newBuilder());
    }

    @Override
    public Future<StartValidationResponse> startValidation(StartValidationRequest request) {
        return UnsupportedAnswer.to("StartValidation", StartValidationResponse.newBuilder());
    }

    @Override
    public Future<StopValidationResponse> stopValidation(StopValidationRequest request) {
        return UnsupportedAnswer.to("StopValidation", StopValidationResponse.newBuilder());
    }

    @Override
    public Future<GetValidationStatusResponse> getValidationStatus(GetValidationStatusRequest request) {
        return UnsupportedAnswer.to("GetValidationStatus", GetValidationStatusResponse.newBuilder());
    }

    @Override
    public Future<GetValidationErrorResponse> getValidationError(GetValidationErrorRequest request) {
        return UnsupportedAnswer.to("GetValidationError", GetValidationErrorResponse.newBuilder());
    }

    @Override
    public Future<OperateValidationErrorResponse> operateValidationError(OperateValidationErrorRequest request) {
        return UnsupportedAnswer.to("OperateValidationError", OperateValidationErrorResponse.newBuilder());
    }

    @Override
    public Future<UpdateValidationResponse> updateValidation(UpdateValidationRequest request) {
        return UnsupportedAnswer.to("UpdateValidation", UpdateValidationResponse.newBuilder());
    }
}
