/** The version that is spoken when the `API-Version` header is left out. */
export const CURRENT_API_VERSION = '1.4'
export const SUPPORTED_API_VERSIONS: readonly string[] = [CURRENT_API_VERSION]

/** The three published addresses of one API. On the last, names are camelCase unless the request says otherwise. */
export const mounts = ['/v1', '/billing/v1', '/api/v1'] as const
export const CAMEL_CASE_MOUNT = '/api/v1'
