"use client";
import { FormAct, textOf } from "@/components/shell/form-act";
import { Input } from "@/components/ui/forms/input";
import type { ChannelView } from "@/lib/notifications/model";
import type { ChannelActs } from "./acts";

export function ChannelChanges({
	channel,
	acts,
}: {
	channel: ChannelView;
	acts: ChannelActs;
}) {
	return (
		<>
			{channel.source !== "environment" && (
				<FormAct
					label="Set the channel"
					title="Set the team channel"
					description="A Slack-compatible incoming webhook. The address is a secret: only its host is shown afterwards. Messages that wait are sent at once."
					confirmLabel="Save"
					act={acts.set}
					read={(form) => ({ url: textOf(form, "url") || null })}
					tell={({ host, revived }) => ({
						text: host
							? `Channel set to ${host}; ${revived} messages are due again`
							: "Channel removed",
					})}
				>
					{(errors) => (
						<Input
							name="url"
							label="Webhook address"
							optional
							hint="Empty removes the channel"
							error={errors.url}
							autoComplete="off"
						/>
					)}
				</FormAct>
			)}
			{channel.state !== "unset" && (
				<FormAct
					label="Send a test"
					title="Send a test message"
					description={`Sends one message to ${channel.host} now.`}
					confirmLabel="Send"
					act={acts.test}
					read={() => null}
					tell={({ ok, fault }) =>
						ok
							? { text: "The channel took the message" }
							: { text: `The channel refused: ${fault}`, refused: true }
					}
				>
					{() => null}
				</FormAct>
			)}
		</>
	);
}
