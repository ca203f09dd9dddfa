import type { NextConfig } from "next";

const config: NextConfig = {
	poweredByHeader: false,
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
