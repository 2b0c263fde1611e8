package io.dm4j.master;

import io.dm4j.error.DmException;
import io.dm4j.error.ErrorClass;
import io.dm4j.error.ErrorCode;
import io.dm4j.error.ErrorLevel;
import io.dm4j.error.ErrorScope;
import io.dm4j.error.Meaning;

/** What a master refuses, by DM's numbers of dm-master, scheduler and task-check. */
public enum MasterError implements ErrorCode {
    TEMPLATE_EXISTS(20050, ErrorClass.CONFIG, "Delete it first, or import with overwrite."),
    TEMPLATE_UNKNOWN(20051, ErrorClass.CONFIG, "See the list of templates."),
    PRECHECK_FAILED(
            26005, ErrorClass.TASK_CHECK, "Mend what is named, or leave the item out by `ignore-checking-items`."),
    WRONG_OPERATION(38041, ErrorClass.MASTER, ""),
    NOT_REACHED(38045, ErrorClass.MASTER, "Look at `query-status`; the command stays in force."),
    MASTER_UNKNOWN(38048, ErrorClass.MASTER, "See `list-member --master`."),
    WRONG_MEMBER_TYPE(38049, ErrorClass.MASTER, "Name a master or a worker."),
    MASTER_EXISTS(
            38521,
            ErrorClass.MASTER,
            "Give the newcomer another name; or, if it is that master after the loss of its data-dir, remove it first:"
                    + " `offline-member --master --name NAME`."),
    MASTER_LEADS(38522, ErrorClass.MASTER, "Let another one lead first: `operate-leader evict`."),
    NO_OTHER_LEADER(
            38523,
            ErrorClass.MASTER,
            "Start another master, or let one lead again: `operate-leader cancel-evict`; see `list-member --master`."),
    CANNOT_START(38058, ErrorClass.MASTER, "Enable the source first."),
    NOT_PAUSED(
            38541,
            ErrorClass.MASTER,
            "A task that an error has stopped is paused; else pause it first: `pause-task`. See `query-status`."),
    NO_STATEMENT_STOPS(
            38542,
            ErrorClass.MASTER,
            "Name the place where a statement begins with `-b FILE:POS`; see `query-status` for what stops the task."),
    PLACE_PASSED(38543, ErrorClass.MASTER, "Name a place that is still to come; see `query-status`."),
    NOTHING_TO_REVERT(38544, ErrorClass.MASTER, "See `binlog list`."),
    WRONG_PLACE(38545, ErrorClass.MASTER, "Give FILE:POS, such as mysql-bin.000003:3270."),
    INTERNAL(38500, ErrorClass.MASTER, "The log of the master has more."),
    WORKER_UNKNOWN(46004, ErrorClass.SCHEDULER, "See `list-member --worker`."),
    WORKER_ONLINE(46005, ErrorClass.SCHEDULER, "Stop its process first."),
    WORKER_CANNOT_TAKE(
            46006, ErrorClass.SCHEDULER, "Name a worker that is online and has room; see `list-member --worker`."),
    SOURCE_EXISTS(46007, ErrorClass.SCHEDULER, "Stop it first if it shall be another one."),
    SOURCE_UNKNOWN(46008, ErrorClass.SCHEDULER, "See `operate-source show`."),
    SOURCE_UNBOUND(46009, ErrorClass.SCHEDULER, "Start a dm-worker, or free one; see `list-member --worker`."),
    SOURCE_HAS_TASKS(46010, ErrorClass.SCHEDULER, "Stop these tasks first."),
    SUBTASK_EXISTS(46014, ErrorClass.SCHEDULER, "See `query-status`; `resume-task` goes on with a paused task."),
    TASK_UNKNOWN(46018, ErrorClass.SCHEDULER, "See `query-status`."),
    LATCH_IN_USE(46024, ErrorClass.SCHEDULER, "Try again when the other command is done."),
    TRANSFER_NOT_STOPPED(46032, ErrorClass.SCHEDULER, "Try again; see `query-status` for what its tasks do."),
    WORKER_NOT_FREE(46033, ErrorClass.SCHEDULER, "See `list-member --worker`."),
    TASK_DIFFERS(46501, ErrorClass.SCHEDULER, "Start it with the same file, or stop the task first."),
    WORKER_OFFLINE(46502, ErrorClass.SCHEDULER, "Start it again; see `list-member --worker`."),
    NO_STRUCTURE(
            46503,
            ErrorClass.SCHEDULER,
            "See the list of tables; a task keeps structures once it has begun to follow."),
    TABLE_NOT_TAKEN(
            46506,
            ErrorClass.SCHEDULER,
            "Name a table as the source does; REST's `migrate_targets` lists those that the task takes."),
    NO_SUCH_TABLE(46507, ErrorClass.SCHEDULER, "Give the structure as a CREATE TABLE statement in a file."),
    PLACEMENT_UNMET(
            46504,
            ErrorClass.SCHEDULER,
            "Start a dm-worker with these `labels`, or with room, see `list-member --worker`; or change `placement` of the"
                    + " source by `operate-source update`.");

    private final Meaning meaning;

    MasterError(int number, ErrorClass errorClass, String workaround) {
        this.meaning = new Meaning(number, errorClass, ErrorScope.INTERNAL, ErrorLevel.MEDIUM, workaround);
    }

    /** The refusal of a source that nobody has created, in DM's words. */
    public static DmException unknownSource(String name) {
        return new DmException(SOURCE_UNKNOWN, "source config with ID " + name + " not exists");
    }

    /** The refusal of a task that nobody has started, in DM's words. */
    public static DmException unknownTask(String name) {
        return new DmException(
                TASK_UNKNOWN, "task " + name + " has no source or not exist, please check the task name and status");
    }

    @Override
    public Meaning meaning() {
        return meaning;
    }
}
