import { Argument, type Command, InvalidArgumentError } from "commander";
import { parseInstant } from "@/lib/cli/shell/inputs";
import { type Report, table } from "@/lib/cli/shell/report";
import type { Call, RunCommand } from "@/lib/cli/shell/session";
import { type CommonOptions, noun, taskOf, verb } from "@/lib/cli/shell/verb";
import { setPrice } from "@/lib/costs/commands";
import { quantityMicros, quantityOf } from "@/lib/costs/cost";
import { type PriceView, SKUS, Sku } from "@/lib/costs/model";
import { listPrices } from "@/lib/costs/views";

type Asked = CommonOptions & {
	sku: Sku;
	price: string;
	currency: string;
	from?: string;
};

export function addPriceCommands(program: Command, run: RunCommand): void {
	const prices = noun(program, "prices", "what tokens, rendering … cost");
	verb(prices, {
		name: "list",
		does: "list every price there was, and what has none",
		example: "prices list",
	}).action((options: CommonOptions) =>
		run(taskOf("prices list", options), list),
	);
	verb(prices, {
		name: "set",
		does: "set the price of what is used from now on; what was used before keeps its own, or none",
		example: "prices set llm.input --price 0.15 --currency EUR",
	})
		.addArgument(
			new Argument("<sku>", "what it is a price of").choices(Sku.options),
		)
		.requiredOption(
			"--price <amount>",
			`for one unit (${Sku.options.map((sku) => `${sku}: ${SKUS[sku].unit}`).join(", ")})`,
			parsePrice,
		)
		.requiredOption("--currency <code>", "like EUR")
		.option("--from <time>", "when it begins, now unless given", parseInstant)
		.addHelpText(
			"after",
			"\n\nIt takes an owner: set SIGNALBOX_TOKEN (scope work).",
		)
		.action((sku: Sku, options: Omit<Asked, "sku">) => {
			const asked = { ...options, sku };
			return run(taskOf("prices set", asked), (call) => set(call, asked));
		});
}

/** An amount of whole money, as it was written. */
function parsePrice(text: string): string {
	const amount = text.trim();
	if (/^\d{1,9}(\.\d{1,6})?$/.test(amount)) return amount;
	throw new InvalidArgumentError(
		"an amount of at most six decimal places is needed, like 0.15.",
	);
}

const say = ({
	unitPriceMicros,
	currency,
	unit,
}: Pick<PriceView, "unitPriceMicros" | "currency" | "unit">): string =>
	`${quantityOf(unitPriceMicros / 1_000_000)} ${currency} per ${unit}`;

async function list({ ctx }: Call): Promise<Report> {
	const prices = await listPrices(ctx);
	const without = Sku.options.filter(
		(sku) => !prices.some((price) => price.sku === sku),
	);
	return {
		ok: true,
		summary: table([
			...prices.map((price) => [
				price.sku,
				say(price),
				`from ${price.effectiveFrom}`,
				price.effectiveTo ? `to ${price.effectiveTo}` : "",
			]),
			...without.map((sku) => [sku, "no price"]),
		]),
		json: { prices, without },
	};
}

async function set({ ctx }: Call, asked: Asked): Promise<Report> {
	const { sku, price, currency, from } = asked;
	const { unit } = SKUS[sku];
	const unitPriceMicros = Number(quantityMicros(price));
	const done = await setPrice(ctx, {
		sku,
		unitPriceMicros,
		currency,
		effectiveFrom: from,
	});
	const said = say({ unitPriceMicros, currency, unit });
	return {
		ok: true,
		summary: [`${sku} costs ${said} from ${done.effectiveFrom} on`],
		json: { sku, unitPriceMicros, currency, unit, ...done },
	};
}
