/** Seconds; what records have where neither they, their spec nor its defaults have a TTL. */
export const USUAL_TTL = 3600;
