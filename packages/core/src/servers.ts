/** The documented hosts. None is a default: a secret key is sent to no host that its user did not name. */
export const servers = {
  softknack: 'https://api.softknack.com/billing/v1',
  saathix: 'https://api.saathix.com/v1',
  contracting: 'https://api.contracting.kukkingu.software/api/v1',
} as const
