package io.dm4j.dmctl;

import io.dm4j.api.DumpStatus;
import io.dm4j.api.LoadStatus;
import io.dm4j.api.SubTaskStatus;
import io.dm4j.api.SyncStatus;
import java.util.Locale;

/**
 * How far a subtask is, in words that fit a table.
 *
 * @param upstream where the upstream's own binlog ends
 */
record Progress(String text, String position, String upstream, String gtidSet) {
    private static final int BAR = 20;
    private static final double MEGABYTE = 1_000_000;

    static Progress of(SubTaskStatus subtask, boolean drawn) {
        return switch (subtask.getStatusCase()) {
            case DUMP -> dump(subtask.getDump(), drawn);
            case LOAD -> load(subtask.getLoad(), drawn);
            case SYNC -> sync(subtask.getSync());
            case CHECK -> new Progress(subtask.getCheck().getSuccessful() + " checks passed", "", "", "");
            case MSG -> new Progress(subtask.getMsg(), "", "", "");
            case STATUS_NOT_SET -> new Progress("", "", "", "");
        };
    }

    private static Progress dump(DumpStatus dump, boolean drawn) {
        double part = part(dump.getFinishedRows(), dump.getEstimateTotalRows());
        String rows = String.format(Locale.ROOT, "%,.0f rows", dump.getFinishedRows());
        return new Progress(bar(part, drawn) + "  " + rows + "  " + speed(dump.getBps()), "", "", "");
    }

    private static Progress load(LoadStatus load, boolean drawn) {
        double part = part(load.getFinishedBytes(), load.getTotalBytes());
        String text = bar(part, drawn) + "  " + speed(load.getBps()) + left(load);
        return new Progress(text, load.getMetaBinlog(), "", load.getMetaBinlogGTID());
    }

    private static Progress sync(SyncStatus sync) {
        String lag = sync.getSynced() ? "lag 0 s, caught up" : "lag " + sync.getSecondsBehindMaster() + " s";
        String rate = sync.getRecentRps() > 0 ? String.format(Locale.ROOT, ", %,d rows/s", sync.getRecentRps()) : "";
        return new Progress(lag + rate, sync.getSyncerBinlog(), sync.getMasterBinlog(), sync.getSyncerBinlogGtid());
    }

    /** 0 to 1. */
    private static double part(double done, double all) {
        return all <= 0 ? 0 : Math.min(1, done / all);
    }

    private static String bar(double part, boolean drawn) {
        int full = (int) (part * BAR);
        String filled = (drawn ? "█" : "#").repeat(full);
        String open = (drawn ? "░" : ".").repeat(BAR - full);
        return String.format(Locale.ROOT, "[%s%s] %5.1f %%", filled, open, part * 100);
    }

    private static String speed(long bytesPerSecond) {
        return String.format(Locale.ROOT, "%.1f MB/s", bytesPerSecond / MEGABYTE);
    }

    private static String left(LoadStatus load) {
        long bytes = load.getTotalBytes() - load.getFinishedBytes();
        if (bytes <= 0 || load.getBps() <= 0) {
            return "";
        }
        long seconds = bytes / load.getBps();
        return String.format("  %d:%02d left", seconds / 60, seconds % 60);
    }
}
