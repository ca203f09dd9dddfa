import { lstatSync, readFileSync, realpathSync } from "node:fs";
import { join } from "node:path";

/** Whether the packages that somebody installed are those of the lockfile, for this machine. */
export function packagesFit(root) {
	const wanted = packagesOf(join(root, "package-lock.json"));
	// npm's own record of what it put there.
	const found = packagesOf(join(root, "node_modules", ".package-lock.json"));
	if (!wanted || !found) return false;
	const isThere = ([path, { optional, peer }]) =>
		path === "" || optional || peer || path in found;
	const isWanted = ([path, { version, os, cpu }]) =>
		wanted[path]?.version === version &&
		(os?.includes(process.platform) ?? true) &&
		(cpu?.includes(process.arch) ?? true);
	return (
		Object.entries(wanted).every(isThere) &&
		Object.entries(found).every(isWanted)
	);
}

function packagesOf(file) {
	try {
		return JSON.parse(readFileSync(file, "utf8")).packages;
	} catch {
		// Missing or broken: then they do not fit.
		return undefined;
	}
}

/** Where node_modules leads, when it is a link: `npm ci` would empty a directory that belongs elsewhere. */
export function linkedPackages(root) {
	const path = join(root, "node_modules");
	const entry = lstatSync(path, { throwIfNoEntry: false });
	return entry?.isSymbolicLink() ? realpathSync(path) : undefined;
}
