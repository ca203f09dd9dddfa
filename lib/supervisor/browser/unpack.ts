import { spawnSync } from "node:child_process";
import {
	chmodSync,
	existsSync,
	mkdirSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { AppError } from "@/lib/core/errors";

type Unpacked = { executablePath: string; libraries: string; fonts: string };

// The package's own file names places of its serverless host.
const FONTS_CONF = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
	<dir prefix="relative">.</dir>
	<dir>/usr/share/fonts</dir>
	<cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`;

/** Unpacks `@sparticuz/chromium` once, below node_modules, whole or not at all. */
export function unpackChromium(): Unpacked {
	const packed = packageDir();
	const target = join(packed, "..", "..", ".cache", "signalbox-chromium");
	if (!existsSync(target)) {
		const aside = `${target}.${process.pid}`;
		unpackInto(join(packed, "bin"), aside);
		moveIn(aside, target);
	}
	return {
		executablePath: join(target, "chromium"),
		libraries: join(target, "al2023", "lib"),
		fonts: join(target, "fonts"),
	};
}

function packageDir(): string {
	const entry = createRequire(import.meta.url).resolve("@sparticuz/chromium");
	return join(dirname(entry), "..", "..");
}

function unpackInto(bin: string, dir: string): void {
	const inflate = (name: string) =>
		brotliDecompressSync(readFileSync(join(bin, name)));
	mkdirSync(dir, { recursive: true });
	writeFileSync(join(dir, "chromium"), inflate("chromium.br"));
	chmodSync(join(dir, "chromium"), 0o755);
	// SwiftShader's libraries are looked for beside the executable.
	untar(inflate("swiftshader.tar.br"), dir);
	untar(inflate("fonts.tar.br"), join(dir, "fonts"));
	writeFileSync(join(dir, "fonts", "fonts.conf"), FONTS_CONF);
	untar(inflate("al2023.tar.br"), join(dir, "al2023"));
}

function untar(archive: Buffer, dir: string): void {
	mkdirSync(dir, { recursive: true });
	const done = spawnSync("tar", ["-x", "--no-same-owner", "-C", dir], {
		input: archive,
	});
	if (done.status === 0) return;
	throw new AppError(
		"unavailable",
		`cannot unpack the browser: ${done.error?.message ?? done.stderr.toString()}`,
	);
}

function moveIn(from: string, to: string): void {
	try {
		renameSync(from, to);
	} catch (error) {
		// Another worker was quicker.
		if (!existsSync(to)) throw error;
		rmSync(from, { recursive: true, force: true });
	}
}
