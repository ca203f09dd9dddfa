"use client";
import dynamic from "next/dynamic";
import { Skeleton } from "@/components/ui/states/skeleton";

/** Draws only in the browser and only where a chart is; the table beside it is always there. */
export const LazyLinePlot = dynamic(
	() => import("./line-plot").then(({ LinePlot }) => LinePlot),
	{ ssr: false, loading: () => <Skeleton className="size-full" /> },
);
