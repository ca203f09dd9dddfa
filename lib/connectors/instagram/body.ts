const MAX_RESPONSE_BYTES = 1024 * 1024;

/** The body as text, or null when it is longer than `MAX_RESPONSE_BYTES`; the rest is not read. */
export async function readCapped(response: Response): Promise<string | null> {
	if (response.body === null) return "";
	const chunks: Uint8Array[] = [];
	let size = 0;
	const reader = response.body.getReader();
	for (;;) {
		const { done, value } = await reader.read();
		if (done) return Buffer.concat(chunks).toString("utf8");
		size += value.byteLength;
		if (size > MAX_RESPONSE_BYTES) {
			await reader.cancel();
			return null;
		}
		chunks.push(value);
	}
}
