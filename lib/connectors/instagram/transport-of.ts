import type { Transport } from "./http";

export type Endpoint = {
	send: Transport;
	/** `/v26.0/<account>`, where `<account>` is the Instagram id or `me`. */
	accountPath: string;
};

const endpoints = new WeakMap<object, Endpoint>();

/**
 * Binds a client to its endpoint without putting a raw POST on the client's surface:
 * whoever holds a client can read and create containers, not publish.
 */
export function bindEndpoint<T extends object>(client: T, at: Endpoint): T {
	endpoints.set(client, at);
	return client;
}

export function endpointOf(client: object): Endpoint {
	const endpoint = endpoints.get(client);
	if (endpoint === undefined) throw new Error("not an Instagram client");
	return endpoint;
}
