import { expect, test } from "vitest";
import { programsOf } from "./restart-on-change";

test.each([
	["publishing/publish/publish.ts", ["worker"]],
	["core/time.ts", ["worker", "emulator"]],
	["connectors/emulator/graph/media.ts", ["emulator"]],
	["connectors/instagram/http.ts", ["worker", "emulator"]],
	["web/context.ts", []],
	["publishing/publish/publish.db.test.ts", []],
	["publishing/testing/stage.ts", []],
	["publishing/post/.model.ts.swp", []],
])("a change of %s restarts %j", (path, programs) => {
	expect(programsOf(path)).toEqual(programs);
});
