/** What to do where no address was given. */
export const NO_ADDRESS =
  'Pass `baseUrl` or set BAHI_BASE_URL, such as http://127.0.0.1:4010/v1, or one of `servers`.'

/** What to do where no key was given. */
export const NO_KEY =
  'Pass `apiKey` or set BAHI_API_KEY. The server prints a test key at its first start; POST /api-keys makes more.'
