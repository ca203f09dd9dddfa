/** Small, static, and asked of the server each time. */
const PROBE = "/icon.svg";

/** Has the page read again if the server answers, and says whether it did; else Next would leave it for the browser's own error page. */
export async function refreshPage(refresh: () => void): Promise<boolean> {
	try {
		await fetch(PROBE, { method: "HEAD", cache: "no-store" });
	} catch {
		return false;
	}
	refresh();
	return true;
}
