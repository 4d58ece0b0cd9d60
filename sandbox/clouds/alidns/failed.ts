/** What the provider says before the service's own words. */
export const failed = (resource: string, action: string): string =>
  `[ERROR] Resource ${resource} ${action} Failed!!! `;
