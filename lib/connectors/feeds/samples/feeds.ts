export const RSS = `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>Workbench Weekly</title>
<item><title>Teams &amp;amp; tools: what &lt;b&gt;works&lt;/b&gt;</title><link>/teams-and-tools?utm_source=rss</link><guid isPermaLink="false">ww-1</guid><pubDate>Mon, 23 Nov 2026 09:30:00 GMT</pubDate><description>&lt;p&gt;Caf&amp;eacute; notes&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;p&gt;and more&lt;/p&gt;</description></item>
<item><title>   </title><link>https://workbench.example/empty</link></item>
<item><title><![CDATA[ شروع العمل مبكرًا 🚀 ]]></title><link>javascript:alert(1)</link><pubDate>the day before</pubDate></item>
</channel></rss>`;

export const ATOM = `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Desk Notes</title>
<entry><id>urn:desk:1</id><title type="html">Meetings, &lt;em&gt;halved&lt;/em&gt;</title><link rel="self" href="https://desk.example/self"/><link rel="alternate" href="https://desk.example/meetings"/><updated>2026-11-22T08:00:00+01:00</updated><summary>Short ones.</summary></entry>
</feed>`;

export const RDF = `<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://old.example/"><title>Old school</title></channel>
<item rdf:about="https://old.example/1"><title>Plain text wins</title><link>https://old.example/1</link><dc:date>2026-11-20</dc:date></item>
</rdf:RDF>`;

export const JSON_FEED = JSON.stringify({
	version: "https://jsonfeed.org/version/1.1",
	title: "Signals",
	items: [
		{
			id: "j-1",
			url: "https://json.example/1",
			title: "Notes that file themselves",
			content_html: "<p>Less typing.</p>",
			date_published: "2026-11-23T07:00:00Z",
		},
	],
});

/** `Überblick: größer` in ISO 8859-1, declared by the XML prolog. */
export const LATIN1 = Buffer.from(
	`<?xml version="1.0" encoding="ISO-8859-1"?><rss version="2.0"><channel><title>x</title><item><title>Überblick: größer</title></item></channel></rss>`,
	"latin1",
);

export const HTML_PAGE =
	"<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body>Please sign in</body></html>";
