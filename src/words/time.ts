/** Times as people read them. */

/** To the minute, in UTC: `2026-12-01 10:20 UTC`. Takes ISO 8601 in UTC. */
export const shownTime = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
