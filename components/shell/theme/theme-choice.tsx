"use client";
import { Check } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { useState } from "react";
import { MENU_ITEM_CLASSES } from "./menu-classes";
import {
	parseTheme,
	THEME_COOKIE,
	THEMES,
	type Theme,
	themeAttribute,
} from "./theme";

const LABELS: Record<Theme, string> = {
	system: "As the system",
	light: "Light",
	dark: "Dark",
};

const YEAR_MS = 365 * 86_400_000;

function wear(theme: Theme): void {
	const attribute = themeAttribute(theme);
	if (attribute) document.documentElement.dataset.theme = attribute;
	else delete document.documentElement.dataset.theme;
	void cookieStore.set({
		name: THEME_COOKIE,
		value: theme,
		path: "/",
		sameSite: "lax",
		expires: Date.now() + YEAR_MS,
	});
}

/** Menu entries for light and dark; mounted when the menu opens. */
export function ThemeChoice() {
	const [theme, setTheme] = useState(() =>
		parseTheme(document.documentElement.dataset.theme),
	);
	return (
		<DropdownMenu.RadioGroup
			aria-label="Colours"
			value={theme}
			onValueChange={(value) => {
				const next = parseTheme(value);
				setTheme(next);
				wear(next);
			}}
		>
			{THEMES.map((choice) => (
				<DropdownMenu.RadioItem
					key={choice}
					value={choice}
					onSelect={(event) => event.preventDefault()}
					className={MENU_ITEM_CLASSES}
				>
					<span className="size-4">
						<DropdownMenu.ItemIndicator>
							<Check aria-hidden className="size-4" />
						</DropdownMenu.ItemIndicator>
					</span>
					{LABELS[choice]}
				</DropdownMenu.RadioItem>
			))}
		</DropdownMenu.RadioGroup>
	);
}
