import type { NextConfig } from "next";

const config: NextConfig = {
	poweredByHeader: false,
	// `npm run verify` checks the types of everything; a start need not wait for it.
	typescript: { ignoreBuildErrors: true },
	serverExternalPackages: [
		"@node-rs/argon2",
		"@resvg/resvg-js",
		"graphile-worker",
		"pg",
		"pino",
		"sharp",
	],
};

export default config;
