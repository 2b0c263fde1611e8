package io.dm4j.endpoint.trust;

import io.dm4j.api.trust.AllowedName;
import io.dm4j.api.trust.Callers;
import io.dm4j.api.trust.Certificate;
import io.dm4j.api.trust.ConfigFile;
import io.dm4j.api.trust.ConnectedCaller;
import io.dm4j.api.trust.FileSet;
import io.dm4j.api.trust.Link;
import io.dm4j.api.trust.Node;
import io.dm4j.api.trust.NodeReload;
import io.dm4j.api.trust.NodeTrust;
import io.dm4j.api.trust.RefusedCaller;
import io.dm4j.api.trust.ReloadOutcome;
import io.dm4j.api.trust.Reloaded;
import io.dm4j.api.trust.RevocationList;
import io.dm4j.api.trust.Trouble;
import io.dm4j.endpoint.Guard;
import io.dm4j.endpoint.Reload;
import io.dm4j.error.DmException;
import io.dm4j.tls.TlsClient;
import io.dm4j.tls.TlsInventory;
import io.dm4j.tls.TlsStatus;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** A guard's knowledge as messages. */
final class TrustMessages {
    private static final String FINGERPRINT = "sha256:";

    private TrustMessages() {}

    static NodeTrust node(Node self, Guard guard) {
        NodeTrust.Builder message =
                NodeTrust.newBuilder().setNode(self).setTls(!guard.ports().isEmpty());
        guard.inventory().lines().forEach(line -> message.addSets(set(line)));
        guard.ports().forEach(port -> message.addCallers(callers(port)));
        guard.links().forEach(links -> links.open().get().forEach(link -> message.addLinks(link(links.use(), link))));
        guard.file().ifPresent(file -> message.setConfig(config(file.status())));
        return message.build();
    }

    static NodeReload reload(Node self, List<Reload> reloads) {
        NodeReload.Builder message = NodeReload.newBuilder().setNode(self);
        reloads.forEach(each -> message.addReloaded(Reloaded.newBuilder()
                .setUse(each.use())
                .setOutcome(outcome(each.outcome()))
                .setGeneration(each.generation())
                .setDetail(each.detail())));
        return message.build();
    }

    private static ReloadOutcome outcome(Reload.Outcome outcome) {
        return switch (outcome) {
            case UNCHANGED -> ReloadOutcome.RELOAD_UNCHANGED;
            case TAKEN -> ReloadOutcome.RELOAD_TAKEN;
            case REFUSED -> ReloadOutcome.RELOAD_REFUSED;
        };
    }

    private static FileSet set(TlsInventory.Line line) {
        TlsStatus status = line.status();
        FileSet.Builder message = FileSet.newBuilder()
                .setUse(line.use())
                .setRole(status.role().name().toLowerCase(Locale.ROOT))
                .setGeneration(status.generation())
                .setLoadedAtMs(status.loadedAt().toEpochMilli())
                .setLastLookMs(status.lastLook().toEpochMilli())
                .setReloads(status.reloads())
                .putAllRefusedReloads(status.failedReloads())
                .addAllWarnings(status.warnings());
        status.own().ifPresent(own -> message.setCertificate(certificate(own)));
        status.authorities().forEach(ca -> message.addCa(certificate(ca)));
        status.revocations().forEach(list -> message.addCrls(revocations(list)));
        status.admits()
                .forEach(name -> message.addAllowed(AllowedName.newBuilder().setName(name)));
        status.trouble().ifPresent(trouble -> message.setTrouble(trouble(trouble.cause(), trouble.since())));
        return message.build();
    }

    private static Certificate certificate(TlsStatus.CertificateStatus status) {
        return Certificate.newBuilder()
                .setSubject(status.subject())
                .setIssuer(status.issuer())
                .addAllSans(status.alternativeNames())
                .setSerial(status.serial())
                .setNotBeforeMs(status.notBefore().toEpochMilli())
                .setNotAfterMs(status.notAfter().toEpochMilli())
                .setSha256(status.fingerprint().replaceFirst("^" + FINGERPRINT, ""))
                .build();
    }

    private static RevocationList revocations(TlsStatus.RevocationStatus list) {
        return RevocationList.newBuilder()
                .setIssuer(list.issuer())
                .setNextUpdateMs(list.nextUpdate().map(Instant::toEpochMilli).orElse(0L))
                .setEntries(list.entries())
                .build();
    }

    private static Trouble trouble(DmException cause, Instant since) {
        return Trouble.newBuilder()
                .setMessage(cause.getMessage())
                .setSinceMs(since.toEpochMilli())
                .build();
    }

    private static ConfigFile config(io.dm4j.config.ConfigFile.Status status) {
        ConfigFile.Builder message = ConfigFile.newBuilder()
                .setPath(status.path().toString())
                .setLoadedAtMs(status.loadedAt().toEpochMilli())
                .setLastLookMs(status.lastLook().toEpochMilli())
                .addAllNeedsRestart(status.needsRestart());
        status.trouble().ifPresent(trouble -> message.setTrouble(trouble(trouble.cause(), trouble.since())));
        return message.build();
    }

    private static Callers callers(Guard.Port port) {
        io.dm4j.tls.Callers callers = port.callers();
        Callers.Builder message = Callers.newBuilder().setUse(port.use()).setHandshakes(callers.handshakes());
        callers.connected()
                .forEach(each -> message.addConnected(ConnectedCaller.newBuilder()
                        .setName(each.name())
                        .setGeneration(each.generation())
                        .setConnections(Math.toIntExact(each.connections()))));
        callers.refusals()
                .forEach(each -> message.addRefused(RefusedCaller.newBuilder()
                        .setName(each.name())
                        .setReason(each.reason())
                        .setCount(each.count())));
        return message.build();
    }

    private static Link link(String use, TlsClient.Link link) {
        return Link.newBuilder()
                .setUse(use)
                .setPeer(link.address())
                .setCertificate(certificate(link.certificate()))
                .setGeneration(link.generation())
                .setSinceMs(link.since().toEpochMilli())
                .build();
    }
}
