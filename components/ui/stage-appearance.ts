import {
	Circle,
	CircleAlert,
	CircleCheck,
	CircleSlash,
	LoaderCircle,
	type LucideIcon,
} from "lucide-react";
import type { StageState } from "./progress-headline";
import type { Tone } from "./tone";

export const STAGE_LOOK: Record<StageState, { icon: LucideIcon; tone: Tone }> =
	{
		waiting: { icon: Circle, tone: "neutral" },
		running: { icon: LoaderCircle, tone: "info" },
		done: { icon: CircleCheck, tone: "ok" },
		failed: { icon: CircleAlert, tone: "bad" },
		skipped: { icon: CircleSlash, tone: "neutral" },
	};
