"use client";
import { DescriptionList } from "@/components/ui/description-list";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states/empty-state";
import { Missing } from "@/components/ui/states/missing";
import { StatusChip } from "@/components/ui/status-chip";
import { DataTable } from "@/components/ui/tables/data-table";
import { Time } from "@/components/ui/time/time";
import type { Tone } from "@/components/ui/tone";
import type { ChannelView, MessageView } from "@/lib/notifications/model";
import type { ChannelActs } from "./acts";
import { ChannelChanges } from "./channel-changes";

const STATE_TONE: Record<ChannelView["state"], Tone> = {
	unset: "warn",
	untested: "info",
	working: "ok",
	disabled: "bad",
};
const MESSAGE_TONE: Record<MessageView["state"], Tone> = {
	pending: "info",
	delivered: "ok",
	failed: "bad",
	outdated: "neutral",
};

type ChannelPanelProps = {
	channel: ChannelView;
	messages: readonly MessageView[];
	zone: string;
	/** Null for who may only look. */
	acts: ChannelActs | null;
};

function ChannelFacts({
	channel,
	zone,
}: Pick<ChannelPanelProps, "channel" | "zone">) {
	return (
		<DescriptionList
			items={[
				{
					term: "State",
					value: (
						<StatusChip tone={STATE_TONE[channel.state]}>
							{channel.state}
						</StatusChip>
					),
				},
				{
					term: "Host",
					value: channel.host ?? <Missing why="no channel is set" />,
				},
				{
					term: "From",
					value:
						channel.source === "environment"
							? "TEAM_CHANNEL_WEBHOOK_URL"
							: "these settings",
				},
				{
					term: "Last used",
					value: channel.checkedAt ? (
						<Time iso={channel.checkedAt} zone={zone} />
					) : (
						<Missing why="nothing was sent yet" />
					),
				},
				{
					term: "Waiting",
					value: channel.waitsBecause
						? `${channel.pending}: ${channel.waitsBecause}`
						: String(channel.pending),
				},
				{ term: "Given up", value: String(channel.failed) },
				...(channel.fault
					? [{ term: "Last fault", value: channel.fault }]
					: []),
			]}
		/>
	);
}

export function ChannelPanel({
	channel,
	messages,
	zone,
	acts,
}: ChannelPanelProps) {
	return (
		<div className="space-y-6">
			<Section
				title="Team channel"
				actions={acts && <ChannelChanges channel={channel} acts={acts} />}
			>
				<ChannelFacts channel={channel} zone={zone} />
			</Section>
			<Section title="Messages">
				<DataTable
					stacked
					caption="The newest messages"
					captionHidden
					exportName="messages"
					rows={messages}
					rowKey={({ id }) => id}
					empty={
						<EmptyState title="No messages yet">
							Incidents, role grants and sign-offs are announced here.
						</EmptyState>
					}
					columns={[
						{
							id: "at",
							header: "Queued",
							rowHeader: true,
							cell: ({ createdAt }) => <Time iso={createdAt} zone={zone} />,
							csv: ({ createdAt }) => createdAt,
						},
						{
							id: "text",
							header: "Message",
							cell: ({ text }) => text,
							csv: ({ text }) => text,
							className: "min-w-64 wrap-anywhere",
						},
						{
							id: "state",
							header: "State",
							cell: ({ state }) => (
								<StatusChip tone={MESSAGE_TONE[state]}>{state}</StatusChip>
							),
							csv: ({ state }) => state,
						},
						{
							id: "tries",
							header: "Tries",
							align: "end",
							cell: ({ tries }) => tries,
							csv: ({ tries }) => tries,
						},
						{
							id: "fault",
							header: "Last fault",
							cell: ({ lastError }) => lastError ?? "",
							csv: ({ lastError }) => lastError ?? "",
						},
					]}
				/>
			</Section>
		</div>
	);
}
