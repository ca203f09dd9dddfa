export const THEMES = ["system", "light", "dark"] as const;

export type Theme = (typeof THEMES)[number];

/** The cookie from which the server sets `data-theme` on the first byte, so that nothing flashes. */
export const THEME_COOKIE = "signalbox-theme";

/** A stored choice, or the system's when there is none. */
export const parseTheme = (stored: string | undefined): Theme =>
	THEMES.find((theme) => theme === stored) ?? "system";

/** What `<html data-theme>` carries; nothing for the system's own. */
export const themeAttribute = (theme: Theme): "light" | "dark" | undefined =>
	theme === "system" ? undefined : theme;
