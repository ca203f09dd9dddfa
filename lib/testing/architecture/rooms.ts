import { dirname } from "node:path";
import { type SourceFile, withoutEnding } from "./sources";

/**
 * The rooms of each domain, ground first: a room imports only rooms to its left. Files at a domain's root are either
 * ground (they import none of its rooms) or roof (none of its rooms imports them).
 */
const ROOMS: Readonly<Record<string, readonly string[]>> = {
	"lib/accounts": ["policy"],
	"lib/audit": ["checkpoints", "export", "verify"],
	"lib/cli": ["shell", "*"],
	"lib/connectors/emulator": ["graph", "control", "team-channel"],
	"lib/db": ["embedded", "migrate"],
	"lib/governance": [
		...["people", "signals", "stops", "budget", "gate", "windows"],
		...["break-glass", "panel", "decisions", "leaving"],
	],
	"lib/incidents": ["incident", "detect", "audit", "leaving"],
	"lib/insights": ["collect", "import", "kpi"],
	"lib/jobs": ["clock", "queue", "workers", "operations", "health"],
	"lib/people": ["throttle", "tokens", "sign-in", "admin", "demo"],
	"lib/pipeline": ["sources", "stages", "runs", "refill"],
	"lib/publishing": [
		...["post", "quarantine", "attempts", "lift", "outcomes", "approval"],
		...["publish", "edit", "queue", "reconcile", "decisions"],
	],
	"lib/supervisor": ["scripts", "host", "processes", "browser"],
	"lib/web": ["live"],
	"components/governance": [
		...["account", "stops", "break-glass", "windows", "request"],
	],
	"components/queue": ["dialogs", "table", "bulk", "panel", "plan"],
	"components/shell": ["theme", "live", "nav", "keys", "halt", "bar"],
	"components/ui": ["forms", "overlays", "tables", "time", "actions", "states"],
};

const folderOf = (path: string) => dirname(path);

/** Folders with more than `most` product files, as "folder: n files". */
export function crowdedFolders(
	files: readonly SourceFile[],
	most: number,
): string[] {
	const counts = new Map<string, number>();
	for (const { path } of files)
		counts.set(folderOf(path), (counts.get(folderOf(path)) ?? 0) + 1);
	return [...counts]
		.filter(([, count]) => count > most)
		.map(([folder, count]) => `${folder}: ${count} files, at most ${most}`);
}

/** The room of a path within a domain; "" at its root, undefined outside. */
const roomIn = (domain: string, path: string): string | undefined => {
	if (!path.startsWith(`${domain}/`)) return undefined;
	const [first = "", ...rest] = path.slice(domain.length + 1).split("/");
	return rest.length > 0 ? first : "";
};

type Edge = { from: string; to: string };

const edgesWithin = (
	domain: string,
	files: readonly SourceFile[],
): (Edge & { fromRoom: string; toRoom: string })[] =>
	files.flatMap((file) => {
		const fromRoom = roomIn(domain, file.path);
		if (fromRoom === undefined) return [];
		return file.imports.flatMap((target) => {
			const toRoom = roomIn(domain, target.path);
			return toRoom === undefined || toRoom === fromRoom
				? []
				: [{ from: file.path, to: target.path, fromRoom, toRoom }];
		});
	});

/** Imports between rooms of one domain that go up or sideways, and root files that are ground and roof at once. */
export function upwardImports(
	files: readonly SourceFile[],
	rooms: Readonly<Record<string, readonly string[]>> = ROOMS,
): string[] {
	return Object.entries(rooms).flatMap(([domain, order]) => {
		const edges = edgesWithin(domain, files);
		const rankOf = (room: string) => {
			const index = order.indexOf(room);
			return index < 0 ? order.indexOf("*") : index;
		};
		const carrying = new Set(
			edges.flatMap(({ to, fromRoom }) => (fromRoom === "" ? [] : [to])),
		);
		return edges.flatMap(({ from, to, fromRoom, toRoom }) => {
			if (fromRoom === "")
				return carrying.has(withoutEnding(from))
					? [`${from} carries rooms and imports one: ${to}`]
					: [];
			if (toRoom === "") return [];
			if (rankOf(fromRoom) < 0) return [`${domain}/${fromRoom} has no place`];
			return rankOf(toRoom) < rankOf(fromRoom)
				? []
				: [`${from} → ${to}: ${fromRoom} stands before ${toRoom}`];
		});
	});
}

/** Circles of files, each as "a → b → a"; type imports count. */
export function fileCircles(files: readonly SourceFile[]): string[] {
	const byPath = new Map(files.map((file) => [withoutEnding(file.path), file]));
	const done = new Set<string>();
	const circles: string[] = [];
	const visit = (path: string, trail: readonly string[]): void => {
		const since = trail.indexOf(path);
		if (since >= 0) {
			circles.push([...trail.slice(since), path].join(" → "));
			return;
		}
		if (done.has(path)) return;
		for (const target of byPath.get(path)?.imports ?? [])
			if (byPath.has(target.path)) visit(target.path, [...trail, path]);
		done.add(path);
	};
	for (const path of byPath.keys()) visit(path, []);
	return circles;
}

const EXPORTED =
	/^export (?:declare )?(?:abstract )?(?:async )?(?:const|function\*?|class|type|interface) (\w+)/gm;

/** Names that more than one file exports, as "name: a.ts, b.ts". */
export function doubledNames(files: readonly SourceFile[]): string[] {
	const homes = new Map<string, Set<string>>();
	for (const { path, text } of files)
		for (const [, name = ""] of text.matchAll(EXPORTED))
			homes.set(name, (homes.get(name) ?? new Set()).add(path));
	return [...homes]
		.filter(([, paths]) => paths.size > 1)
		.map(([name, paths]) => `${name}: ${[...paths].join(", ")}`)
		.sort();
}
