/**
 * The built-in grammar. `{topic}` and `{Topic}` are the topic, `{brand}` the account, `{n}` the number
 * of points, `{s1}`–`{s3}` titles of source signals, `{o1}`–`{o3}` where they were read.
 * A pattern that names a signal is used only when there is one.
 */
export type PatternStyle = {
	kicker: string;
	hooks: readonly string[];
	bodies: readonly string[];
	/** Sets of evergreen points, used after (or instead of) the signals' titles. */
	pointSets: readonly (readonly string[])[];
	/** Whether the points are the signals' own titles, where there are any. */
	pointsFromSignals: boolean;
};

export const STYLES = {
	listicle: {
		kicker: "The shortlist",
		hooks: [
			"{n} things worth knowing about {topic} this week",
			"The {topic} shortlist: {n} ideas, no noise",
			"Short on time? Start with these {n} on {topic}",
			"{Topic}, in {n} quick points",
			"Worth saving: {n} signals on {topic}",
			"{n} short notes on {topic}",
			"Keep these {n} in mind for {topic}",
		],
		bodies: [
			"There is more written about {topic} every day than anyone can read. A short list is kinder. Here is ours:",
			"Two minutes on {topic}, and then back to work. This is what we would pass on to a colleague:",
			"“{s1}” caught our eye at {o1}, and it did not come alone. Put side by side, these are worth a second look:",
			"Not everything said about {topic} changes your Monday. These might:",
			"If you only follow {topic} with one eye, this is the part we would not skip:",
			"{o1} and others keep coming back to {topic}. In short:",
			"A good list is mostly about what you leave out. Here is what made the cut on {topic}:",
		],
		pointSets: [
			[
				"Start with the problem, then pick the tool",
				"One habit kept beats five habits planned",
				"Write down what changed, not only what you did",
				"Ask who benefits before you ask how it works",
			],
			[
				"Decide what done looks like before you start",
				"Measure the thing you would miss",
				"Make the good choice the easy one",
				"Review on Friday, not in December",
			],
			[
				"Say no to one thing first",
				"Borrow what works, and say where it came from",
				"Keep notes a stranger could follow",
				"Rest is part of the plan",
			],
		],
		pointsFromSignals: true,
	},
	question: {
		kicker: "Open question",
		hooks: [
			"What would you change first about {topic}?",
			"Is {topic} making your week easier, or just fuller?",
			"When did {topic} last surprise you?",
			"What does good {topic} look like to you?",
			"{Topic}: what are we all getting wrong?",
			"If you started over with {topic} today, where would you begin?",
		],
		bodies: [
			"We ask because of a headline: “{s1}” ({o1}). It sounds obvious, until you try to answer it for your own work.",
			"Everyone has an opinion on {topic}. Far fewer of us have an answer we have tested. We would rather hear the second kind.",
			"Two headlines, side by side: “{s1}” and “{s2}”. Which one sounds more like your week?",
			"The honest answer is usually smaller than the popular one: one step removed, one meeting shortened, one thing finished.",
			"“{s1}” is a good place to start. Your own week is a better one.",
			"There is no prize for the cleverest reply. The useful ones start with “last week, I tried…”.",
		],
		pointSets: [
			[
				"What do you do more of than a year ago?",
				"What did you quietly stop doing?",
				"What would you tell a beginner?",
			],
			[
				"Which part would you never give up?",
				"Which part would nobody miss?",
				"Who does it well, and why?",
			],
			[
				"What works on your best days?",
				"What gets in the way on the others?",
				"What would you try with one free hour?",
			],
		],
		pointsFromSignals: false,
	},
	"myth-vs-fact": {
		kicker: "Myth vs fact",
		hooks: [
			"The {topic} myth we hear most",
			"{Topic}: what people say, and what holds up",
			"Let us retire this idea about {topic}",
			"Popular beliefs about {topic}, looked at twice",
			"Half true, fully repeated: myths about {topic}",
			"You have heard this one about {topic}. Look again",
		],
		bodies: [
			"It is easy to see where the myth comes from. A headline like “{s1}” ({o1}) has room for one idea. An ordinary Tuesday has room for more.",
			"The myth survives because it is flattering: it promises a result and skips the practice in between.",
			"Read “{s1}” to the end before you share it. It is a small habit, and most myths do not survive it.",
			"What holds up is less dramatic: small changes, checked often, kept only when they help.",
			"Between a headline at {o1} and your own desk there is some distance. That is where myths live.",
			"Nobody is foolish for believing it. It just stops being helpful the moment you have to decide something.",
		],
		pointSets: [
			[
				"Myth: you have to follow every new thing",
				"Fact: one change, kept for a month, tells you more",
				"Myth: it only works for big teams",
				"Fact: small teams notice the difference first",
			],
			[
				"Myth: more tools mean more done",
				"Fact: a tool helps when the next step is clear",
				"Myth: you need a perfect plan",
				"Fact: a first try teaches you what to plan",
			],
			[
				"Myth: it is too late to start",
				"Fact: beginners ask the questions that matter",
				"Myth: busy is the same as moving",
				"Fact: what you finish is what counts",
			],
		],
		pointsFromSignals: false,
	},
	"news-angle": {
		kicker: "In the news",
		hooks: [
			"“{s1}”: what it means for you",
			"The {topic} story to read today",
			"Behind the headline: {topic}",
			"{Topic} is in the news. Here is our take",
			"One {topic} headline, three takeaways",
			"Why this week matters for {topic}",
			"What is moving in {topic} right now",
		],
		bodies: [
			"The headline: “{s1}”, found at {o1}. The part we would talk about over coffee: what would you do differently on Monday if it holds?",
			"“{s1}” is one to read together with “{s2}”. Side by side they make a better conversation about {topic} than either alone.",
			"News about {topic} arrives faster than anyone can act on it. So here is a slower reading: what is new, what is not, and what can wait until Friday.",
			"{o1} has the details of “{s1}”. We care about the question underneath it: who would work differently next month because of this?",
			"You do not need a hot take on {topic}. A cool one will do: note what changed, ask who it helps, check again in a week.",
			"When a story like “{s1}” comes around, three questions help: is it new, is it ours to act on, and can it wait?",
		],
		pointSets: [
			[
				"What is new: the pace, more than the idea",
				"What is not: people still decide",
				"What to do: pick one thing and test it",
			],
			[
				"Ask: is this new, or newly noticed?",
				"Ask: who does it help first?",
				"Ask: what would change your mind?",
			],
			[
				"Read it twice before you share it",
				"Find one line you can use this week",
				"Check again in a month",
			],
		],
		pointsFromSignals: true,
	},
	"how-to": {
		kicker: "How to",
		hooks: [
			"How to start with {topic} in {n} steps",
			"A simple way into {topic}",
			"Try this {topic} routine for one week",
			"{Topic} without the overwhelm: {n} steps",
			"{Topic}: a {n}-step check for this week",
			"Make {topic} easier by Friday",
		],
		bodies: [
			"No new app, no big plan. Twenty minutes the first time is plenty.",
			"“{s1}” ({o1}) is the news. This is the part you can use the same day.",
			"Most guides to {topic} begin with a shopping list. This one begins with your calendar.",
			"The point is not to do everything. It is to find the one step that pays for itself, and to keep that one.",
			"Next to a headline like “{s1}” it can look complicated. It gets simpler one step at a time.",
			"Do it once, badly, this week. Then do it again. That is most of the secret.",
		],
		pointSets: [
			[
				"Write down the one result you want",
				"Choose the smallest step towards it",
				"Block twenty minutes for it, this week",
				"Keep what helped, drop the rest",
			],
			[
				"List what already works",
				"Name the one thing that slows you down",
				"Change only that, for five days",
				"Compare, then decide",
			],
			[
				"Pick a day and a place",
				"Prepare it the evening before",
				"Do the shortest version first",
				"Tell someone how it went",
			],
		],
		pointsFromSignals: false,
	},
} as const satisfies Record<string, PatternStyle>;

export const CALLS_TO_ACTION = [
	"Save this for your next quiet half hour.",
	"What would you add? Tell us in the comments.",
	"Send it to the colleague who came to mind.",
	"Follow {brand} for one clear idea at a time.",
	"Try it once this week and tell us how it went.",
	"Agree, or not at all? We read every comment.",
	"Keep it, share it, come back to it on Monday.",
] as const;

export const WARM_SIGN_OFFS = ["💡", "✨", "👇", "🙌", "📌"] as const;
