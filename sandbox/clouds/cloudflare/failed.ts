/** What the provider says before the service's own words. */
export const FAILED = "failed to make http request: ";
