// Preloaded into every child, so that no script has to know that it is supervised.
import { watchParent } from "./parent-watch";

watchParent();
