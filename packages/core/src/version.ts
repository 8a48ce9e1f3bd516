/** This package's version; a test holds it to package.json. */
export const VERSION = '0.1.0'

/** The version of the API that the generated types describe. */
export const API_VERSION = '1.4'
