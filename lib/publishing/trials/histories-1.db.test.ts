import { playHistories } from "@/lib/testing/histories/play";

playHistories(20_261_123);
