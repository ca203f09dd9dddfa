import type { Command } from "commander";
import { parseDuration } from "@/lib/cli/shell/inputs";
import type { Report } from "@/lib/cli/shell/report";
import type { Call, RunCommand } from "@/lib/cli/shell/session";
import { type CommonOptions, noun, taskOf, verb } from "@/lib/cli/shell/verb";
import { createEmulatorControl } from "@/lib/connectors/emulator/control/client";
import { AppError } from "@/lib/core/errors";
import { createDb } from "@/lib/db/client";
import { advanceClock } from "@/lib/jobs/advance-clock";
import { checkClock } from "@/lib/jobs/boot";

export function addClockCommands(program: Command, run: RunCommand): void {
	const clock = noun(program, "clock", "the test clock");
	verb(clock, {
		name: "advance",
		does: "move the test clock forward, the emulator's too (SIGNALBOX_TEST_CLOCK=on)",
		example: "clock advance 25h",
	})
		.argument("<duration>", "24h, 90m, 7d", parseDuration)
		.action((advanceMs: number, options: CommonOptions) =>
			run(taskOf("clock advance", { ...options, advanceMs }), (call) =>
				advance(call, advanceMs),
			),
		);
}

async function advance(call: Call, advanceMs: number): Promise<Report> {
	const { ctx, env, ownerUrl } = call;
	if (env.SIGNALBOX_TEST_CLOCK !== "on")
		throw new AppError(
			"misconfigured",
			"the clock moves only with SIGNALBOX_TEST_CLOCK=on",
		);
	checkClock(env, advanceMs);
	const owner = createDb(ownerUrl, { poolSize: 1 });
	const moved = await advanceClock(
		{ ...ctx, db: owner },
		{ advanceMs },
	).finally(() => owner.$disconnect());
	const emulator = await advanceEmulator(env.INSTAGRAM_GRAPH_URL, advanceMs);
	return {
		ok: true,
		summary: [
			`the clock went from ${moved.from} to ${moved.to}`,
			...(emulator.moved ? [] : [`the emulator's did not: ${emulator.why}`]),
		],
		json: { ...moved, advanceMs, emulator },
	};
}

async function advanceEmulator(
	url: string,
	advanceMs: number,
): Promise<{ moved: true } | { moved: false; why: string }> {
	try {
		await createEmulatorControl(url).advanceClock(advanceMs);
		return { moved: true };
	} catch (error) {
		// Without a running server there is no emulator either; our own clock has moved.
		if (error instanceof AppError && error.code === "unavailable")
			return { moved: false, why: error.message };
		throw error;
	}
}
