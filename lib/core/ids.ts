import { randomBytes } from "node:crypto";

/** A UUIDv7 (RFC 9562 §5.7): 48 bits of Unix milliseconds, then random bits. */
function uuidv7(now: Date): string {
	const bytes = randomBytes(16);
	bytes.writeUIntBE(now.getTime(), 0, 6);
	bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
	bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
	const hex = bytes.toString("hex");
	return [
		hex.slice(0, 8),
		hex.slice(8, 12),
		hex.slice(12, 16),
		hex.slice(16, 20),
		hex.slice(20),
	].join("-");
}

/** A fresh id for a row; ids order rows, they never decide, so the process's clock is good enough. */
export const newId = (): string => uuidv7(new Date());
