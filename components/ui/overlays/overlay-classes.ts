export const SCRIM_CLASSES = "fixed inset-0 z-40 bg-scrim";

/** A box in the middle, a sheet at the bottom edge on a phone, within reach of the thumb. */
export const MODAL_CLASSES =
	"fixed z-50 flex max-h-[85dvh] flex-col gap-4 overflow-y-auto bg-raised p-4 shadow-raised max-sm:inset-x-0 max-sm:bottom-0 max-sm:rounded-t-lg sm:top-1/2 sm:left-1/2 sm:w-full sm:max-w-lg sm:-translate-x-1/2 sm:-translate-y-1/2 sm:rounded-lg sm:p-6";

export const FLOATING_CLASSES =
	"z-50 max-w-[calc(100vw-1rem)] rounded-md border bg-raised text-ink shadow-raised";
