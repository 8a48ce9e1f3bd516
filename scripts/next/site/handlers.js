/** What every route of this site is given. */
export const options = {
  secrets: [process.env.BAHI_WEBHOOK_SECRET],
  on: {},
  onUnknown: () => {},
  onError: () => {},
}
