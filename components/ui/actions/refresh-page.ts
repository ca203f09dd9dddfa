/** Small, static, and asked of the server each time. */
const PROBE = "/icon.svg";
const PATIENCE_MS = 5_000;

/** Has the page read again if the server answers, and says whether it did; else Next would leave it for the browser's own error page. */
export async function refreshPage(refresh: () => void): Promise<boolean> {
	try {
		const { ok } = await fetch(PROBE, {
			method: "HEAD",
			cache: "no-store",
			signal: AbortSignal.timeout(PATIENCE_MS),
		});
		// A proxy in between answers for a server that is gone.
		if (!ok) return false;
	} catch {
		return false;
	}
	refresh();
	return true;
}
