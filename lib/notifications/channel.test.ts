import { describe, expect, test } from "vitest";
import { channelStatusOf, chooseChannel, whyWaiting } from "./channel";
import { ChannelUrl } from "./model";

const ENV = "https://hooks.example.org/services/env-secret";
const SET = "https://chat.example.com/services/set-secret";
const stored = {
	channelUrl: SET,
	channelStatus: "unset",
	channelError: null,
	channelCheckedAt: null,
};

describe("which channel is in force", () => {
	test("the environment wins over the setting", () => {
		expect(chooseChannel(ENV, stored)).toMatchObject({
			source: "environment",
			host: "hooks.example.org",
		});
		expect(chooseChannel(undefined, stored)).toMatchObject({
			source: "setting",
			host: "chat.example.com",
		});
	});

	test("without any, messages wait and it says so", () => {
		const none = chooseChannel(undefined, { ...stored, channelUrl: null });
		expect(none).toBeNull();
		expect(whyWaiting(none)).toMatch(/no team channel is set/);
	});

	test("a disablement holds for the address that earned it, and no other", () => {
		const channelStatus = channelStatusOf("disabled", SET);
		const disabled = { ...stored, channelStatus, channelError: "no_team" };
		expect(chooseChannel(undefined, disabled)).toMatchObject({
			state: "disabled",
			fault: "no_team",
		});
		expect(whyWaiting(chooseChannel(undefined, disabled))).toMatch(/no_team/);
		expect(chooseChannel(ENV, disabled)).toMatchObject({
			state: "untested",
			fault: null,
		});
	});

	test("an unusable address from the environment waits, shown without its value", () => {
		const channel = chooseChannel("hooks.slack.com/secret", stored);
		expect(channel).toMatchObject({ state: "disabled" });
		expect(whyWaiting(channel)).toMatch(/TEAM_CHANNEL_WEBHOOK_URL/);
		expect(whyWaiting(channel)).not.toMatch(/secret/);
	});

	test("the stored status gives no part of the secret away", () => {
		expect(channelStatusOf("working", SET)).toMatch(/^working:[0-9a-f]{12}$/);
	});
});

test.each([
	["https://hooks.slack.com/services/T/B/x", true],
	["http://127.0.0.1:4010/channel", true],
	["http://localhost:4010/channel", true],
	["http://hooks.slack.com/services/T/B/x", false],
	["http://127.0.0.1.evil.example/x", false],
	["ftp://example.org/x", false],
	["not a url", false],
])("%s as a channel's address: %s", (url, ok) => {
	expect(ChannelUrl.safeParse(url).success).toBe(ok);
});
