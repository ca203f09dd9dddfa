/** How long a worker may take to stop what it does. */
const STOP_MS = 7_800;

/** Leaves once everything has stopped, or when it has had its time. */
export function leaveAfter(stopped: Promise<unknown>, exit: () => void): void {
	setTimeout(exit, STOP_MS).unref();
	void stopped.finally(exit);
}
