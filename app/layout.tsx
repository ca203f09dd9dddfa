import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import {
	parseTheme,
	THEME_COOKIE,
	themeAttribute,
} from "@/components/shell/theme/theme";
import { Toaster } from "@/components/ui/overlays/toaster";
import "./globals.css";

export const metadata: Metadata = {
	title: { default: "Signalbox", template: "%s · Signalbox" },
	description: "The operations room for an automated publishing loop.",
	robots: { index: false, follow: false },
};

export const viewport: Viewport = {
	width: "device-width",
	initialScale: 1,
	colorScheme: "light dark",
};

export default async function RootLayout(props: { children: ReactNode }) {
	const stored = (await cookies()).get(THEME_COOKIE)?.value;
	return (
		<html lang="en" data-theme={themeAttribute(parseTheme(stored))}>
			<body>
				{props.children}
				<Toaster />
			</body>
		</html>
	);
}
