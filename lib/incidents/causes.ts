/** The one cause of every incident about the log itself. */
export const AUDIT_CAUSE = "audit-chain";

export const GLASS_CAUSE = "glass-unreviewed";
