import type { Payer, Shown } from './paying.ts'

/** Sends the forms of the pages as a browser without scripts would. */
export function openFormPayer(): Payer {
  let gateway = ''
  const tryToPay = async (vpa: string): Promise<Shown> => {
    const form = { method: 'upi', vpa, attempt: crypto.randomUUID() }
    const response = await fetch(gateway, { method: 'POST', body: new URLSearchParams(form) })
    return { text: await response.text() }
  }
  return {
    name: 'plain form posts',
    async pay(linkUrl, vpa) {
      gateway = (await fetch(`${linkUrl}/pay`, { method: 'POST' })).url
      return tryToPay(vpa)
    },
    payAgain: tryToPay,
    close: async () => {},
  }
}
