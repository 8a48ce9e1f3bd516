/** What to do where no address was given: a page has no variables. */
export const NO_ADDRESS = 'Pass `baseUrl`, such as http://127.0.0.1:4010/v1, or one of `servers`.'

/** What to do where no key was given. */
export const NO_KEY = 'Pass `apiKey`, a publishable key: POST /api-keys makes one.'
