import { errorMonitor, once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { getCloneableBody } from "next/dist/server/body-streams";
import { afterEach, expect, test } from "vitest";
import { forgiveGoneClient } from "./gone-client";

const server = createServer();
afterEach(() => server.close());

test("a client that leaves while its request is answered ends that request, and nothing else", async () => {
	const left = new Promise<Error>((resolve) => {
		server.on("request", async (request, response) => {
			forgiveGoneClient(request, response);
			// What Next does with the body of a request that passes its proxy.
			const body = getCloneableBody(request);
			body.cloneBodyStream().resume();
			await once(request, "end");
			await body.finalize();
			request.once(errorMonitor, resolve);
			client.destroy();
		});
	});
	server.listen(0, "127.0.0.1");
	await once(server, "listening");
	const { port } = server.address() as AddressInfo;
	const client = connect(port, "127.0.0.1");
	client.write("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nok");
	expect((await left).message).toBe("aborted");
});
