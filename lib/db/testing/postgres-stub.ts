import { createServer, type Server, type Socket } from "node:net";

/** One message of PostgreSQL's wire protocol, version 3. */
function message(type: string, ...parts: (Buffer | string)[]): Buffer {
	const body = Buffer.concat(
		parts.map((part) =>
			typeof part === "string" ? Buffer.from(`${part}\0`) : part,
		),
	);
	const length = Buffer.alloc(4);
	length.writeInt32BE(body.length + 4);
	return Buffer.concat([Buffer.from(type), length, body]);
}

const int16 = (value: number): Buffer => {
	const bytes = Buffer.alloc(2);
	bytes.writeInt16BE(value);
	return bytes;
};
const int32 = (value: number): Buffer => {
	const bytes = Buffer.alloc(4);
	bytes.writeInt32BE(value);
	return bytes;
};

const TEXT_OID = 25;
const READY = message("Z", Buffer.from("I"));
const WELCOME = Buffer.concat([message("R", int32(0)), READY]);

/** A refusal with its SQLSTATE, as a server sends it. */
export const refusal = (code: string, text: string): Buffer =>
	message(
		"E",
		...["SFATAL", "VFATAL", `C${code}`, `M${text}`],
		Buffer.from("\0"),
	);

/** One row of text columns. */
function answer(row: Readonly<Record<string, string>>): Buffer {
	const names = Object.keys(row);
	const columns = names.map((name) =>
		Buffer.concat([
			Buffer.from(`${name}\0`),
			...[int32(0), int16(0), int32(TEXT_OID)],
			...[int16(-1), int32(-1), int16(0)],
		]),
	);
	const values = Object.values(row).flatMap((value) => [
		int32(Buffer.byteLength(value)),
		Buffer.from(value),
	]);
	return Buffer.concat([
		message("T", int16(names.length), ...columns),
		message("D", int16(names.length), ...values),
		message("C", "SELECT 1"),
		READY,
	]);
}

/**
 * A server that speaks just enough of the protocol to refuse everybody, or to
 * answer every query with one row. Gives its URL.
 */
export async function startPostgresStub(
	says: Buffer | Readonly<Record<string, string>>,
): Promise<{ url: string; stop: () => Promise<void> }> {
	const sockets = new Set<Socket>();
	const server = createServer((socket) => {
		sockets.add(socket);
		socket.once("data", () => {
			if (Buffer.isBuffer(says)) return void socket.end(says);
			socket.write(WELCOME);
			socket.on("data", (data) => {
				if (data.subarray(0, 1).toString() === "Q") socket.write(answer(says));
			});
		});
	});
	await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
	const url = `postgresql://ada:s3cret@127.0.0.1:${portOf(server)}/ops`;
	return { url, stop: () => stop(server, sockets) };
}

function portOf(server: Server): number {
	const address = server.address();
	return address && typeof address === "object" ? address.port : 0;
}

function stop(server: Server, sockets: ReadonlySet<Socket>): Promise<void> {
	for (const socket of sockets) socket.destroy();
	return new Promise((done) => server.close(() => done()));
}
